import { afterEach, beforeEach, expect, it } from 'vitest';
import { agentInputSchema, agentSettingsSchema } from '@/lib/contract/agent';
import { deleteAgent, setAgentArchived } from './agent-changes';
import { insertAgents } from './agent-creation';
import { listLinkedAgents, noteSeen } from './agent-links';
import { createAgent, getAgent, listAgents } from './agents';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.dispose());

const by = { actor: { id: 'root', email: 'root@example.com' }, origin: '192.0.2.1' };
const seen = { name: 'Silk', model: 'm', agentType: 'chat', seenAt: 5 };
const platform = (id: string) =>
  agentInputSchema.parse({ name: id, engine: { kind: 'thinnest', upstreamAgentId: `ag_${id}` } });

it('lists agents of the platform, those put away included, and no others', async () => {
  for (const id of ['a', 'b', 'c']) await createAgent(platform(id), { id });
  await createAgent(
    agentInputSchema.parse({ name: 'm', engine: { kind: 'model', model: 'guide' } }),
  );
  await setAgentArchived('b', true);
  await deleteAgent('c');
  const linked = await listLinkedAgents();
  expect(
    linked.map(({ id, upstreamAgentId, archived }) => [id, upstreamAgentId, archived]),
  ).toEqual([
    ['a', 'ag_a', false],
    ['b', 'ag_b', true],
  ]);
});

it('keeps what the platform said, as a change that is audited and disturbs no open form', async () => {
  const settings = agentSettingsSchema.parse(platform('a'));
  await insertAgents([{ id: 'a', settings, seen }], { by, now: 5, action: 'agent.adopt' });
  const [agent] = await listLinkedAgents();
  expect(agent?.seen).toEqual(seen);
  if (!agent) throw new Error('There is none.');
  await noteSeen(agent, { ...seen, model: 'n', seenAt: 9 }, by);
  expect((await listLinkedAgents())[0]?.seen).toMatchObject({ model: 'n', seenAt: 9 });
  expect((await getAgent('a'))?.updatedAt).toBe(5);
  const { rows } = await database.client.execute(
    "SELECT before, after, actor_email AS email FROM audit WHERE action = 'agent.sync'",
  );
  expect(rows.map(({ before, after, email }) => [before, after, email])).toEqual([
    [
      '{"name":"Silk","model":"m","agentType":"chat"}',
      '{"name":"Silk","model":"n","agentType":"chat"}',
      'root@example.com',
    ],
  ]);
});

it('several are added in their order, and an id that is taken is told and left alone', async () => {
  const made = ['x', 'y', 'x'].map((id, n) => ({
    id,
    settings: agentSettingsSchema.parse({ ...platform(id), name: `${id}${n}` }),
  }));
  expect(await insertAgents(made, { by, now: 5, action: 'agent.import' })).toEqual(['x']);
  expect((await listAgents()).map(({ name, position }) => [name, position])).toEqual([
    ['x0', 0],
    ['y1', 1],
  ]);
});
