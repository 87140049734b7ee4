import type { InStatement } from '@libsql/client';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Money } from '@/lib/contract/money';
import { sumMoney } from '@/lib/contract/money';
import { readUsageQuery, spanBefore, spanOf, startOfUnit } from '@/lib/contract/usage-query';
import { installDatabase, sqlClient } from './client';
import { readAllPeople, readUsage } from './dashboard';
import { openTestDatabase, type TestDatabase } from './testing';
import { rebuildUsage } from './usage-check';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 25, 10, 12);
const PEOPLE = 30;
const AGENTS = ['one', 'two', 'gone'];
const OUTCOMES = [null, null, null, 'stopped', 'upstream_timeout', 'unreachable'] as const;

interface Run {
  person: string;
  agent: string;
  startedAt: number;
  outcome: (typeof OUTCOMES)[number];
  tokens: number;
  cost: Money | null;
  firstMs: number;
}

let database: TestDatabase;
let runs: Run[];

beforeAll(async () => {
  database = await openTestDatabase();
  const run: fc.Arbitrary<Run> = fc.record({
    person: fc.nat(PEOPLE - 1).map((at) => `person${at}`),
    agent: fc.constantFrom(...AGENTS),
    startedAt: fc
      .oneof(fc.nat(2 * DAY_MS), fc.nat(9 * DAY_MS), fc.nat(200 * DAY_MS))
      .map((ago) => NOW - ago),
    outcome: fc.constantFrom(...OUTCOMES),
    tokens: fc.nat(9_999),
    cost: fc.option(fc.record({ currency: fc.constantFrom('EUR', 'USD'), micros: fc.nat(90_000) })),
    firstMs: fc.integer({ min: 50, max: 20_000 }),
  });
  runs = fc.sample(run, { numRuns: 3_000, seed: 7 });
  await store(runs);
  await rebuildUsage(NOW);
});
afterAll(() => database.dispose());

async function store(all: readonly Run[]): Promise<void> {
  await sqlClient().batch([
    {
      sql: `INSERT INTO users (id, email, name, created_at)
        SELECT 'person' || value, 'p' || value || '@example.com', 'P ' || value, 0 FROM json_each(?)`,
      args: [JSON.stringify(Array.from({ length: PEOPLE }, (_, at) => at))],
    },
    `INSERT INTO agents (id, name, engine, created_at, updated_at)
     VALUES ('one', 'One', '{}', 0, 0), ('two', 'Two', '{}', 0, 0)`,
    `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at)
     SELECT id, id, 'one', id, '', 'x', 0, 0, 0 FROM users`,
    {
      sql: `INSERT INTO runs (id, user_id, session_id, agent_id, user_message_id, claim, status,
          error_code, request_hash, writer, lease_until, log_start, started_at, first_event_ms,
          duration_ms, input_tokens, output_tokens, total_tokens, cost_micros, currency)
        SELECT 'run' || key, value ->> 'person', value ->> 'person', value ->> 'agent', '', '',
          CASE WHEN value ->> 'outcome' IS NULL THEN 'completed'
            WHEN value ->> 'outcome' = 'stopped' THEN 'stopped' ELSE 'failed' END,
          nullif(value ->> 'outcome', 'stopped'), '', '', 0, 0, value ->> 'startedAt',
          value ->> 'firstMs', 2 * (value ->> 'firstMs'), value ->> 'tokens', 0, value ->> 'tokens',
          value ->> '$.cost.micros', value ->> '$.cost.currency' FROM json_each(?)`,
      args: [JSON.stringify(all)],
    },
  ]);
}

const query = (params: Record<string, string>) => readUsageQuery(params, NOW);

/** The runs that started within, by looking at each. */
function within(params: Record<string, string>, shift: 'now' | 'before' = 'now'): Run[] {
  const now = spanOf(query(params), NOW);
  const { unit, from, to } = shift === 'now' ? now : spanBefore(now);
  return runs.filter(
    ({ startedAt, agent, person }) =>
      startedAt >= startOfUnit(unit, from) &&
      startedAt < startOfUnit(unit, to + 1) &&
      (params.agent === undefined || params.agent === agent) &&
      (params.person === undefined || params.person === person),
  );
}

function sums(some: readonly Run[]) {
  const failed = some.filter(({ outcome }) => outcome !== null && outcome !== 'stopped');
  return {
    runs: some.length,
    failed: failed.length,
    stopped: some.filter(({ outcome }) => outcome === 'stopped').length,
    tokens: some.reduce((sum, { tokens }) => sum + tokens, 0),
    costs: sumMoney(some.flatMap(({ cost }) => cost ?? [])),
  };
}

const people = (some: readonly Run[]) => new Set(some.map(({ person }) => person)).size;

const RANGES: Record<string, string>[] = [
  { range: '24h' },
  {},
  { by: 'hour' },
  { range: '30d' },
  { range: '90d' },
  { from: '2026-08-03', to: '2026-10-22' },
  { from: '2026-11-20', to: '2026-11-20', by: 'hour' },
  { range: '24h', agent: 'two' },
  { range: '24h', person: 'person3' },
  { range: '90d', person: 'person4' },
  { by: 'hour', person: 'person5', agent: 'one' },
  { range: '90d', agent: 'gone' },
];

test.each(RANGES)('the figures of %j are what counting each run says', async (params) => {
  const some = within(params);
  expect(some.length).toBeGreaterThan(0);
  const {
    totals,
    before,
    points,
    agents,
    failures,
    people: shown,
  } = await readUsage(query(params), NOW);
  expect(totals).toMatchObject({ ...sums(some), people: people(some) });
  expect(before).toMatchObject(sums(within(params, 'before')));
  expect(points.reduce((sum, point) => sum + point.runs, 0)).toBe(some.length);
  for (const [place, { at, ...point }] of points.entries()) {
    const next = points[place + 1]?.at ?? NOW + 1;
    const own = some.filter(({ startedAt }) => startedAt >= at && startedAt < next);
    expect(point).toMatchObject(sums(own));
    if (!params.person) expect(point.people).toBe(people(own));
  }
  expect(agents.map(({ id }) => id).toSorted()).toEqual(
    [...new Set(some.map(({ agent }) => agent))].toSorted(),
  );
  for (const { id, name, ...agent } of agents) {
    expect(name).toBe({ one: 'One', two: 'Two' }[id] ?? '');
    expect(agent).toMatchObject(sums(some.filter((run) => run.agent === id)));
  }
  expect(failures.reduce((sum, failure) => sum + failure.runs, 0)).toBe(totals.failed);
  const all = await readAllPeople(query(params), NOW);
  expect(all).toHaveLength(totals.people);
  expect(shown).toEqual(all.slice(0, 20));
  expect(all.map((person) => person.runs)).toEqual(
    all.map((person) => person.runs).toSorted((a, b) => b - a),
  );
  for (const person of all) {
    const { failed, stopped, ...own } = sums(some.filter((run) => run.person === person.id));
    expect(person).toMatchObject(own);
  }
});

test.each([[{ range: '30d' }], [{ range: '90d', person: 'person7' }]])(
  'times of %j are within 5%% of the true percentile',
  async (params) => {
    const { totals } = await readUsage(query(params), NOW);
    const times = within(params)
      .map(({ firstMs }) => firstMs)
      .sort((a, b) => a - b);
    const true95 = times[Math.ceil(times.length * 0.95) - 1] ?? 0;
    expect(Math.abs((totals.first95 ?? 0) / true95 - 1)).toBeLessThan(0.05);
    expect(totals.total95).toBeGreaterThan((totals.first95 ?? 0) * 1.8);
  },
);

test('nothing used is noughts and no times, a bar for every hour', async () => {
  const empty = await readUsage(query({ range: '24h', agent: 'none' }), NOW);
  expect(empty.totals).toMatchObject({ runs: 0, costs: [], people: 0, first50: null });
  expect(empty.points).toHaveLength(24);
  expect(empty).toMatchObject({ agents: [], failures: [], people: [] });
});

test('no statement reads more of a roll-up than the stretch asked for, or runs but one person’s', async () => {
  const statements: InStatement[] = [];
  const client = new Proxy(database.client, {
    get(target, name) {
      if (name !== 'execute') return Reflect.get(target, name);
      return (statement: InStatement) => {
        statements.push(statement);
        return target.execute(statement);
      };
    },
  });
  installDatabase({ ...database, client });
  for (const params of RANGES) await readUsage(query(params), NOW);
  installDatabase(database);
  expect(statements.length).toBeGreaterThan(RANGES.length * 4);
  for (const statement of statements) {
    const { sql, args } = typeof statement === 'string' ? { sql: statement } : statement;
    const { rows } = await sqlClient().execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
    const plan = rows.map(({ detail }) => String(detail));
    const own = /^SEARCH runs USING INDEX runs_user_started \(user_id=\? AND started_at>\?/;
    const read = plan.filter((step) => !own.test(step));
    expect(read.filter((step) => /SCAN (run|person|active)|\bruns\b/.test(step))).toEqual([]);
    expect(plan.length - read.length).toBe(sql.includes(':person AND started_at') ? 1 : 0);
    const all = plan.filter(
      (step) => step.startsWith('SEARCH p USING') && !step.includes('user_id=?'),
    );
    expect(all).toEqual([]);
  }
});

test('without a single run the figures are the same, but for the times of one person', async () => {
  const read = async () =>
    await Promise.all(
      RANGES.map(async (params) => {
        const figures = await readUsage(query(params), NOW);
        return params.person ? figures.points.map(({ runs, tokens }) => [runs, tokens]) : figures;
      }),
    );
  const before = await read();
  await sqlClient().execute('DELETE FROM runs');
  expect(await read()).toEqual(before);
});
