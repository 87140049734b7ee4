import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { builtActions } from './build';
import { test } from './fixtures';
import { addressOf, ROUTES } from './inventory';
import { done, text } from './upstream/steps';
import { callAction, signedIn, visitor, withToken } from './visitor';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What another site can make a browser send with a person's cookie. */
function forged(url: string): Record<string, string>[] {
  const sibling = url.replace('localhost', 'sub.localhost');
  return [
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
    { origin: sibling, 'sec-fetch-site': 'same-site' },
    { origin: url.replace(/:\d+$/, ':1') },
    { origin: `${url}.evil.example` },
    { origin: url, 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
    {}, // A cookie and no word of where it comes from.
  ];
}

const BODIES: { type: string; body: (json: string) => string }[] = [
  { type: 'application/json', body: (json) => json },
  { type: 'text/plain', body: (json) => json },
  {
    type: 'application/x-www-form-urlencoded',
    body: (json) => new URLSearchParams({ json }).toString(),
  },
  {
    type: 'multipart/form-data; boundary=b',
    body: (json) => `--b\r\nContent-Disposition: form-data; name="0"\r\n\r\n${json}\r\n--b--\r\n`,
  },
];

/** How many rows there are that a request could add to, change or take away. */
async function stored(): Promise<unknown> {
  const counts = [
    'sessions',
    'messages',
    'runs',
    'queued_messages',
    'agents',
    'users',
    'invites',
    'tokens',
  ].map((table) => `(select count(*) from ${table}) as ${table}`);
  const { rows } = await sqlClient().execute(
    `select ${counts.join()}, (select group_concat(enabled || position || name) from agents) as state`,
  );
  return { ...rows[0] };
}

test('A16 no change comes from another site: 403 before anything is read, asked or stored', async ({
  app,
  world,
  upstream,
}) => {
  const person = await world.person({ role: 'admin' });
  const agent = await world.agent([text('Hello.'), done()]);
  const { cookie = '' } = (await signedIn(app.url, person)).headers;
  const own = withToken(app.url, person.token);
  const chat = JSON.stringify({ agent_id: agent.id, message: 'Hello', session_id: 'mine' });
  const first = await own.send('/chat', {
    method: 'POST',
    body: chat,
    headers: { 'content-type': 'application/json' },
  });
  expect(first.status).toBe(200);

  const changes = Object.entries(ROUTES).flatMap(([route, { methods }]) =>
    Object.keys(methods)
      .filter((method) => !SAFE.has(method))
      .map((method) => ({ method, path: addressOf(route).replaceAll('nothing', 'mine') })),
  );
  expect(changes.length).toBeGreaterThan(9);
  const before = await stored();
  const asked = upstream.requests.length;
  for (const { method, path } of changes) {
    if (path.startsWith('/api/auth/')) continue; // It has a token of its own against this.
    for (const from of forged(app.url)) {
      for (const { type, body } of BODIES) {
        const response = await visitor(app.url, { cookie, ...from }).send(
          `${path}?session_id=mine&id=${newId()}`,
          { method, headers: { 'content-type': type }, body: body(chat) },
        );
        const what = `${method} ${path} ${JSON.stringify(from)} ${type}`;
        expect(response.status, what).toBe(403);
        expect(await response.json(), what).toMatchObject({ code: 'forbidden_origin' });
        expect(response.headers.get('access-control-allow-origin'), what).toBeNull();
      }
    }
  }
  expect(await stored()).toEqual(before);
  expect(upstream.requests).toHaveLength(asked);
});

test('A16 server actions refuse what comes from another site', async ({ app, world }) => {
  const person = await world.person({ role: 'admin' });
  const agent = await world.agent([done()]);
  const { headers } = await signedIn(app.url, person);
  const before = await stored();
  for (const action of builtActions()) {
    for (const from of [{ origin: 'https://evil.example' }, { origin: 'null' }]) {
      const forger = visitor(app.url, { ...headers, ...from });
      const input = {
        id: agent.id,
        enabled: false,
        to: 'up',
        role: 'admin',
        email: '',
        term: 'day',
      };
      const answer = await callAction(forger, action, input);
      const refused = answer.code === 'forbidden_origin' || answer.status >= 400;
      expect(refused, `${action.name} ${from.origin} ${answer.status} ${answer.text}`).toBe(true);
      expect(answer.cookies, action.name).not.toContain('session-token');
    }
  }
  expect(await stored()).toEqual(before);
  expect((await visitor(app.url, headers).send('/v2/chats')).status).toBe(200);
});

test('A16 a token says by itself who asks, from wherever it is sent; A17 no site may read the answer', async ({
  app,
  world,
}) => {
  const person = await world.person();
  const agent = await world.agent([text('Hello.'), done()]);
  for (const from of forged(app.url)) {
    const program = visitor(app.url, { ...from, authorization: `Bearer ${person.token}` });
    const response = await program.send('/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agent_id: agent.id, message: 'Hello' }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  }
  const { headers } = await signedIn(app.url, person);
  for (const path of ['/v2/chats', '/chat/stream', '/api/auth/session', '/', '/api/health']) {
    for (const method of ['GET', 'OPTIONS']) {
      const foreign = { ...headers, origin: 'https://evil.example' };
      const response = await visitor(app.url, foreign).send(path, { method });
      await response.body?.cancel();
      expect(response.headers.get('access-control-allow-origin'), path).toBeNull();
      expect(response.headers.get('access-control-allow-credentials'), path).toBeNull();
    }
  }
});
