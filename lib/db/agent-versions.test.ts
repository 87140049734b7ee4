import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AgentInput, agentInputSchema, agentSettingsSchema } from '@/lib/contract/agent';
import { NO_LIMITS } from '@/lib/contract/budget';
import { duplicateAgent, setAgentArchived, setAgentEnabled } from './agent-changes';
import { KEPT_VERSIONS, listVersions, readVersion } from './agent-versions';
import {
  createAgent,
  findAgentFor,
  getAgent,
  getAgentSettings,
  listAgents,
  updateAgent,
} from './agents';
import { setBudget } from './budgets';
import { seedGuide } from './guide-agent';
import { openTestDatabase, type TestDatabase } from './testing';
import { createUser } from './users';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.dispose());

const by = { actor: { id: 'root', email: 'root@example.com' }, origin: '192.0.2.1' };

function input(name: string, changes: Partial<AgentInput> = {}): AgentInput {
  return agentInputSchema.parse({ name, engine: { kind: 'model', model: 'guide' }, ...changes });
}

async function audit() {
  const { rows } = await database.client.execute(
    'SELECT action, subject, before, after, actor_email AS email, origin FROM audit ORDER BY n',
  );
  return rows.map((row) => ({
    action: row.action,
    subject: row.subject,
    email: row.email,
    origin: row.origin,
    before: row.before === null ? null : JSON.parse(String(row.before)),
    after: row.after === null ? null : JSON.parse(String(row.after)),
  }));
}

describe('versions', () => {
  it('hold what was stored after each change, people, groups and limits included', async () => {
    const person = await createUser({ email: 'ada@example.com' });
    await database.client.execute("insert into groups (id, name, created_at) values ('g', 'G', 0)");
    const limits = { ...NO_LIMITS, messagesPerDay: 5 };
    const first = await createAgent(
      input('a', { access: 'people', people: [person.id, 'nobody'], groups: ['g'] }),
      { by, limits, now: 10 },
    );
    const next = {
      ...input('b', { colour: 'red', inputPrice: 7, starters: ['x'] }),
      limits: NO_LIMITS,
    };
    await updateAgent(first.id, next, { seenAt: 10, now: 20, by });
    const versions = await listVersions(first.id);
    expect(
      versions.map(({ version, byEmail, createdAt }) => [version, byEmail, createdAt]),
    ).toEqual([
      [2, by.actor.email, 20],
      [1, by.actor.email, 10],
    ]);
    expect(versions[0]?.settings).toEqual(agentSettingsSchema.parse(next));
    expect(versions[1]?.settings).toMatchObject({ people: [person.id], groups: ['g'], limits });
    expect(versions[0]?.settings).toEqual((await getAgentSettings(first.id))?.settings);
  });

  it('begin with what was there before the first change', async () => {
    await seedGuide(5);
    const guide = await getAgent('guide');
    await updateAgent('guide', input('Ours'), { seenAt: 5, now: 6, by });
    const versions = await listVersions('guide');
    expect(versions.map(({ settings, byEmail }) => [settings.name, byEmail])).toEqual([
      ['Ours', by.actor.email],
      [guide?.name, ''],
    ]);
    expect(versions[1]?.settings.starters).toEqual(guide?.starters);
  });

  it('come of switching and of limits set elsewhere, and not of what changes nothing', async () => {
    const { id, updatedAt } = await createAgent(input('a'));
    await setAgentEnabled(id, false, by);
    await setAgentEnabled(id, false, by);
    await setBudget({ scope: 'agent', subjectId: id }, { ...NO_LIMITS, tokensPerDay: 9 }, by);
    await setBudget({ scope: 'agent', subjectId: id }, { ...NO_LIMITS, tokensPerDay: 9 }, by);
    const versions = await listVersions(id);
    expect(
      versions.map(({ settings }) => [settings.enabled, settings.limits.tokensPerDay]),
    ).toEqual([
      [false, 9],
      [false, null],
      [true, null],
    ]);
    await expect(updateAgent(id, input('b'), { seenAt: updatedAt })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('are kept to a number, the newest', async () => {
    const { id } = await createAgent(input('a'));
    await database.client.execute({
      sql: `WITH RECURSIVE n(v) AS (SELECT 2 UNION ALL SELECT v + 1 FROM n WHERE v < ?)
        INSERT INTO agent_versions (agent_id, version, data, created_at)
        SELECT agent_id, v, json_set(data, '$.name', 'v' || v), 0 FROM agent_versions, n WHERE version = 1`,
      args: [KEPT_VERSIONS],
    });
    await setAgentEnabled(id, false);
    const versions = await listVersions(id);
    expect([versions.length, versions[0]?.version, versions.at(-1)?.version]).toEqual([
      KEPT_VERSIONS,
      KEPT_VERSIONS + 1,
      2,
    ]);
    expect(await readVersion(id, 1)).toBeNull();
    expect((await readVersion(id, 7))?.name).toBe('v7');
  });

  it('of two changes to one version, only the one that was made has one', async () => {
    const { id } = await createAgent(input('x'), { now: 5 });
    const results = await Promise.allSettled(
      ['one', 'two'].map((name) => updateAgent(id, input(name), { seenAt: 5, now: 9, by })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const names = (await listVersions(id)).map(({ settings }) => settings.name);
    expect(names).toEqual([(await getAgent(id))?.name, 'x']);
    expect((await audit()).map(({ action }) => action)).toEqual(['agent.create', 'agent.update']);
  });
});

describe('the audit log', () => {
  it('M04 says who changed what from where, only what changed, before and after', async () => {
    const { id } = await createAgent(input('a', { description: 'same' }), { by, now: 5 });
    const limits = { ...NO_LIMITS, concurrentRuns: 2 };
    await updateAgent(id, { ...input('b', { description: 'same' }), limits }, { seenAt: 5, by });
    const [, update] = await audit();
    expect(update).toEqual({
      action: 'agent.update',
      subject: 'b',
      email: by.actor.email,
      origin: by.origin,
      before: { name: 'a', 'limits.concurrentRuns': null },
      after: { name: 'b', 'limits.concurrentRuns': 2 },
    });
  });

  it('names every kind of change', async () => {
    const { id } = await createAgent(input('a'), { by });
    await setAgentEnabled(id, false, by);
    await setAgentArchived(id, true, by);
    await setAgentArchived(id, true, by);
    await setAgentArchived(id, false, by);
    await duplicateAgent(id, 'Copy of a', by);
    expect((await audit()).map(({ action }) => action)).toEqual([
      'agent.create',
      'agent.disable',
      'agent.archive',
      'agent.restore',
      'agent.duplicate',
    ]);
  });
});

describe('an archived agent', () => {
  it('is for nobody and in no list of those in use, and comes back at the end', async () => {
    for (const name of ['a', 'b']) await createAgent(input(name), { id: name });
    await setAgentArchived('a', true);
    const names = async (archived: boolean) =>
      (await listAgents({ archived })).map((agent) => agent.id);
    expect([await names(false), await names(true)]).toEqual([['b'], ['a']]);
    expect(await findAgentFor({ id: 'root', role: 'admin' }, 'a')).toBeNull();
    expect((await getAgent('a'))?.archivedAt).not.toBeNull();
    await setAgentArchived('a', false);
    expect([await names(false), await names(true)]).toEqual([['b', 'a'], []]);
    await expect(setAgentArchived('no', true)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a copy', () => {
  it('has all that the form holds, stands below the original, and is off', async () => {
    const limits = { ...NO_LIMITS, messagesPerDay: 3 };
    for (const name of ['a', 'b', 'c']) {
      await createAgent(input(name, { colour: 'blue', outputPrice: 5 }), { id: name, limits });
    }
    const copy = await duplicateAgent('a', 'Copy of a');
    expect((await listAgents()).map((agent) => agent.name)).toEqual(['a', 'Copy of a', 'b', 'c']);
    const original = await getAgentSettings('a');
    expect((await getAgentSettings(copy.id))?.settings).toEqual({
      ...original?.settings,
      name: 'Copy of a',
      enabled: false,
    });
    await expect(duplicateAgent('no', 'x')).rejects.toMatchObject({ code: 'not_found' });
  });
});
