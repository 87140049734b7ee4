import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { setUserStatus } from '@/lib/db/person-changes';
import { createToken } from '@/lib/db/tokens';
import { builtActions, builtPaths } from './build';
import { test, type World } from './fixtures';
import {
  ACTIONS,
  type Answer,
  type Answers,
  addressOf,
  CALLERS,
  type Caller,
  PAGES,
  ROUTES,
  readerGets,
} from './inventory';
import { done, text } from './upstream/steps';
import { callAction, signedIn, statusOf, type Visitor, visitor, withToken } from './visitor';

type Callers = Record<Caller, Visitor>;

/** One of each, by cookie; with `tokens`, by token. */
async function callersAt(url: string, world: World, tokens = false): Promise<Callers> {
  const [user, admin, pending, disabled] = await Promise.all([
    world.person(),
    world.person({ role: 'admin' }),
    world.person(),
    world.person(),
  ]);
  const enter = (person: typeof user) =>
    tokens ? withToken(url, person.token) : signedIn(url, person);
  const callers = {
    anonymous: visitor(url),
    pending: await enter(pending),
    disabled: await enter(disabled),
    user: await enter(user),
    admin: await enter(admin),
  };
  await setUserStatus(pending.id, 'pending');
  await setUserStatus(disabled.id, 'disabled');
  return callers;
}

/** Tokens that may only read. */
async function readersAt(url: string, world: World) {
  const reader = async (role: 'user' | 'admin') => {
    const { id } = await world.person({ role });
    return withToken(url, (await createToken(id, 'reader', { scope: 'read' })).token);
  };
  return { user: await reader('user'), admin: await reader('admin') };
}

/** What every caller gets. */
async function answersFor(
  callers: Callers,
  ask: (caller: Visitor) => Promise<Answer>,
): Promise<Answers> {
  const answers = CALLERS.map(async (caller) => [caller, await ask(callers[caller])]);
  return Object.fromEntries(await Promise.all(answers));
}

async function open(caller: Visitor, path: string): Promise<Answer> {
  const response = await caller.send(path);
  await response.body?.cancel();
  expect(response.headers.get('cache-control'), path).toContain('no-store');
  return response.status === 307 ? (response.headers.get('location') ?? '') : response.status;
}

test('A01 every page of the build answers each caller as listed, and is cached nowhere', async ({
  app,
  world,
}) => {
  expect(builtPaths().pages).toEqual(Object.keys(PAGES).sort());
  const callers = await callersAt(app.url, world);
  for (const [page, { path, answers }] of Object.entries(PAGES)) {
    const got = await answersFor(callers, (caller) => open(caller, addressOf(page, path)));
    expect(got, page).toEqual(answers);
  }
});

test('A01 every route and method of the build answers each caller as listed, by cookie and by token of each scope', async ({
  app,
  world,
}) => {
  expect(builtPaths().routes).toEqual(Object.keys(ROUTES).sort());
  const cookies = await callersAt(app.url, world);
  const tokens = await callersAt(app.url, world, true);
  const readers = await readersAt(app.url, world);
  for (const [route, { path, methods }] of Object.entries(ROUTES)) {
    const address = addressOf(route, path);
    const options = await cookies.anonymous.send(address, { method: 'OPTIONS' });
    const allowed = (options.headers.get('allow') ?? '').split(', ');
    const listed = [...Object.keys(methods), ...('GET' in methods ? ['HEAD'] : [])];
    expect(allowed.filter((method) => method !== 'OPTIONS').sort(), route).toEqual(listed.sort());
    for (const [method, { answers, query = '', body }] of Object.entries(methods)) {
      const init = body
        ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
        : {};
      const ask = (caller: Visitor) => statusOf(caller.send(address + query, { method, ...init }));
      for (const callers of [cookies, tokens]) {
        expect(await answersFor(callers, ask), `${method} ${route}`).toEqual(answers);
      }
      for (const of of ['user', 'admin'] as const) {
        const expected = readerGets(answers, method, of);
        expect(await ask(readers[of]), `${method} ${route}, only reading`).toBe(expected);
      }
    }
  }
});

test('A01 I21 every server action of the build answers each caller as listed', async ({
  app,
  world,
}) => {
  const actions = builtActions();
  expect(actions.map(({ name }) => name).sort()).toEqual(Object.keys(ACTIONS).sort());
  let callers = await callersAt(app.url, world);
  for (const action of actions) {
    const got = await answersFor(callers, async (caller) => {
      const { redirect, code, status } = await callAction(caller, action, {});
      return redirect ?? code ?? status;
    });
    expect(got, action.name).toEqual(ACTIONS[action.name]);
    if (/signOut/.test(action.name)) callers = await callersAt(app.url, world);
  }
});

const TRICKS: { path?: (path: string) => string; headers?: Record<string, string> }[] = [
  {},
  { headers: { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' } },
  { headers: { 'x-middleware-subrequest': 'src/middleware:src/middleware:src/middleware' } },
  { headers: { 'x-middleware-prefetch': '1' } },
  { headers: { rsc: '1' } },
  { headers: { rsc: '1', 'next-router-prefetch': '1' } },
  { headers: { rsc: '1', 'next-router-segment-prefetch': '/_tree' } },
  { headers: { 'x-http-method-override': 'GET', 'x-original-url': '/sign-in' } },
  { headers: { 'x-gossamer-path': '/sign-in', 'x-forwarded-host': 'localhost' } },
  { path: (path) => `${path}/` },
  { path: (path) => `/${path}` },
  { path: (path) => path.toUpperCase() },
  { path: (path) => path.replace(/^\/(.)/, (_, first) => `/%${first.charCodeAt(0).toString(16)}`) },
  { path: (path) => path.replaceAll('/', '%2f').replace('%2f', '/') },
  { path: (path) => `/_next/data/build${path}.json` },
  { path: (path) => `${path}.rsc` },
  { path: (path) => `${path}?_rsc=1` },
];

test('A02 A03 what is somebody else’s, or for admins, shows in no form of the request', async ({
  app,
  world,
}) => {
  const secret = `secret-${newId()}`;
  const agent = await world.agent([text(`Answered ${secret}`), done()], { description: secret });
  const owner = await world.person();
  const sent = await withToken(app.url, owner.token).send('/chat/stream', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent_id: agent.id, message: `Asked ${secret}` }),
  });
  const id = sent.headers.get('x-session-id');
  expect(await sent.text()).toContain(secret);
  const { anonymous, pending, disabled, user, admin } = await callersAt(app.url, world);
  const owned = await signedIn(app.url, owner);
  const seen = async (caller: Visitor, path: string, headers = {}) =>
    (await (await caller.send(path, { headers })).text()).includes(secret);

  expect(await seen(owned, `/c/${id}`)).toBe(true);
  expect(await seen(admin, '/admin')).toBe(true);
  expect(await seen(admin, `/admin/agents/${agent.id}`)).toBe(true);
  const leaks: string[] = [];
  const look = async (name: string, caller: Visitor, path: string) => {
    for (const trick of TRICKS) {
      const address = trick.path?.(path) ?? path;
      if (await seen(caller, address, trick.headers)) leaks.push(`${name} ${address}`);
    }
  };
  const outsiders = Object.entries({ anonymous, pending, disabled, user });
  for (const [name, caller] of outsiders) {
    await look(name, caller, '/admin');
    await look(name, caller, `/admin/agents/${agent.id}`);
  }
  for (const [name, caller] of [...outsiders, ['admin', admin] as const]) {
    await look(name, caller, `/c/${id}`);
    await look(name, caller, `/v2/chats/${id}`);
    await look(name, caller, `/chat/stream?session_id=${id}`);
    await look(name, caller, `/api/sessions/${id}/messages?before=${newId()}`);
  }
  expect(leaks).toEqual([]);
});
