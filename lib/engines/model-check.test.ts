import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { reply, type Step } from '@/e2e/upstream/steps';
import { checkEndpoint } from './model-check';
import type { Endpoint, Provider } from './model-provider';
import { TEST_KEY } from './model-testing';

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterEach(() => upstream.forget());
afterAll(() => upstream.close());

const endpoint = (changes: Partial<Endpoint> = {}): Endpoint => ({
  provider: 'openai',
  name: 'gpt-5-mini',
  baseUrl: `${upstream.url}/v1`,
  apiKey: TEST_KEY,
  keyVariable: 'OPENAI_API_KEY',
  urlVariable: 'OPENAI_BASE_URL',
  ...changes,
});

it.each<[Provider, string, object, string]>([
  ['openai', 'authorization', { data: [{ id: 'gpt-5-mini' }] }, `Bearer ${TEST_KEY}`],
  ['anthropic', 'x-api-key', { data: [{ id: 'gpt-5-mini', type: 'model' }] }, TEST_KEY],
  ['google', 'x-goog-api-key', { models: [{ name: 'models/gpt-5-mini' }] }, TEST_KEY],
])('%s: a list with the model in it is reachable, asked with the key', async (...row) => {
  const [provider, header, list, value] = row;
  upstream.script('/v1/models', reply(200, list));
  expect(await checkEndpoint(endpoint({ provider }))).toEqual({
    state: 'reachable',
    detail: expect.stringContaining('accepted the key and has gpt-5-mini'),
  });
  expect(upstream.requests[0]?.headers[header]).toBe(value);
});

it.each<[string, Step[], string, string]>([
  [
    'another list',
    reply(200, { data: [{ id: 'other' }] }),
    'reachable',
    'does not list gpt-5-mini',
  ],
  ['401', reply(401, { error: 'bad sk-secret' }), 'refused', 'OPENAI_API_KEY'],
  ['402', reply(402, {}), 'refused', 'balance'],
  ['429', reply(429, {}), 'reachable', 'rate limiting'],
  ['404', reply(404, {}), 'unreachable', 'OPENAI_BASE_URL'],
  ['a page', reply(200, '<html>secret</html>'), 'unreachable', 'lists no models'],
  [
    'a redirect',
    [{ do: 'head', status: 302, headers: { location: 'http://127.0.0.1:9/' } }, { do: 'end' }],
    'unreachable',
    '302',
  ],
  ['nothing in time', [{ do: 'pause', gate: 'never' }], 'unreachable', 'did not answer in time'],
])('M09: %s', async (...row) => {
  const [, steps, state, words] = row;
  upstream.script('/v1/models', steps);
  const found = await checkEndpoint(endpoint(), 300);
  expect(found.state).toBe(state);
  expect(found.detail).toContain(words);
  expect(found.detail).not.toContain('secret');
});

it('says when nobody listens, and when there is no key', async () => {
  const closed = await startUpstream();
  await closed.close();
  expect(await checkEndpoint(endpoint({ baseUrl: `${closed.url}/v1` }))).toMatchObject({
    state: 'unreachable',
    detail: expect.stringContaining('could not be reached'),
  });
  const remote = endpoint({ baseUrl: 'https://api.example.com/v1', apiKey: undefined });
  expect(await checkEndpoint(remote)).toEqual({
    state: 'not_configured',
    detail: 'Set OPENAI_API_KEY on the server.',
  });
});
