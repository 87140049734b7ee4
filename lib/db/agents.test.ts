import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AgentInput, agentInputSchema, GUIDE_AGENT_ID } from '@/lib/contract/agent';
import { countTies, deleteAgent, moveAgent, setAgentEnabled } from './agent-changes';
import {
  createAgent,
  findAgentFor,
  getAgent,
  listAgents,
  listAgentsFor,
  updateAgent,
} from './agents';
import { db } from './client';
import { seedGuide } from './guide-agent';
import { agents } from './schema/agents';
import { users } from './schema/people';
import { sessions } from './schema/sessions';
import { openTestDatabase } from './testing';

const ada = { id: 'ada', role: 'user' } as const;
const ben = { id: 'ben', role: 'user' } as const;
const root = { id: 'root', role: 'admin' } as const;

let database: Awaited<ReturnType<typeof openTestDatabase>>;

beforeEach(async () => {
  database = await openTestDatabase();
  await db()
    .insert(users)
    .values(
      [ada, ben, root].map(({ id, role }) => ({ id, role, email: `${id}@x.test`, createdAt: 1 })),
    );
});
afterEach(() => database.dispose());

function input(name: string, changes: Partial<AgentInput> = {}): AgentInput {
  return agentInputSchema.parse({ name, engine: { kind: 'model', model: 'guide' }, ...changes });
}

async function names(): Promise<string[]> {
  return (await listAgents()).map((agent) => agent.name);
}

async function makeThree(): Promise<void> {
  for (const name of ['a', 'b', 'c']) await createAgent(input(name), { id: name });
}

describe('who may use an agent', () => {
  it.each([
    { access: 'everyone', people: [], may: ['ada', 'ben', 'root'] },
    { access: 'admins', people: ['ada'], may: ['root'] },
    { access: 'people', people: ['ada'], may: ['ada', 'root'] },
    { access: 'people', people: [], may: ['root'] },
  ] as const)('access $access naming [$people] is for $may', async ({ access, people, may }) => {
    await createAgent(input('x', { access, people: [...people] }), { id: 'x' });
    for (const person of [ada, ben, root]) {
      const allowed = may.some((id) => id === person.id);
      expect((await listAgentsFor(person)).length).toBe(allowed ? 1 : 0);
      expect((await findAgentFor(person, 'x'))?.id).toBe(allowed ? 'x' : undefined);
    }
  });

  it('an agent that is off or deleted is for nobody', async () => {
    await createAgent(input('off', { enabled: false }), { id: 'off' });
    await createAgent(input('gone'), { id: 'gone' });
    await deleteAgent('gone');
    for (const id of ['off', 'gone', 'never']) expect(await findAgentFor(root, id)).toBeNull();
    expect(await listAgentsFor(root)).toEqual([]);
  });

  it('people get no engine settings, access or names of others', async () => {
    await createAgent(input('x', { welcome: 'Hello', starters: ['One'] }), { id: 'x', now: 5 });
    expect(await listAgentsFor(ada)).toEqual([
      {
        id: 'x',
        name: 'x',
        description: '',
        icon: 'sparkles',
        colour: '',
        welcome: 'Hello',
        starters: ['One'],
        createdAt: 5,
      },
    ]);
  });
});

describe('creating', () => {
  it('keeps every field and adds at the end', async () => {
    await createAgent(input('first'));
    const all = input('second', {
      description: 'd',
      icon: 'globe',
      colour: 'blue',
      inputPrice: 1_500_000,
      currency: 'EUR',
      engine: { kind: 'thinnest', upstreamAgentId: 'ag_1' },
      enabled: false,
      access: 'people',
      people: ['ada', 'ben'],
      welcome: 'w',
      starters: ['s'],
      traceVisibility: 'names',
    });
    const agent = await createAgent(all, { now: 5 });
    expect(agent).toEqual({
      ...all,
      id: agent.id,
      position: 1,
      createdAt: 5,
      updatedAt: 5,
      archivedAt: null,
    });
    expect(agent.id).toMatch(/^[a-z0-9]{26}$/);
  });

  it('leaves out people who do not exist', async () => {
    const agent = await createAgent(input('x', { access: 'people', people: ['ada', 'nobody'] }));
    expect(agent.people).toEqual(['ada']);
  });

  it('is open to the members of its groups, and keeps only groups that exist', async () => {
    await database.client.batch([
      "insert into groups (id, name, created_at) values ('g1', 'G1', 0), ('g2', 'G2', 0)",
      "insert into group_members (group_id, user_id) values ('g1', 'ada'), ('g2', 'ben')",
    ]);
    const shown = async (person: string) =>
      (await listAgentsFor({ id: person, role: 'user' })).map(({ name }) => name);
    const agent = await createAgent(input('x', { access: 'people', groups: ['g1', 'gone'] }));
    expect(agent.groups).toEqual(['g1']);
    expect([await shown('ada'), await shown('ben')]).toEqual([['x'], []]);
    const moved = input('x', { access: 'people', groups: ['g2'] });
    await updateAgent(agent.id, moved, { seenAt: agent.updatedAt });
    expect([await shown('ada'), await shown('ben')]).toEqual([[], ['x']]);
  });

  it('refuses an id that is taken, even by a deleted one, and changes nothing', async () => {
    await createAgent(input('x', { people: [] }), { id: 'x' });
    const again = input('y', { access: 'people', people: ['ada'] });
    await expect(createAgent(again, { id: 'x' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await getAgent('x')).toMatchObject({ name: 'x', people: [] });
    await deleteAgent('x');
    await expect(createAgent(again, { id: 'x' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each(['', 'a b', 'ä', '../x', 'x'.repeat(101)])('refuses the id %j', async (id) => {
    await expect(createAgent(input('x'), { id })).rejects.toMatchObject({ code: 'validation' });
    expect(await listAgents()).toEqual([]);
  });
});

describe('changing', () => {
  it('replaces fields and people, and moves the version on', async () => {
    const before = await createAgent(input('x', { access: 'people', people: ['ada'] }), { now: 5 });
    const after = await updateAgent(
      before.id,
      input('renamed', { access: 'people', people: ['ben'] }),
      { seenAt: before.updatedAt, now: 5 },
    );
    expect(after).toMatchObject({ name: 'renamed', people: ['ben'], createdAt: 5, updatedAt: 6 });
  });

  it('of two changes to one version, one is made whole and one refused whole', async () => {
    const { id } = await createAgent(input('x'), { now: 5 });
    const change = (name: string, person: string) =>
      updateAgent(id, input(name, { access: 'people', people: [person] }), { seenAt: 5, now: 9 });
    const results = await Promise.allSettled([change('one', 'ada'), change('two', 'ben')]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { name, people } = (await getAgent(id)) ?? {};
    expect([
      ['one', ['ada']],
      ['two', ['ben']],
    ]).toContainEqual([name, people]);
    await expect(change('three', 'ada')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('says not_found for one that is absent or deleted', async () => {
    await expect(updateAgent('no', input('x'), { seenAt: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
    await createAgent(input('x'), { id: 'x', now: 5 });
    await deleteAgent('x');
    await expect(updateAgent('x', input('y'), { seenAt: 5 })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(setAgentEnabled('x', true)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteAgent('x')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('switching on and off is a change that an open form notices', async () => {
    const { id, updatedAt } = await createAgent(input('x'));
    await setAgentEnabled(id, false);
    expect(await getAgent(id)).toMatchObject({ enabled: false });
    await expect(updateAgent(id, input('y'), { seenAt: updatedAt })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('ordering', () => {
  it.each([
    ['b', 'up', 'bac'],
    ['b', 'down', 'acb'],
    ['a', 'up', 'abc'],
    ['c', 'down', 'abc'],
    ['c', 0, 'cab'],
    ['a', 2, 'bca'],
    ['a', 99, 'bca'],
    ['b', -5, 'bac'],
    ['absent', 0, 'abc'],
  ] as const)('moving %s to %s gives %s', async (id, to, expected) => {
    await makeThree();
    await moveAgent(id, to);
    expect((await names()).join('')).toBe(expected);
  });

  it('passes over deleted agents and does not disturb open forms', async () => {
    await makeThree();
    await deleteAgent('b');
    const before = await getAgent('c');
    await moveAgent('c', 'up');
    expect(await names()).toEqual(['c', 'a']);
    expect((await getAgent('c'))?.updatedAt).toBe(before?.updatedAt);
  });

  it('parallel moves leave every agent in a place of its own', async () => {
    await makeThree();
    await Promise.all([moveAgent('a', 'down'), moveAgent('c', 0), moveAgent('b', 2)]);
    expect((await listAgents()).map((agent) => agent.position)).toEqual([0, 1, 2]);
    expect((await names()).sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('deleting', () => {
  it('M02 keeps the row, so that conversations keep their agent and its name', async () => {
    await createAgent(input('x'), { id: 'x' });
    const times = { createdAt: 1, updatedAt: 1, readAt: 1 };
    const session = { userId: 'ada', agentId: 'x', title: 't', ...times };
    await db()
      .insert(sessions)
      .values(['1', '2'].map((id) => ({ ...session, id, key: id, upstreamId: id })));
    expect(await countTies('x')).toEqual({ conversations: 2, people: 1, running: 0 });
    await deleteAgent('x');
    expect(await countTies('x')).toEqual({ conversations: 2, people: 1, running: 0 });
    expect((await db().select({ name: agents.name }).from(agents))[0]?.name).toBe('x');
    expect(await getAgent('x')).toBeNull();
    expect(await listAgents()).toEqual([]);
  });
});

describe('the guide', () => {
  it('is there once, for everyone, whole by the rules for agents', async () => {
    await Promise.all([seedGuide(), seedGuide()]);
    const [guide, ...others] = await listAgents();
    expect(others).toEqual([]);
    expect(guide?.id).toBe(GUIDE_AGENT_ID);
    expect(agentInputSchema.safeParse(guide).success).toBe(true);
    expect((await listAgentsFor(ada)).length).toBe(1);
  });

  it('is neither restored after deletion nor reset after a change', async () => {
    await seedGuide();
    const guide = await getAgent(GUIDE_AGENT_ID);
    await updateAgent(GUIDE_AGENT_ID, input('Ours'), { seenAt: guide?.updatedAt ?? 0 });
    await seedGuide();
    expect(await names()).toEqual(['Ours']);
    await deleteAgent(GUIDE_AGENT_ID);
    await seedGuide();
    expect(await names()).toEqual([]);
  });
});
