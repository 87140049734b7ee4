import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/contract/errors';
import { textOf } from '@/lib/contract/message';
import { sqlClient } from '@/lib/db/client';
import { deleteSession } from '@/lib/db/session-trash';
import type { LiveRun } from './live';
import { recoverRuns } from './recover';
import {
  beginRun,
  CALM,
  openRunWorld,
  type PuppetEngine,
  puppetEngine,
  type RunWorld,
  storedRun,
  untilSeq,
} from './run-fixture';
import type { StartParts } from './start';
import { stopRun } from './stop';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.dispose());

const begin = (puppet: PuppetEngine, more?: Partial<StartParts>) => beginRun(world, puppet, more);
const stored = (run: LiveRun) => storedRun(world, run);

describe('how a run ends', () => {
  test('S03 a body that ends without done is an interruption with its text', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    puppet.text('half an ans');
    puppet.end();
    expect(await run.ended).toBe('interrupted');
    const { row, message, events } = await stored(run);
    expect(row.errorCode).toBe('no_terminal');
    expect(textOf(message?.parts ?? [])).toBe('half an ans');
    expect(events.at(-1)).toMatchObject({ type: 'error', code: 'no_terminal' });
  });

  test('S28 a finish without any event is an empty stream, not an empty answer', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    puppet.finish();
    expect(await run.ended).toBe('failed');
    expect((await stored(run)).row.errorCode).toBe('empty_stream');
  });

  test('S21 a call that is open at the end is marked as not finished', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    puppet.yield({ type: 'tool_call', id: 'c', name: 'slow', args: {} });
    puppet.yield({ type: 'tool_call', id: 'c', name: 'slow', args: {} });
    puppet.yield({ type: 'tool_result', id: 'orphan', name: 'ghost', result: 1 });
    puppet.finish();
    expect(await run.ended).toBe('completed');
    expect((await stored(run)).message?.parts).toMatchObject([
      { toolCallId: 'c', state: 'unfinished' },
      { toolCallId: 'orphan', state: 'done', args: null },
    ]);
  });

  test('S34 endless text is cut at the limit, kept and said', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet, { maxOutputChars: 10 });
    puppet.text('12345678');
    puppet.text('9abcdef');
    expect(await run.ended).toBe('failed');
    const { row, message } = await stored(run);
    expect(row.errorCode).toBe('output_limit');
    expect(textOf(message?.parts ?? [])).toBe('123456789a');
    expect(puppet.aborted()).toBe(true);
  });

  test('V15 an engine that throws anything fails its own run and no other', async () => {
    const bad = puppetEngine();
    const good = puppetEngine();
    const [one, two] = [await begin(bad), await begin(good)];
    bad.text('x');
    bad.fail(new TypeError('undefined is not a function'));
    good.text('fine');
    good.finish();
    expect(await one.ended).toBe('failed');
    expect(await two.ended).toBe('completed');
    expect((await stored(one)).events.at(-1)).toMatchObject({ code: 'internal' });
  });

  test('S23 what the upstream says of waiting reaches the reader', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    puppet.fail(new AppError('upstream_rate_limited', { retryAfterSeconds: 7 }));
    await run.ended;
    expect((await stored(run)).events).toMatchObject([{ type: 'error', retry_after: 7 }]);
  });
});

describe('the timers', () => {
  interface Case {
    name: string;
    timeouts: Partial<typeof CALM>;
    act: (puppet: PuppetEngine) => Promise<void>;
    code: string;
    status: string;
  }
  const cases: Case[] = [
    {
      name: 'S30 no headers',
      timeouts: { headersMs: 30 },
      act: async () => undefined,
      code: 'headers_timeout',
      status: 'failed',
    },
    {
      name: 'S05 headers, then nothing',
      timeouts: { firstEventMs: 30 },
      act: async (puppet) => (await puppet.called).pulse('headers'),
      code: 'first_event_timeout',
      status: 'failed',
    },
    {
      name: 'S06 text, then silence',
      timeouts: { idleMs: 30 },
      act: async (puppet) => puppet.text('some'),
      code: 'idle_timeout',
      status: 'interrupted',
    },
    {
      name: 'S07 comments only',
      timeouts: { firstEventMs: 40, progressMs: 120 },
      async act(puppet) {
        const { pulse } = await puppet.called;
        pulse('headers');
        const beat = setInterval(() => pulse('bytes'), 10);
        setTimeout(() => clearInterval(beat), 300);
      },
      code: 'no_progress',
      status: 'interrupted',
    },
    {
      name: 'the whole',
      timeouts: { totalMs: 30 },
      act: async (puppet) => puppet.text('x'),
      code: 'total_timeout',
      status: 'failed',
    },
  ];
  test.each(cases)('$name', async ({ timeouts, act, code, status }) => {
    const puppet = puppetEngine();
    const run = await begin(puppet, { timeouts: { ...CALM, ...timeouts } });
    await act(puppet);
    expect(await run.ended).toBe(status);
    expect((await stored(run)).row.errorCode).toBe(code);
    expect(puppet.aborted()).toBe(true);
  });
});

describe('stop', () => {
  test('C07 C13 keeps what was shown, aborts the engine, discards what comes later', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    puppet.text('kept');
    puppet.yield({ type: 'usage', usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } });
    puppet.yield({ type: 'tool_call', id: 'c', name: 'slow', args: {} });
    await untilSeq(run.feed, 2);
    const stopped = await stopRun(world.ada.id, { runId: run.id });
    puppet.yield({ type: 'tool_result', id: 'c', name: 'slow', result: 'late' });
    puppet.text('late');
    expect(stopped).toEqual({ runId: run.id, status: 'stopped' });
    expect(puppet.aborted()).toBe(true);
    const { events, message } = await stored(run);
    expect(events.at(-1)).toMatchObject({
      type: 'done',
      status: 'stopped',
      usage: { total_tokens: 3 },
    });
    expect(message?.parts).toMatchObject([{ text: 'kept' }, { state: 'unfinished' }]);
  });

  test('C11 twice, after the end, and of what is not there', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    puppet.text('done');
    puppet.finish();
    await run.ended;
    expect(await stopRun(world.ada.id, { runId: run.id })).toMatchObject({ status: 'completed' });
    expect(await stopRun(world.ada.id, { sessionKey: run.sessionId })).toMatchObject({
      status: 'completed',
    });
    expect(await stopRun(world.ada.id, { runId: 'nothing' })).toBeUndefined();
    expect(await stopRun(world.bob.id, { runId: run.id })).toBeUndefined();
    expect(await stopRun(world.bob.id, { sessionKey: run.sessionId })).toBeUndefined();
  });

  test('C12 before the first event leaves no half answer', async () => {
    const puppet = puppetEngine();
    const run = await begin(puppet);
    const before = performance.now();
    await stopRun(world.ada.id, { runId: run.id });
    expect(performance.now() - before).toBeLessThan(500);
    expect((await stored(run)).message).toMatchObject({ status: 'stopped', parts: [] });
  });

  test('whatever races, there is one terminal state and all agree on it', async () => {
    const acts = fc.array(
      fc.constantFrom('text', 'finish', 'end', 'fail', 'stop', 'recover', 'turn'),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(acts, async (sequence) => {
        const puppet = puppetEngine();
        const run = await begin(puppet);
        const said: unknown[] = [];
        for (const act of sequence) {
          if (act === 'text') puppet.text('t');
          else if (act === 'finish') puppet.finish();
          else if (act === 'end') puppet.end();
          else if (act === 'fail') puppet.fail(new Error('x'));
          else if (act === 'stop') said.push(stopRun(world.ada.id, { runId: run.id }));
          else if (act === 'recover') {
            await sqlClient().execute('UPDATE runs SET lease_until = 0');
            said.push(recoverRuns());
          } else await new Promise((resolve) => setImmediate(resolve));
        }
        puppet.end();
        const ended = await run.ended;
        await Promise.all(said);
        const { row, events } = await stored(run);
        expect(row.status).toBe(ended);
        expect(events.filter((e) => e.type === 'done' || e.type === 'error')).toHaveLength(1);
        await deleteSession(world.ada.id, run.sessionId);
        // Or the next ones would meet the limit of a minute.
        await sqlClient().batch(['DELETE FROM runs', 'DELETE FROM rate_windows']);
      }),
      { numRuns: 60 },
    );
  });
});
