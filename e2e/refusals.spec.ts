import { once } from 'node:events';
import { expect } from '@playwright/test';
import { z } from 'zod';
import { newId } from '@/lib/contract/ids';
import { test } from './servers';
import { done, pause, text } from './upstream/steps';
import { type Visitor, visitor, withToken } from './visitor';

const JSON_TYPE = { 'content-type': 'application/json' };
const CHATS = ['/chat/stream', '/chat', '/v1/agents/guide/chat'];

const post = (caller: Visitor, path: string, body: string) =>
  caller.send(path, { method: 'POST', headers: JSON_TYPE, body });

const single = z.strictObject({ detail: z.string().min(1), code: z.string() });
const list = z.strictObject({
  detail: z.array(
    z.strictObject({
      loc: z.tuple([z.literal('body')], z.union([z.string(), z.number()])),
      msg: z.string().min(1),
      type: z.string().min(1),
    }),
  ),
  code: z.literal('validation'),
});

test('401 without a valid token, in every form but the one that is published', async ({
  app,
  world,
}) => {
  const { token } = await world.person();
  const wrong: Record<string, string>[] = [
    {},
    { authorization: 'Bearer gsm_wrong' },
    { authorization: `Bearer ${token}x` },
    { authorization: `Bearer ${token.toUpperCase()}` },
    { authorization: `Basic ${token}` },
    { authorization: token },
    { 'x-api-key': token },
    { cookie: `next-auth.session-token=${token}`, origin: app.url },
  ];
  for (const headers of wrong) {
    for (const path of [...CHATS, `/chat/stream?token=${token}`]) {
      const body = JSON.stringify({ agent_id: 'guide', message: 'Hello' });
      const response = await post(visitor(app.url, headers), path, body);
      expect(response.status, JSON.stringify(headers)).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(single.parse(await response.json()).code).toBe('unauthenticated');
    }
  }
});

test('400, 413, 415 and 422 say what is wrong with a body, before anything is asked', async ({
  app,
  world,
  upstream,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const asked = upstream.requests.length;
  const good = { agent_id: 'guide', message: 'Hello' };
  const loc = async (body: unknown) => {
    const response = await post(caller, '/chat/stream', JSON.stringify(body));
    expect(response.status, JSON.stringify(body).slice(0, 100)).toBe(422);
    return list.parse(await response.json()).detail.map((issue) => issue.loc.slice(1).join('.'));
  };
  expect(await loc({ message: 'Hello' })).toEqual(['agent_id']);
  expect(await loc({ agent_id: 'guide' })).toEqual(['message']);
  expect(await loc({})).toContain('agent_id');
  expect(await loc({ ...good, message: '  \n ' })).toEqual(['message']);
  expect(await loc({ ...good, message: 7 })).toEqual(['message']);
  expect(await loc({ ...good, query: 'Something else' })).toEqual(['query']);
  expect(await loc({ ...good, message: 'x'.repeat(200_001) })).toEqual(['message']);
  expect(await loc({ ...good, session_id: { $ne: null } })).toEqual(['session_id']);
  expect(await loc({ ...good, run_id: '../../etc/passwd' })).toEqual(['run_id']);
  expect(await loc([])).toEqual(['']);
  expect(await loc(null)).toEqual(['']);

  const text = JSON.stringify(good);
  for (const path of CHATS) {
    const refusals: [number, string, Promise<Response>][] = [
      [400, 'bad_request', post(caller, path, `${text}}`)],
      [400, 'bad_request', post(caller, path, '')],
      [400, 'bad_request', post(caller, path, '['.repeat(100_000))],
      [415, 'unsupported_media_type', caller.send(path, { method: 'POST', body: text })],
      [413, 'body_too_large', post(caller, path, `"${'x'.repeat(2 ** 20)}"`)],
    ];
    for (const [status, code, refusal] of refusals) {
      const response = await refusal;
      expect([response.status, single.parse(await response.json()).code]).toEqual([status, code]);
    }
  }
  expect(upstream.requests).toHaveLength(asked);
});

test('404 for an agent that is not there, off, or not one’s own to use, all alike', async ({
  app,
  world,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const agents = [
    newId(),
    '../guide',
    'GUIDE',
    (await world.agent([done()], { enabled: false })).id,
    (await world.agent([done()], { access: 'admins' })).id,
    (await world.agent([done()], { access: 'people' })).id,
  ];
  const answers = new Set<string>();
  for (const agent_id of agents) {
    const body = JSON.stringify({ agent_id, message: 'Hello' });
    const response = await post(caller, '/chat/stream', body);
    answers.add(`${response.status} ${await response.text()}`);
  }
  expect([...answers]).toEqual([expect.stringMatching(/^404 .*"code":"agent_not_found"/)]);
});

test('409 names the run that is in the way, which can be followed and stopped', async ({
  app,
  world,
  upstream,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const gate = newId();
  const agent = await world.agent([text('Running.'), pause(gate), done()]);
  const body = (message: string) =>
    JSON.stringify({ agent_id: agent.id, message, session_id: 'one' });
  const first = await post(caller, '/chat/stream', body('First'));
  const second = await post(caller, '/chat/stream', body('Second'));
  expect(second.status).toBe(409);
  const refusal = await second.json();
  expect(refusal).toMatchObject({
    code: 'run_in_progress',
    run_id: first.headers.get('x-run-id'),
  });
  const followed = caller.send(`/chat/stream?run_id=${refusal.run_id}`);
  upstream.gates.open(gate);
  expect(await (await followed).text()).toBe(await first.text());
});

test('B09 429 says when to come back and how much is left before, and a restart clears nothing', async ({
  start,
}) => {
  const email = 'operator@example.com';
  const env = { ADMIN_EMAIL: email, ADMIN_PASSWORD: 'correct horse', RATE_LIMIT_PER_MINUTE: '2' };
  const small = await start({ env });
  const made = await small.admin('token', 'create', '--email', email, '--name', 'test');
  const caller = withToken(small.url, z.object({ token: z.string() }).parse(made).token);
  const ask = () => post(caller, '/chat', '{"agent_id":"guide","message":"2 + 2"}');
  const left: (string | null)[] = [];
  for (const answer of [await ask(), await ask()]) {
    expect([answer.status, answer.headers.get('x-ratelimit-limit')]).toEqual([200, '2']);
    left.push(answer.headers.get('x-ratelimit-remaining'));
  }
  expect(left).toEqual(['1', '0']);
  const refused = await ask();
  expect(refused.status).toBe(429);
  const said = single.extend({ limit: z.looseObject({}) }).parse(await refused.json());
  expect(said).toMatchObject({
    code: 'rate_limited',
    limit: { kind: 'requestsPerMinute', limit: 2 },
  });
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(30);
  expect(wait).toBeLessThanOrEqual(60);
  expect(refused.headers.get('x-ratelimit-limit')).toBe('2');
  expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
  const reset = Number(refused.headers.get('x-ratelimit-reset')) - Date.now() / 1000;
  expect(Math.abs(reset - wait)).toBeLessThan(3);

  const gone = once(small.process, 'exit');
  small.process.kill('SIGKILL');
  await gone;
  const again = await start({ env, folder: small.folder });
  const later = withToken(again.url, caller.headers.authorization?.slice('Bearer '.length) ?? '');
  const still = await post(later, '/chat', '{"agent_id":"guide","message":"2 + 2"}');
  expect([still.status, still.headers.get('x-ratelimit-remaining')]).toEqual([429, '0']);
});
