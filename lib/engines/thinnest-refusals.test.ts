/** What the upstream's refusals and failures become, and what people and the log get of them. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { failure, reply, type Step, send, text } from '@/e2e/upstream/steps';
import { codeOf, TEST_KEY, tell } from './thinnest-testing';

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
beforeEach(() => upstream.forget());
afterAll(() => upstream.close());

async function tellScript(steps: readonly Step[]) {
  upstream.script('ag_test', steps);
  return await tell(upstream.url);
}

const HTML = '<!doctype html><title>Bad gateway</title><p>at /srv/app/main.py line 3';

test.each([
  [500, 'upstream_error'],
  [502, 'upstream_error'],
  [503, 'upstream_error'],
  [418, 'upstream_error'],
  [401, 'upstream_auth'],
  [403, 'upstream_auth'],
  [402, 'upstream_payment'],
  [404, 'upstream_agent_gone'],
  [410, 'upstream_agent_gone'],
  [429, 'upstream_rate_limited'],
])('S22 S24 S25 S26 status %i with an HTML body is %s, asked once', async (status, code) => {
  const told = await tellScript(reply(status, HTML));
  expect(codeOf(told)).toBe(code);
  expect(String(told.error)).not.toMatch(/html|main\.py/);
  expect(told.error).toMatchObject({ cause: `HTTP ${status}: ${HTML}` });
  expect(upstream.requests).toHaveLength(1);
});

test('S23 a 429 carries its wait, and there is no second call', async () => {
  const told = await tellScript(reply(429, { detail: 'slow down' }, { 'retry-after': '7' }));
  expect(told.error).toMatchObject({
    code: 'upstream_rate_limited',
    detail: { retryAfterSeconds: 7 },
  });
  expect(upstream.requests).toHaveLength(1);
});

test('S25 a key that the upstream repeats is masked in what the log gets', async () => {
  const told = await tellScript(reply(401, { detail: `No such key: Bearer ${TEST_KEY}` }));
  expect(told.error).toMatchObject({ cause: 'HTTP 401: No such key: [masked]' });
});

test.each([
  ['text/html', reply(200, HTML)],
  ['text/html that looks like events', reply(200, 'data: {"type":"text","content":"x"}\n\n')],
  ['JSON of another shape', reply(200, { ok: true })],
  ['a JSON list', reply(200, [{ type: 'text', content: 'x' }])],
  ['a response that is no string', reply(200, { response: { text: 'x' } })],
  [
    'JSON that is none',
    [
      { do: 'head', status: 200, headers: { 'content-type': 'application/json' } },
      send('{"respo'),
      { do: 'end' },
    ],
  ],
  [
    'no content type',
    [{ do: 'head', status: 200, headers: {} }, send('data: {"type":"done"}\n\n')],
  ],
] satisfies [string, Step[]][])('S27 200 with %s is bad_content_type', async (_, steps) => {
  const told = await tellScript(steps);
  expect(told.events).toEqual([]);
  expect(codeOf(told)).toBe('bad_content_type');
});

const headOf = (status: number, headers: Record<string, string> = {}): Step => ({
  do: 'head',
  status,
  headers,
});

test.each([
  ['204', [headOf(204)]],
  ['an empty event stream', [{ do: 'end' }]],
  [
    'an empty body of length 0',
    [headOf(200, { 'content-length': '0', 'content-type': 'text/html' })],
  ],
  ['an empty body without a type', [headOf(200)]],
  ['an empty JSON body', [headOf(200, { 'content-type': 'application/json' })]],
  ['an empty JSON reply', reply(200, { response: '' })],
] satisfies [string, Step[]][])('S28 %s is empty_stream', async (_, steps) => {
  const told = await tellScript(steps);
  expect(told.events).toEqual([]);
  expect(codeOf(told)).toBe('empty_stream');
});

test('S33 what an error event says stays out of what people see', async () => {
  const message = `Traceback at /srv/app.py: Bearer ${TEST_KEY} ${'x'.repeat(100_000)}`;
  const told = await tellScript([text('a'), failure(message)]);
  expect(codeOf(told)).toBe('upstream_error');
  expect(String(told.error).length).toBeLessThan(200);
  expect(String(told.error)).not.toContain('Traceback');
  const { cause } = told.error instanceof Error ? told.error : { cause: null };
  expect(cause).toMatch(/^error event: Traceback at \/srv\/app\.py: \[masked\] x+…$/);
  expect(String(cause).length).toBeLessThan(2100);
});

test.each([
  ['upstream_rate_limited', 'upstream_rate_limited'],
  ['idle_timeout', 'idle_timeout'],
  ['output_limit', 'output_limit'],
  ['unauthenticated', 'upstream_auth'],
  ['quota_exhausted', 'upstream_payment'],
  ['rate_limited', 'upstream_rate_limited'],
  ['agent_not_found', 'upstream_agent_gone'],
  ['run_in_progress', 'upstream_error'],
  ['validation', 'upstream_error'],
  ['toString', 'upstream_error'],
  ['nonsense', 'upstream_error'],
  [undefined, 'upstream_error'],
])('an error event with code %s is %s here', async (code, here) => {
  expect(codeOf(await tellScript([failure('no', code)]))).toBe(here);
});
