/** An instance that people have used for months, for pictures of it: the same with every run. */

import { agentInputSchema } from '@/lib/contract/agent';
import { newId } from '@/lib/contract/ids';
import { createAgent } from '@/lib/db/agents';
import { sqlClient } from '@/lib/db/client';
import { createGroup } from '@/lib/db/groups';
import { rebuildUsage } from '@/lib/db/usage-check';
import { createUser } from '@/lib/db/users';
import { test as base, type TestPerson, type World } from './fixtures';
import { STOCK_ANSWER } from './scenes';
import type { ScriptedUpstream } from './upstream/server';
import type { Step } from './upstream/steps';

const DAY_MS = 86_400_000;
const DAYS = 60;

const AGENTS = [
  { name: 'Warehouse', icon: 'database', description: 'Knows the stock of every site', weight: 5 },
  { name: 'Contracts', icon: 'briefcase', description: 'Reads offers and contracts', weight: 3 },
  {
    name: 'Research',
    icon: 'globe',
    description: 'Searches the web and names its sources',
    weight: 4,
  },
  {
    name: 'Onboarding',
    icon: 'graduation-cap',
    description: 'Answers what new colleagues ask',
    weight: 1,
  },
];

const PEOPLE = [
  'Amara Okafor',
  'Ben Castellanos',
  'Chiara Lombardi',
  'Daniel Weiss',
  'Elif Yıldız',
  'Farid Haddad',
  'Greta Holm',
  'Hana Sato',
  'Ivo Marković',
  'Jun Park',
  'Katarzyna Nowak',
  'Leo Fontaine',
];

const GROUPS = [
  { name: 'Purchasing', description: 'Buys what the sites need', members: [0, 2, 3, 7] },
  { name: 'Sites', description: 'Rotterdam, Leipzig and Porto', members: [1, 4, 5, 6, 8] },
  { name: 'Legal', description: 'Contracts and compliance', members: [9, 10] },
];

/** Titles of conversations, how many days ago, and with which agent. */
const TITLES: [title: string, daysAgo: number, agent: number][] = [
  ['Compare the three offers for copper wire', 0.1, 1],
  ['Copper price and its outlook', 0.2, 2],
  ['Notice periods in the Nordkabel contract', 0.4, 1],
  ['What arrives in Porto this week', 1.1, 0],
  ['Suppliers with lead times under ten days', 1.3, 2],
  ['Reorder points after the summer', 1.6, 0],
  ['Draft a reply to Iberica', 3.2, 1],
  ['Holiday rules for new colleagues', 4.1, 3],
  ['Stock differences at the last count', 5.3, 0],
  ['Freight costs by route', 6.2, 2],
  ['Penalty clauses, side by side', 11, 1],
  ['Which sites share tools', 14, 0],
  ['Insurance for goods in transit', 19, 1],
];

/** The same numbers in the same order with every run, between 0 and 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** The house, with Ada, who is its admin. */
export interface House {
  ada: TestPerson;
  /** As shown: the scripted agent of the pictures. */
  warehouse: { id: string; name: string; upstreamId: string };
}

/** A worker of its own, whose instance is furnished before its first test. */
export const test = base.extend<object, { house: House }>({
  house: [
    async ({ world, upstream }, use) => use(await furnishHouse(world, upstream)),
    { scope: 'worker', timeout: 60_000 },
  ],
});

async function furnishHouse(world: World, upstream: ScriptedUpstream): Promise<House> {
  const now = Date.now();
  const ada = await world.person({ role: 'admin', name: 'Ada Lindqvist' });
  ada.email = 'ada@nordwind.example';
  await sqlClient().execute({
    sql: 'UPDATE users SET email = ?, created_at = ? WHERE id = ?',
    args: [ada.email, now - 91 * DAY_MS, ada.id],
  });
  const people = await Promise.all(
    PEOPLE.map((name, at) => {
      const email = `${name.split(' ')[0]?.toLowerCase()}@nordwind.example`;
      return createUser(
        { email, name, role: at === 9 ? 'admin' : 'user' },
        now - (90 - at) * DAY_MS,
      );
    }),
  );
  await createUser(
    { email: 'noor@nordwind.example', name: 'Noor de Vries', status: 'pending' },
    now,
  );
  const by = { actor: ada };
  for (const { members, ...group } of GROUPS) {
    const id = await createGroup(group, by);
    const ids = members.flatMap((at) => people[at]?.id ?? []);
    await sqlClient().execute({
      sql: 'INSERT INTO group_members (group_id, user_id) SELECT ?, value FROM json_each(?)',
      args: [id, JSON.stringify(ids)],
    });
  }
  const agents = await Promise.all(
    AGENTS.map(({ weight: _, ...agent }) =>
      makeAgent(upstream, { ...agent, steps: inItsTime(STOCK_ANSWER) }),
    ),
  );
  const users = [ada.id, ...people.map(({ id }) => id)];
  await storeConversations(
    ada.id,
    agents.map(({ id }) => id),
    now,
  );
  await storeRuns(
    users,
    agents.map(({ id }) => id),
    now,
  );
  await rebuildUsage(now);
  const [warehouse] = agents;
  if (!warehouse) throw new Error('There is no agent.');
  return { ada, warehouse };
}

/** How long the steps of the answer take, in milliseconds. */
const TIMES = [420, 1_310, 240, 860];

/** An answer whose steps take their time. */
function inItsTime(steps: readonly Step[]): Step[] {
  let n = 0;
  return steps.flatMap((step): Step[] => {
    const isResult = step.do === 'event' && JSON.stringify(step.data).includes('"tool_result"');
    return isResult ? [{ do: 'wait', ms: TIMES[n++] ?? 300 }, step] : [step];
  });
}

async function makeAgent(
  upstream: ScriptedUpstream,
  { steps, ...more }: { steps: Step[]; name: string; icon: string; description: string },
) {
  const upstreamAgentId = `ag_${newId().slice(0, 6)}_${more.name.toLowerCase()}`;
  upstream.script(upstreamAgentId, steps);
  const engine = { kind: 'thinnest' as const, upstreamAgentId };
  const price = { inputPrice: 400_000, outputPrice: 1_600_000, currency: 'EUR' };
  const { id, name } = await createAgent(agentInputSchema.parse({ ...more, ...price, engine }));
  return { id, name, upstreamId: upstreamAgentId };
}

/** Ada's own, with one question each, so that the sidebar reads like a person's. */
async function storeConversations(userId: string, agents: string[], now: number): Promise<void> {
  const rows = TITLES.map(([title, ago, agent]) => ({
    id: newId(),
    title,
    agent: agents[agent],
    at: Math.round(now - ago * DAY_MS),
  }));
  await sqlClient().batch([
    {
      sql: `INSERT INTO sessions (id, user_id, agent_id, key, title, title_source, upstream_id, created_at, updated_at, read_at)
        SELECT value ->> 'id', ?, value ->> 'agent', value ->> 'id', value ->> 'title', 'model', value ->> 'id',
          value ->> 'at', value ->> 'at', value ->> 'at' FROM json_each(?)`,
      args: [userId, JSON.stringify(rows)],
    },
  ]);
}

/** Two months of everybody's runs: fewer at weekends, a few that failed. */
async function storeRuns(users: string[], agents: string[], now: number): Promise<void> {
  const next = numbers(7);
  const weights = AGENTS.flatMap(({ weight }, at) => Array.from({ length: weight }, () => at));
  const days = Array.from({ length: DAYS + 1 }, (_, ago) => {
    const isWeekend = new Date(now - ago * DAY_MS).getUTCDay() % 6 === 0;
    const busy = isWeekend ? 6 : 34 + (DAYS - ago) * 0.5;
    return Array.from({ length: Math.round(busy * (0.8 + 0.4 * next())) }, () => ago);
  });
  const rows = days.flat().map((ago) => {
    const { status, error } = endOf(next());
    const input = Math.round(600 + 2_400 * next());
    const output = status === 'failed' ? 0 : Math.round(150 + 900 * next());
    return {
      id: newId(),
      user: users[Math.floor(next() ** 1.6 * users.length)],
      agent: agents[weights[Math.floor(next() * weights.length)] ?? 0],
      status,
      error,
      at: Math.round(now - ago * DAY_MS - next() * DAY_MS * 0.4),
      first: Math.round(300 + 1_800 * next() ** 3),
      input,
      output,
      cost: Math.round(input * 0.4 + output * 1.6),
    };
  });
  await sqlClient().batch([
    {
      sql: `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at, deleted_at)
        SELECT 'old' || users.id, users.id, ?, 'old' || users.id, '', 'x', 0, 0, 0, ? FROM users`,
      args: [agents[0] ?? '', now],
    },
    {
      sql: `INSERT INTO runs (id, user_id, session_id, agent_id, user_message_id, claim, status, error_code,
          request_hash, writer, lease_until, log_start, started_at, ended_at, first_event_ms, duration_ms,
          input_tokens, output_tokens, total_tokens, cost_micros, currency)
        SELECT value ->> 'id', value ->> 'user', 'old' || (value ->> 'user'), value ->> 'agent', '', '',
          value ->> 'status', value ->> 'error', '', '', 0, 0, value ->> 'at', value ->> 'at',
          value ->> 'first', 6 * (value ->> 'first'), value ->> 'input', value ->> 'output',
          (value ->> 'input') + (value ->> 'output'), value ->> 'cost', 'EUR' FROM json_each(?)`,
      args: [JSON.stringify(rows)],
    },
  ]);
}

function endOf(luck: number): { status: string; error: string | null } {
  if (luck < 0.012) return { status: 'failed', error: 'upstream_timeout' };
  if (luck < 0.018) return { status: 'failed', error: 'upstream_rate_limited' };
  return { status: luck > 0.97 ? 'stopped' : 'completed', error: null };
}
