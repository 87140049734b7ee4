import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { reply, type Step } from '@/e2e/upstream/steps';
import { checkUpstream } from './thinnest-check';
import { TEST_KEY } from './thinnest-testing';

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream({ apiKey: TEST_KEY });
});
beforeEach(() => upstream.forget());
afterAll(() => upstream.close());

async function check({ apiKey = TEST_KEY, baseUrl = upstream.url, timeoutMs = 5000 } = {}) {
  const limits = { maxEventBytes: 1000, maxBadEvents: 10 };
  const found = await checkUpstream({ baseUrl, apiKey, ...limits }, timeoutMs);
  return found.state;
}

test('M09 a key that is accepted, one that is not, and none', async () => {
  expect(await check()).toBe('reachable');
  expect(await check({ apiKey: 'wrong' })).toBe('refused');
  expect(await check({ apiKey: '' })).toBe('not_configured');
  expect(upstream.requests.map(({ path }) => path)).toEqual([
    '/v2/agents?limit=1',
    '/v2/agents?limit=1',
  ]);
});

test.each([
  ['reachable', 'is rate limiting', reply(429, { detail: 'slow down' })],
  ['refused', 'has no balance', reply(402, { detail: 'no balance' })],
  ['refused', 'forbids', reply(403, '<h1>no</h1>')],
  ['unreachable', 'redirects', reply(302, '', { location: 'https://example.com/' })],
  ['unreachable', 'is broken', reply(500, '<h1>stack trace</h1>')],
  ['unreachable', 'is something else', reply(200, '<h1>Welcome to nginx</h1>')],
] satisfies [string, string, Step[]][])('M09 %s: an upstream that %s', async (state, _, steps) => {
  upstream.script('/v2/agents', steps);
  expect(await check()).toBe(state);
});

test('an upstream that does not list agents is asked by an empty chat request', async () => {
  upstream.script('/v2/agents', reply(404, { detail: 'Not Found' }));
  expect(await check()).toBe('reachable');
  expect(upstream.requests.at(-1)).toMatchObject({
    path: '/chat/stream',
    method: 'POST',
    json: {},
  });
  upstream.script('/chat/stream', reply(401, { detail: 'no' }));
  expect(await check()).toBe('refused');
  upstream.script('/chat/stream', reply(404, { detail: 'Not Found' }));
  expect(await check()).toBe('unreachable');
});

test('S38 nobody there, a wrong name, and silence are unreachable', async () => {
  expect(await check({ baseUrl: 'http://127.0.0.1:1' })).toBe('unreachable');
  expect(await check({ baseUrl: 'http://upstream.invalid' })).toBe('unreachable');
  upstream.script('/v2/agents', [{ do: 'hang' }]);
  expect(await check({ timeoutMs: 100 })).toBe('unreachable');
});

test('M09 what the upstream says is not repeated', async () => {
  upstream.script('/v2/agents', reply(500, { detail: 'internal host db.local' }));
  const limits = { maxEventBytes: 1000, maxBadEvents: 10 };
  const { detail } = await checkUpstream(
    { baseUrl: upstream.url, apiKey: TEST_KEY, ...limits },
    5000,
  );
  expect(detail).toMatch(/^127\.0\.0\.1:\d+ answered, but not as the platform does \(status 500\)/);
});
