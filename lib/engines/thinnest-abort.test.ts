/** Obeying the run's signal at every stage, and leaving nothing behind. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { done, pause, type Step, send, text } from '@/e2e/upstream/steps';
import { type Told, tell } from './thinnest-testing';

const PROMPTLY_MS = 50;
/** A machine that is busy elsewhere may miss the time once; one that can keep it, keeps it soon. */
const TIMED = { retry: 3 };

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
beforeEach(() => upstream.forget());
afterAll(() => upstream.close());

/** Runs until the gate is reached, aborts there, and tells how long the end took. */
async function abortAt(steps: readonly Step[], ready: () => Promise<void>) {
  upstream.forget();
  upstream.script('ag_test', steps);
  const controller = new AbortController();
  const running = tell(upstream.url, { signal: controller.signal });
  await ready();
  return await abort(controller, running);
}

async function abort(controller: AbortController, running: Promise<Told>) {
  const at = performance.now();
  controller.abort(new Error('stopped by the test'));
  const told = await running;
  const engineMs = performance.now() - at;
  await upstream.until((requests) => requests.every((request) => request.closedAt !== null));
  return { told, engineMs, socketMs: performance.now() - at };
}

test.each([
  ['before the headers', []],
  [
    'after the headers',
    [{ do: 'head', status: 200, headers: { 'content-type': 'text/event-stream' } }],
  ],
  ['after a text', [text('a')]],
  ['in the middle of an event', [text('a'), send('data: {"type":"te')]],
  ['in an error body', [{ do: 'head', status: 500, headers: {} }, send('<h1>')]],
  [
    'in a JSON reply',
    [{ do: 'head', status: 200, headers: { 'content-type': 'application/json' } }, send('{')],
  ],
  ['in an answer without a type', [{ do: 'head', status: 200, headers: {} }]],
] satisfies [string, Step[]][])(
  'C12 an abort %s closes the socket within 50 ms',
  async (_, steps) => {
    const { told, engineMs, socketMs } = await abortAt([...steps, pause('held'), done()], () =>
      upstream.gates.reached('held'),
    );
    expect(told.error).toEqual(new Error('stopped by the test'));
    expect(upstream.requests[0]?.closedBy).toBe('client');
    expect(engineMs).toBeLessThan(PROMPTLY_MS);
    expect(socketMs).toBeLessThan(PROMPTLY_MS);
  },
);

test('an abort while the consumer is busy closes the socket, and nothing more is yielded', async () => {
  upstream.script('ag_test', [
    send('data: {"type":"text","content":"x"}\n\n'.repeat(50)),
    pause('held'),
  ]);
  const controller = new AbortController();
  const busy = Promise.withResolvers<void>();
  const first = Promise.withResolvers<void>();
  const running = tell(upstream.url, {
    signal: controller.signal,
    onEvent: async () => {
      first.resolve();
      await busy.promise;
    },
  });
  await first.promise;
  controller.abort(new Error('stopped by the test'));
  await upstream.until(([request]) => request?.closedBy === 'client');
  busy.resolve();
  expect((await running).events).toHaveLength(1);
});

test('an abort before the start sends nothing', async () => {
  const told = await tell(upstream.url, { signal: AbortSignal.abort(new Error('early')) });
  expect(told.error).toEqual(new Error('early'));
  expect(upstream.requests).toEqual([]);
});

test('an abort between two attempts to connect ends them', TIMED, async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  server.close();
  await once(server, 'close');
  const controller = new AbortController();
  const running = tell(`http://127.0.0.1:${port}`, { signal: controller.signal });
  const { told, engineMs } = await abort(controller, running);
  expect(told.error).toEqual(new Error('stopped by the test'));
  expect(engineMs).toBeLessThan(PROMPTLY_MS);
});

test('a consumer that goes away in the middle closes the socket at once', TIMED, async () => {
  upstream.forget();
  upstream.script('ag_test', [text('a'), pause('held')]);
  const leave = new Error('left');
  const told = await tell(upstream.url, {
    onEvent: () => {
      throw leave;
    },
  });
  const at = performance.now();
  expect(told.error).toBe(leave);
  await upstream.until(([request]) => request?.closedBy === 'client');
  expect(performance.now() - at).toBeLessThan(PROMPTLY_MS);
});

test('an abort right after the finish leaves the connection to the next run', async () => {
  upstream.script('ag_test', [text('a'), done()]);
  for (let n = 1; n <= 3; n++) {
    const controller = new AbortController();
    const told = await tell(upstream.url, {
      signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'finish') controller.abort(new Error('over'));
      },
    });
    expect(told.text).toBe('a');
    await upstream.until(
      (requests) => requests.length === n && requests.at(-1)?.closedBy === 'server',
    );
  }
});

test('an upstream that goes on after done is given up after a moment', async () => {
  upstream.script('ag_test', [text('a'), done(), { do: 'hang' }]);
  expect(await tell(upstream.url)).toMatchObject({ text: 'a', finished: true });
  await upstream.until(([request]) => request?.closedBy === 'client');
});

test('an upstream that floods after done is given up at once', TIMED, async () => {
  upstream.forget();
  const flood: Step = { do: 'repeat', times: 'forever', steps: [send('x'.repeat(10_000))] };
  upstream.script('ag_test', [text('a'), done(), flood]);
  const startedAt = performance.now();
  expect(await tell(upstream.url)).toMatchObject({ text: 'a', finished: true });
  await upstream.until(([request]) => request?.closedBy === 'client');
  expect(performance.now() - startedAt).toBeLessThan(900);
});

test('a consumer that does not read holds the upstream back instead of filling memory', async () => {
  const flood: Step = { do: 'repeat', times: 3000, steps: [text('x'.repeat(10_000))] };
  upstream.script('ag_test', [flood, done()]);
  const hold = Promise.withResolvers<void>();
  const first = Promise.withResolvers<void>();
  const running = tell(upstream.url, {
    onEvent: async () => {
      first.resolve();
      await hold.promise;
    },
  });
  await first.promise;
  // As many turns as the whole flood needs when someone reads.
  for (let turn = 0; turn < 5000; turn++) await new Promise(setImmediate);
  expect(upstream.requests[0]?.closedAt).toBeNull();
  hold.resolve();
  const told = await running;
  expect(told.finished).toBe(true);
  expect(told.text.length).toBe(30_000_000);
});
