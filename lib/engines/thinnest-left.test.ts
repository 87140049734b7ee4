/** Another Gossamer as upstream, where an answer does not end with its connection. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { done, event, pause, reply, text } from '@/e2e/upstream/steps';
import { codeOf, tell } from './thinnest-testing';

const GOSSAMER = { apiKey: 'gsm_0123456789abcdefghjkmnpqrs' };
const STOPPED = reply(200, { status: 'stopped', run_id: 'r1' });
const RUNNING = reply(409, { detail: 'An answer is running.', code: 'run_in_progress' });

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
beforeEach(() => upstream.forget());
afterAll(() => upstream.close());

/** Answers chat requests in turn; everything else as a stop. */
function answers(...scripts: ReturnType<typeof reply>[]): void {
  upstream.script('/chat/stream', ({ method }) =>
    method === 'DELETE' ? STOPPED : (scripts.shift() ?? [text('late'), done()]),
  );
}

const asked = () => upstream.requests.map(({ method, path }) => `${method} ${path}`);
const STOP = 'DELETE /chat/stream?session_id=session1';
const ASK = 'POST /chat/stream';

async function leaveAt(gate: string, more: Parameters<typeof tell>[1] = {}) {
  const controller = new AbortController();
  const running = tell(upstream.url, { ...more, signal: controller.signal });
  await upstream.gates.reached(gate);
  controller.abort(new Error('stopped by the test'));
  return await running;
}

test('C07: who stops an answer in the middle has it stopped there, with the key', async () => {
  answers([text('a'), pause('held')]);
  await leaveAt('held', { upstream: GOSSAMER });
  await upstream.until((requests) => requests.length === 2);
  expect(asked()).toEqual([ASK, STOP]);
  expect(upstream.requests[1]?.headers.authorization).toBe(`Bearer ${GOSSAMER.apiKey}`);
});

test('C12: also before the headers; what is asked next there comes after the stop', async () => {
  answers([pause('held')]);
  await leaveAt('held', { upstream: GOSSAMER });
  expect(await tell(upstream.url, { upstream: GOSSAMER })).toMatchObject({ text: 'late' });
  expect(asked()).toEqual([ASK, STOP, ASK]);
});

test('the platform, and an answer that is over, are told nothing', async () => {
  answers([text('a'), pause('held')], [text('b'), done()]);
  await leaveAt('held');
  await tell(upstream.url, { upstream: GOSSAMER });
  expect(asked()).toEqual([ASK, ASK]);
});

test('what an earlier attempt left running there is stopped, and the message sent once more', async () => {
  answers(RUNNING, [text('Whole.'), done()]);
  const told = await tell(upstream.url, { upstream: GOSSAMER });
  expect([told.text, told.finished]).toEqual(['Whole.', true]);
  expect(asked()).toEqual([ASK, STOP, ASK]);
});

test('once, and never on the platform', async () => {
  answers(RUNNING, RUNNING, RUNNING);
  expect(codeOf(await tell(upstream.url, { upstream: GOSSAMER }))).toBe('upstream_error');
  expect(asked()).toEqual([ASK, STOP, ASK]);
  expect(codeOf(await tell(upstream.url))).toBe('upstream_error');
  expect(asked()).toEqual([ASK, STOP, ASK, ASK]);
});

test('an answer that was stopped there is cut off here, not whole; what it used is known', async () => {
  const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };
  answers([text('Half'), event({ type: 'done', usage, status: 'stopped' })]);
  const told = await tell(upstream.url, { upstream: GOSSAMER });
  expect([told.text, told.finished, codeOf(told)]).toEqual(['Half', false, 'interrupted']);
  expect(told.events.at(-1)).toEqual({ type: 'usage', usage });
});
