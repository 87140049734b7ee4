import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineConfig } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import type { RunEvent } from '@/lib/contract/events';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import type { Engine, EngineInput } from '@/lib/engines/engine';
import { runTrial, type TrialParts } from './trial';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.dispose());

const LONG = 60_000;
const timeouts = {
  headersMs: LONG,
  firstEventMs: LONG,
  idleMs: LONG,
  progressMs: LONG,
  totalMs: LONG,
};
const model: EngineConfig = { kind: 'model', model: 'guide', instructions: '', tools: [] };

function tried(engine: Engine, more: Partial<TrialParts> & { config?: EngineConfig } = {}) {
  const { config = model, ...parts } = more;
  const leaving = new AbortController();
  const request = {
    userId: 'ada',
    trial: 't1',
    engine: config,
    text: 'Now',
    history: [{ role: 'user' as const, text: 'Before' }],
  };
  const all = { engineFor: () => engine, timeouts, maxOutputChars: 1000, ...parts };
  return { leaving, events: runTrial(request, leaving.signal, all) };
}

async function all(events: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const list: RunEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

const text = (content: string) => ({ type: 'text' as const, content });
const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 };

test('the events of the engine, and one end with what was used; nothing is stored', async () => {
  let given: EngineInput | undefined;
  const { events } = tried(async function* (input) {
    given = input;
    yield { type: 'tool_call', id: '1', name: 'calculate', args: { a: 1 } };
    yield { type: 'tool_result', id: '1', name: 'calculate', result: 2 };
    yield text('two');
    yield { type: 'finish', usage };
  });
  const list = await all(events);
  expect(list.map(({ type }) => type)).toEqual(['tool_call', 'tool_result', 'text', 'done']);
  expect(list[0]).toMatchObject({ args: { a: 1 }, at: expect.any(Number) });
  expect(list.at(-1)).toMatchObject({ status: 'completed', usage });
  expect(given).toMatchObject({ text: 'Now', history: [{ role: 'user' }] });
  for (const table of ['runs', 'sessions', 'messages', 'events', 'usage_days']) {
    const { rows } = await database.client.execute(`SELECT count(*) AS n FROM ${table}`);
    expect(rows[0]?.n, table).toBe(0);
  }
});

test('the platform is given a name of our making and no history', async () => {
  const seen: EngineInput[] = [];
  const engine: Engine = async function* (input) {
    seen.push(input);
    yield text('x');
    yield { type: 'finish' };
  };
  const config: EngineConfig = { kind: 'thinnest', upstreamAgentId: 'ag_1' };
  await all(tried(engine, { config }).events);
  await all(tried(engine, { config }).events);
  expect(seen[0]?.history).toEqual([]);
  expect(seen[0]?.upstreamSessionId).toMatch(/^sess_[\w-]{43}$/);
  expect(seen[1]?.upstreamSessionId).toBe(seen[0]?.upstreamSessionId);
});

test.each<[string, Engine]>([
  [
    'upstream_auth',
    // biome-ignore lint/correctness/useYield: it fails before it says anything
    async function* () {
      throw new AppError('upstream_auth');
    },
  ],
  [
    'internal',
    async function* () {
      yield text('x');
      throw new Error('bug');
    },
  ],
  [
    'no_terminal',
    async function* () {
      yield text('cut');
    },
  ],
  [
    'empty_stream',
    async function* () {
      yield { type: 'finish' };
    },
  ],
  [
    'output_limit',
    async function* () {
      yield text('x'.repeat(1001));
      yield text('more');
    },
  ],
])('%s is the last event', async (code, engine) => {
  const list = await all(tried(engine).events);
  expect(list.at(-1)).toMatchObject({ type: 'error', code });
  expect(list.filter(({ type }) => type === 'error' || type === 'done')).toHaveLength(1);
});

/** Says one thing, then nothing until it is let go. */
const silent: Engine = async function* (_, signal) {
  yield text('x');
  await new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
};

test('an engine that falls silent is ended by its timer', async () => {
  const list = await all(tried(silent, { timeouts: { ...timeouts, idleMs: 20 } }).events);
  expect(list.at(-1)).toMatchObject({ type: 'error', code: 'idle_timeout' });
});

test('it ends when its reader goes, without another event', async () => {
  const { leaving, events } = tried(silent);
  expect((await events.next()).value).toEqual(text('x'));
  const rest = events.next();
  leaving.abort();
  expect(await rest).toEqual({ done: true, value: undefined });
});
