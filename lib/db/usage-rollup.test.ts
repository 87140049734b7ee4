import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agentInputSchema } from '@/lib/contract/agent';
import type { ErrorCode } from '@/lib/contract/errors';
import { newId } from '@/lib/contract/ids';
import { createAgent } from './agents';
import { sqlClient } from './client';
import { bucketOf } from './latency';
import { readOwnUsage } from './own-usage';
import { endRun, type RunEnd } from './runs';
import { pruneHours } from './sweeps';
import { openTestDatabase, type TestDatabase } from './testing';
import { checkUsage, rebuildUsage } from './usage-check';
import { createUser } from './users';

const WRITER = 'w';
const START = 20_000 * 86_400_000;
const NOW = START + 4 * 86_400_000;
const NOTHING = { rows: 0, runs: 0, tokens: 0, costMicros: 0 };
let database: TestDatabase;
let people: string[];
let agents: string[];

beforeEach(async () => {
  database = await openTestDatabase();
  people = [];
  agents = [];
  for (const name of ['ada', 'bob']) {
    const email = `${name}@example.com`;
    people.push((await createUser({ email, name, role: 'user', passwordHash: null })).id);
    agents.push((await newAgent(name)).id);
  }
  const [first = ''] = agents;
  await sqlClient().execute({
    sql: 'UPDATE agents SET input_price = 2500000, output_price = 10000001 WHERE id = ?',
    args: [first],
  });
});
afterEach(() => database.dispose());

const newAgent = (name: string) =>
  createAgent(agentInputSchema.parse({ name, engine: { kind: 'model', model: 'guide' } }));

interface Scene {
  person: number;
  agent: number;
  atMs: number;
  status: RunEnd['status'];
  tokens: [number, number] | null;
  firstEventMs: number | null;
  durationMs: number;
}

const scene: fc.Arbitrary<Scene> = fc.record({
  person: fc.nat(1),
  agent: fc.nat(1),
  atMs: fc.nat(3 * 86_400_000),
  status: fc.constantFrom('completed', 'stopped', 'failed', 'interrupted'),
  tokens: fc.option(fc.tuple(fc.nat(1_000_000_000), fc.nat(1_000_000_000))),
  firstEventMs: fc.option(fc.nat(600_000)),
  durationMs: fc.nat(3_600_000),
});

const CODE: Record<RunEnd['status'], ErrorCode | null> = {
  completed: null,
  stopped: null,
  failed: 'output_limit',
  interrupted: 'no_terminal',
};

async function begin({ person, agent, atMs }: Scene): Promise<{ n: number; session: string }> {
  const session = newId();
  const args = { session, user: people[person] ?? '', agent: agents[agent] ?? '' };
  const at = START + atMs;
  const [, made] = await sqlClient().batch([
    {
      sql: `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at)
        VALUES (:session, :user, :agent, :session, '', :session, 0, 0, 0)`,
      args,
    },
    {
      sql: `INSERT INTO runs (id, user_id, session_id, agent_id, user_message_id, claim, request_hash,
          writer, lease_until, started_at, log_start)
        VALUES (:session, :user, :session, :agent, 'q', 'start', '', '${WRITER}', 0, ${at}, 0) RETURNING n`,
      args,
    },
  ]);
  return { n: Number(made?.rows[0]?.n), session };
}

const endOf = (n: number, { status, tokens, ...times }: Scene): RunEnd => ({
  n,
  status,
  errorCode: CODE[status],
  seq: 1,
  terminal: '{"type":"done"}',
  parts: [{ type: 'text', text: 'Yes' }],
  usage: tokens && {
    input_tokens: tokens[0],
    output_tokens: tokens[1],
    total_tokens: tokens[0] + tokens[1],
  },
  firstEventMs: times.firstEventMs,
  durationMs: times.durationMs,
  retryAt: null,
  assistantMessageId: newId(),
  claim: newId(),
  now: START + times.atMs + times.durationMs,
});

/** Rows of a roll-up as plain objects, in order, without what budgets count. */
async function rowsOf(table: string): Promise<string[]> {
  const { rows } = await sqlClient().execute(`SELECT * FROM ${table}`);
  return rows.map((row) => JSON.stringify({ ...row, messages: 0 })).toSorted();
}

const TABLES = [
  'usage_days',
  'run_hours',
  'run_days',
  'person_hours',
  'person_days',
  'person_weeks',
  'active_days',
  'run_latencies',
  'run_latency_days',
];

describe('the roll-ups of ended runs', () => {
  test('are what a fresh count of the runs says, whoever raced to end them', async () => {
    const property = fc.asyncProperty(
      fc.array(scene, { minLength: 1, maxLength: 25 }),
      async (scenes) => {
        await sqlClient().batch(
          ['runs', 'sessions', ...TABLES].map((table) => `DELETE FROM ${table}`),
        );
        for (const one of scenes) {
          const { n } = await begin(one);
          const ended = await Promise.all([
            endRun(endOf(n, one), { writer: WRITER }),
            endRun(endOf(n, one), 'lapsed'),
            endRun(endOf(n, one), { writer: WRITER }),
          ]);
          expect(ended.filter(Boolean)).toHaveLength(1);
        }
        for (const { missing, surplus } of await checkUsage(NOW)) {
          expect({ missing, surplus }).toEqual({ missing: NOTHING, surplus: NOTHING });
        }
        const written = await Promise.all(TABLES.map(rowsOf));
        await sqlClient().batch(TABLES.map((table) => `DELETE FROM ${table}`));
        await rebuildUsage(NOW);
        expect(await Promise.all(TABLES.map(rowsOf))).toEqual(written);
      },
    );
    await fc.assert(property, { numRuns: 30 });
  });

  test('the cost is whole millionths, rounded half up, and null without a price', async () => {
    const costs = await Promise.all(
      [
        { agent: 0, tokens: [1, 1] },
        { agent: 0, tokens: [0, 50_000] },
        { agent: 0, tokens: [1_000_000_000, 1_000_000_000] },
        { agent: 1, tokens: [1000, 1000] },
        { agent: 0, tokens: null },
      ].map(async (given, at) => {
        const one = { ...plain, ...given, atMs: at } as Scene;
        const { n } = await begin(one);
        await endRun(endOf(n, one), { writer: WRITER });
        const { rows } = await sqlClient().execute(
          `SELECT cost_micros AS cost, typeof(cost_micros) AS type FROM runs WHERE n = ${n}`,
        );
        return [rows[0]?.cost, rows[0]?.type];
      }),
    );
    // 2.5 + 10.000001 = 12.500001 → 13; 500000.05 → 500000.
    expect(costs).toEqual([
      [13, 'integer'],
      [500_000, 'integer'],
      [12_500_001_000, 'integer'],
      [null, 'null'],
      [null, 'null'],
    ]);
  });

  test('only completed answers say how long one takes', async () => {
    for (const status of ['completed', 'stopped', 'failed'] as const) {
      const one = { ...plain, status, firstEventMs: 90, durationMs: 4000 };
      await endRun(endOf((await begin(one)).n, one), { writer: WRITER });
    }
    const { rows } = await sqlClient().execute(
      'SELECT kind, bucket, runs FROM run_latency_days ORDER BY kind',
    );
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { kind: 'first', bucket: bucketOf(90), runs: 3 },
      { kind: 'total', bucket: bucketOf(4000), runs: 1 },
    ]);
  });

  test('keep what a conversation deleted for good had used, through a rebuild', async () => {
    const { n, session } = await begin(plain);
    await endRun(endOf(n, plain), { writer: WRITER });
    const kept = await begin({ ...plain, atMs: 5 });
    await endRun(endOf(kept.n, plain), { writer: WRITER });
    await sqlClient().execute({ sql: 'DELETE FROM sessions WHERE id = ?', args: [session] });
    await sqlClient().execute('DELETE FROM run_hours');
    const before = Object.fromEntries((await checkUsage(NOW)).map((one) => [one.table, one]));
    expect(before.run_hours?.missing).toMatchObject({ rows: 1, runs: 1, tokens: 30 });
    expect(before.person_days).toMatchObject({
      missing: NOTHING,
      surplus: { rows: 1, runs: 1, tokens: 30 },
    });
    await rebuildUsage(NOW);
    const after = Object.fromEntries((await checkUsage(NOW)).map((one) => [one.table, one]));
    expect(after.run_hours).toMatchObject({ missing: NOTHING, surplus: NOTHING });
    expect(after.person_days?.surplus).toMatchObject({ rows: 1, runs: 1, tokens: 30 });
  });
});

describe('prices', () => {
  test('that change later change no cost, and currencies are never mixed', async () => {
    const [agent = ''] = agents;
    const price = (sql: string) =>
      sqlClient().execute({ sql: `UPDATE agents SET ${sql} WHERE id = ?`, args: [agent] });
    const run = async (atMs: number) => {
      const one = { ...plain, tokens: [1_000_000, 0] as [number, number], atMs };
      await endRun(endOf((await begin(one)).n, one), { writer: WRITER });
    };
    await run(0);
    await price('input_price = 9000000');
    await run(1);
    await price("currency = 'EUR'");
    await run(2);
    await price('input_price = NULL, output_price = NULL');
    await run(3);
    for (const table of ['run_hours', 'run_days', 'person_hours', 'person_days', 'person_weeks']) {
      const { rows } = await sqlClient().execute(
        `SELECT currency, sum(runs) AS runs, sum(cost_micros) AS cost FROM ${table} GROUP BY 1`,
      );
      expect(rows.map((row) => ({ ...row }))).toEqual([
        { currency: '', runs: 1, cost: 0 },
        { currency: 'EUR', runs: 1, cost: 9_000_000 },
        { currency: 'USD', runs: 2, cost: 11_500_000 },
      ]);
    }
    expect((await readOwnUsage(people[0] ?? '', 2, START))[0]).toMatchObject({
      agent: 'ada',
      tokens: 4_000_000,
      costs: [
        { currency: 'EUR', micros: 9_000_000 },
        { currency: 'USD', micros: 11_500_000 },
      ],
    });
  });
});

test('hours go after nine days, and what is left still agrees with the runs', async () => {
  for (const atMs of [0, 86_400_000 * 5]) {
    await endRun(endOf((await begin({ ...plain, atMs })).n, { ...plain, atMs }), {
      writer: WRITER,
    });
  }
  const later = START + 86_400_000 * 9.5;
  expect(await pruneHours(later)).toBe(4);
  for (const table of ['run_hours', 'person_hours']) expect(await rowsOf(table)).toHaveLength(1);
  for (const table of ['run_days', 'person_days']) expect(await rowsOf(table)).toHaveLength(2);
  for (const { missing, surplus } of await checkUsage(later)) {
    expect({ missing, surplus }).toEqual({ missing: NOTHING, surplus: NOTHING });
  }
});

const plain: Scene = {
  person: 0,
  agent: 0,
  atMs: 0,
  status: 'completed',
  tokens: [10, 20],
  firstEventMs: 100,
  durationMs: 1000,
};
