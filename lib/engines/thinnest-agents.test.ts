import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { reply, type Step } from '@/e2e/upstream/steps';
import { listPlatformAgents } from './thinnest-agents';
import { TEST_KEY } from './thinnest-testing';

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream({ apiKey: TEST_KEY });
});
beforeEach(() => upstream.forget());
afterAll(() => upstream.close());

const list = ({ apiKey = TEST_KEY, baseUrl = upstream.url, timeoutMs = 5000 } = {}) =>
  listPlatformAgents({ baseUrl, apiKey, maxEventBytes: 1000, maxBadEvents: 10 }, timeoutMs);

const agent = (n: number) => ({ id: `ag_${n}`, name: `Agent ${n}`, model: 'm', agentType: 'chat' });
const agents = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => agent(from + n));

/** Serves `all` in pages, as the platform does. */
function paged(all: readonly unknown[], total: number | undefined = all.length): void {
  upstream.script('/v2/agents', ({ path }) => {
    const query = new URLSearchParams(path.split('?')[1]);
    const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
    return reply(200, { agents: all.slice(offset, offset + limit), total });
  });
}

test('all pages are read, each once, with the key, from the one path', async () => {
  paged(agents(0, 250));
  const found = await list();
  expect([found.agents.length, found.whole]).toEqual([250, true]);
  expect(found.agents[249]).toEqual(agent(249));
  expect(upstream.requests.map(({ path }) => path)).toEqual(
    [0, 100, 200].map((offset) => `/v2/agents?limit=100&offset=${offset}`),
  );
});

test.each([
  { kind: 'without a total', all: agents(0, 120), total: undefined, count: 120, whole: true },
  { kind: 'whose total is never reached', all: agents(0, 3), total: 9, count: 3, whole: false },
  { kind: 'that is empty', all: [], total: 0, count: 0, whole: true },
])('a list $kind', async ({ all, total, count, whole }) => {
  paged(all, total);
  const found = await list();
  expect([found.agents.length, found.whole]).toEqual([count, whole]);
});

test('a server that knows no pages, or claims endless ones, is asked so often and no more', async () => {
  upstream.script('/v2/agents', reply(200, { agents: agents(0, 3), total: 1_000_000 }));
  expect(await list()).toMatchObject({ whole: false });
  expect(upstream.requests.length).toBe(2);
  let n = 0;
  upstream.script('/v2/agents', () => reply(200, { agents: [agent(n++)], total: 1_000_000 }));
  expect((await list()).whole).toBe(false);
  expect(n).toBe(50);
});

test('what is missing or odd in an entry is read as far as it goes', async () => {
  const odd = [{ id: ' ag_1 ' }, { name: 'no id' }, 'x', null, { id: 7 }, { id: 'ag_2', name: 7 }];
  paged([...odd, { id: 'ag_1', name: 'twice' }]);
  expect((await list()).agents).toEqual([
    { id: 'ag_1', name: 'ag_1', model: '', agentType: '' },
    { id: 'ag_2', name: 'ag_2', model: '', agentType: '' },
  ]);
});

test.each([
  ['upstream_auth', reply(403, { detail: 'no' })],
  ['upstream_payment', reply(402, { detail: 'no balance' })],
  ['upstream_rate_limited', reply(429, { detail: 'slow' }, { 'retry-after': '7' })],
  ['upstream_error', reply(500, '<h1>stack</h1>')],
  ['upstream_protocol', reply(404, { detail: 'Not Found' })],
  ['upstream_protocol', reply(200, '<h1>Welcome to nginx</h1>')],
  ['upstream_protocol', reply(200, { agents: 'none' })],
] satisfies [string, Step[]][])('%s', async (code, steps) => {
  upstream.script('/v2/agents', steps);
  await expect(list()).rejects.toMatchObject({ code });
});

test('a redirect is not followed, and nobody else is sent the key', async () => {
  const other = await startUpstream();
  upstream.script('/v2/agents', reply(302, '', { location: `${other.url}/v2/agents` }));
  await expect(list()).rejects.toMatchObject({ code: 'upstream_protocol' });
  expect(other.requests).toEqual([]);
  await other.close();
});

test('no key, a wrong one, nobody there, no answer', async () => {
  await expect(list({ apiKey: '' })).rejects.toMatchObject({ code: 'not_configured' });
  await expect(list({ apiKey: 'wrong' })).rejects.toMatchObject({ code: 'upstream_auth' });
  const baseUrl = 'http://127.0.0.1:1';
  await expect(list({ baseUrl })).rejects.toMatchObject({ code: 'unreachable' });
  upstream.script('/v2/agents', [{ do: 'pause', gate: 'never' }]);
  await expect(list({ timeoutMs: 300 })).rejects.toMatchObject({ code: 'upstream_timeout' });
});
