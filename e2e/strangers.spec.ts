import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { builtAction, builtActions } from './build';
import { test } from './fixtures';
import { ACTIONS as LISTED, ROUTES } from './inventory';
import { comparable, json, nothing, rowsAbout, type Things, thingsOf } from './things';
import { done, text } from './upstream/steps';
import { callAction, signedIn, type Visitor, withToken } from './visitor';

/** An address and how it is asked. */
type Asked = [
  path: string,
  init?: { method: string; body?: string; headers?: Record<string, string> },
];

/** Everything that takes an id in its path, query or body. `shared`: an agent for everybody. */
const REQUESTS: Record<string, (of: Things, shared: string) => Asked> = {
  page: (of) => [`/c/${of.session}`],
  print: (of) => [`/print/${of.session}`],
  export: (of) => [`/api/sessions/${of.session}/export?format=json`],
  messages: (of) => [`/api/sessions/${of.session}/messages?before=${of.answer}`],
  queue: (of) => [`/api/sessions/${of.session}/queue`, json('POST', { id: newId(), text: 'x' })],
  queued: (of) => [
    `/api/sessions/${of.session}/queue`,
    json('PATCH', { id: of.queued, text: 'x' }),
  ],
  sendQueued: (of) => [`/api/sessions/${of.session}/queue`, json('PUT', { id: of.queued })],
  unqueue: (of) => [`/api/sessions/${of.session}/queue?id=${of.queued}`, { method: 'DELETE' }],
  read: (of) => [`/api/sessions/${of.session}/read`, { method: 'POST' }],
  leaveTab: (of) => [`/api/sessions/${of.session}/tab`, { method: 'POST' }],
  tab: (of) => [`/api/sessions/${of.session}/tab`, { method: 'DELETE' }],
  attach: (of) => [`/chat/stream?session_id=${of.session}`],
  attachRun: (of) => [`/chat/stream?run_id=${of.run}`],
  stop: (of) => [`/chat/stream?session_id=${of.session}`, { method: 'DELETE' }],
  stopRun: (of) => [`/chat/stream?run_id=${of.run}`, { method: 'DELETE' }],
  send: (of, agent_id) => [
    '/chat',
    json('POST', { agent_id, message: 'x', session_id: of.session }),
  ],
  parent: (of, agent_id) => [
    '/chat',
    json('POST', { agent_id, message: 'x', parent_message_id: of.answer }),
  ],
  retry: (of, agent_id) => [
    '/chat',
    json('POST', { agent_id, message: 'x', retry_message_id: of.question }),
  ],
  goOn: (of, agent_id) => [
    '/chat',
    json('POST', { agent_id, message: 'x', continue_message_id: of.answer }),
  ],
  agent: (of) => ['/chat', json('POST', { agent_id: of.agent, message: 'x' })],
  agentPath: (of) => [`/v1/agents/${of.agent}/chat`, json('POST', { message: 'x' })],
  chat: (of) => [`/v2/chats/${of.session}`],
  deleteChat: (of) => [`/v2/chats/${of.session}`, { method: 'DELETE' }],
};

const look = { name: 'Mine', colour: 'green' };

const CHAT = 'app/(chat)/actions.ts';
const SHARES = 'app/(chat)/share-actions.ts';
const TAGS = 'app/(chat)/tag-actions.ts';
const TURNS = 'app/(chat)/turn-actions.ts';
const SETTINGS = 'app/settings/actions.ts';
const NOW = 2_000_000_000_000;

/** The same of the server actions. `own`: a conversation of whoever asks. */
const ACTIONS: Record<string, (of: Things, own: string) => Record<string, unknown>> = {
  [`${CHAT} archiveConversation`]: (of) => ({ id: of.session, archived: true }),
  [`${CHAT} countConversations`]: (of) => ({ ids: [of.session] }),
  [`${CHAT} eraseConversations`]: (of) => ({ ids: [of.session] }),
  [`${CHAT} listArchive`]: (of) => ({ before: { updatedAt: NOW, id: of.session } }),
  [`${CHAT} listConversations`]: (of) => ({ before: { updatedAt: NOW, id: of.session } }),
  [`${CHAT} listTrashed`]: (of) => ({ before: { deletedAt: NOW, id: of.session } }),
  [`${CHAT} pinConversation`]: (of) => ({ id: of.session, pinned: true }),
  [`${CHAT} removeConversations`]: (of) => ({ ids: [of.session] }),
  [`${CHAT} renameConversation`]: (of) => ({ id: of.session, title: 'Mine' }),
  [`${CHAT} restoreConversations`]: (of) => ({ ids: [of.session] }),
  [`${SHARES} listShares`]: (of) => ({ id: of.session }),
  [`${SHARES} revokeShare`]: (of) => ({ code: of.share }),
  [`${SHARES} shareConversation`]: (of) => ({ id: of.session, withTrace: true, days: null }),
  [`${TAGS} assignTags`]: (of, own) => ({ id: own, tags: [of.tag] }),
  [`${TAGS} dropTag`]: (of) => ({ id: of.tag }),
  [`${TAGS} editTag`]: (of) => ({ id: of.tag, ...look }),
  [`${TURNS} chooseBranch`]: (of) => ({ sessionId: of.session, messageId: of.question }),
  [`${TURNS} rateMessage`]: (of) => ({ messageId: of.answer, rating: { value: 'up', reason: '' } }),
  [`${SETTINGS} endDevices`]: (of) => ({ which: of.login }),
  [`${SETTINGS} revokeToken`]: (of) => ({ id: of.token }),
};

/** Take no id of anything that is somebody's, but for links, which are for whoever has them. */
const WITHOUT_IDS = [
  `${CHAT} listPinnedConversations`,
  `${SHARES} revokeAllShares`,
  `${TAGS} makeTag`,
  'app/palette/actions.ts openPalette',
  'app/s/[code]/actions.ts copyShare',
  `${SETTINGS} changePassword`,
  `${SETTINGS} deleteAccount`,
  `${SETTINGS} deleteConversations`,
  `${SETTINGS} makeToken`,
  `${SETTINGS} restoreConversations`,
  `${SETTINGS} saveName`,
  `${SETTINGS} savePreferences`,
  `${SETTINGS} saveShortcuts`,
];

test('A02 every route and action that takes an id is among those asked for', () => {
  const actions = Object.keys(LISTED).filter((name) => !/^app\/(admin|\(auth\))\//.test(name));
  expect([...Object.keys(ACTIONS), ...WITHOUT_IDS].sort()).toEqual(actions.sort());
  const things = nothing();
  const asked = Object.values(REQUESTS).map((request) => {
    const [path, init] = request(things, 'shared');
    return `${init?.method ?? 'GET'} ${path.split('?')[0]}`;
  });
  const missing = Object.entries(ROUTES).flatMap(([route, { methods }]) => {
    if (!route.includes('[') || /^\/api\/(auth|admin)\//.test(route)) return [];
    const path = route.replaceAll(/\[\w+\]/g, '\\w+');
    return Object.keys(methods).filter(
      (method) => !asked.some((one) => new RegExp(`^${method} ${path}$`).test(one)),
    );
  });
  expect(missing).toEqual([]);
});

async function answerTo(caller: Visitor, [path, init]: Asked, of: Things) {
  const response = await caller.send(path, init);
  const page = response.headers.get('content-type')?.startsWith('text/html');
  const body = await response.text();
  return [response.status, page ? body.includes('private') : comparable(body, of)];
}

test('A02 ids of somebody else are answered as ids of nothing, and change nothing', async ({
  app,
  world,
}) => {
  const owner = await world.person();
  const things = await thingsOf(app.url, world, owner);
  const theirs = Object.values(things);
  expect(theirs.filter((id) => id.length < 8)).toEqual([]);
  const before = await rowsAbout([owner.id, ...theirs]);
  const shared = await world.agent([text('Hello.'), done()]);
  const stranger = await world.person();
  const [cookie, token] = [await signedIn(app.url, stranger), withToken(app.url, stranger.token)];
  const sent = await token.send('/chat', json('POST', { agent_id: shared.id, message: 'Hello' }));
  expect(sent.status).toBe(200);
  const { session_id: own } = await sent.json();
  expect(own).toMatch(/^\w{20,}$/);

  for (const [name, request] of Object.entries(REQUESTS)) {
    for (const caller of [cookie, token]) {
      const none = nothing();
      const got = await answerTo(caller, request(things, shared.id), things);
      expect(got, name).toEqual(await answerTo(caller, request(none, shared.id), none));
    }
  }
  const built = new Map(builtActions().map((action) => [action.name, action]));
  for (const [name, input] of Object.entries(ACTIONS)) {
    const action = built.get(name);
    if (!action) throw new Error(`There is no action ${name}.`);
    const ask = async (of: Things) => {
      const { status, code, redirect, text } = await callAction(cookie, action, input(of, own));
      const said = /\{"ok":true,"data":.*?\}(?=\n|$)/.exec(text)?.[0] ?? '';
      return [status, code, redirect, comparable(said, of), text.includes('rivate')];
    };
    expect(await ask(things), name).toEqual(await ask(nothing()));
  }
  expect(await rowsAbout([owner.id, ...theirs])).toEqual(before);
});

test('A02 a run id that is taken is not given to somebody else', async ({ app, world }) => {
  const owner = await world.person();
  const { run } = await thingsOf(app.url, world, owner);
  const shared = await world.agent([text('Hello.'), done()]);
  const stranger = withToken(app.url, (await world.person()).token);
  const answer = await stranger.send(
    '/chat',
    json('POST', { agent_id: shared.id, message: 'x', run_id: run }),
  );
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await answer.text()).not.toContain('rivate');
});

const MORE = {
  role: 'admin',
  isAdmin: true,
  is_admin: true,
  status: 'active',
  userId: 'somebody',
  user_id: 'somebody',
  email: 'other@example.com',
  passwordHash: 'x',
  messagesPerDay: 1_000_000,
  quota: 1_000_000,
  scope: 'all',
  createdAt: 0,
  __proto__: { role: 'admin' },
};

test('A05 what a body holds beyond what is asked for changes nothing', async ({ app, world }) => {
  const person = await world.person();
  const cookie = await signedIn(app.url, person);
  const rowOf = async () => {
    const args = [person.id];
    const user = await sqlClient().execute({ sql: 'SELECT * FROM users WHERE id = ?', args });
    return { ...user.rows[0] };
  };
  const before = await rowOf();
  const call = async (name: string, input: Record<string, unknown>) =>
    (await callAction(cookie, builtAction(name), { ...MORE, ...input })).code;
  for (const [name, input] of Object.entries({
    saveName: { name: 'Nova' },
    makeTag: look,
    makeToken: { name: 'reader', scope: 'read', term: 'month' },
    saveShortcuts: { shortcuts: {} },
  })) {
    // Taken without the rest, or refused for it: either way nothing of it is stored.
    expect([null, 'validation'], name).toContain(await call(name, input));
  }
  expect(await call('savePreferences', { preferences: MORE })).not.toBe('internal');
  const { preferences, name, ...after } = await rowOf();
  const { preferences: _, name: __, ...unchanged } = before;
  expect(after).toEqual(unchanged);
  expect(String(preferences)).not.toMatch(/admin|quota|somebody/);
  const scopes = await sqlClient().execute({
    sql: "SELECT scope FROM tokens WHERE user_id = ? AND name = 'reader'",
    args: [person.id],
  });
  expect(scopes.rows.map((row) => row.scope)).toEqual(['read']);
  const shared = await world.agent([text('Hello.'), done()]);
  const sent = await cookie.send(
    '/chat',
    json('POST', { ...MORE, agent_id: shared.id, message: 'x', metadata: MORE }),
  );
  expect(sent.status).toBe(200);
  const owned = await sqlClient().execute({
    sql: 'SELECT user_id AS owner FROM sessions WHERE agent_id = ?',
    args: [shared.id],
  });
  expect(owned.rows.map((row) => row.owner)).toEqual([person.id]);
  expect(
    await sqlClient().execute('SELECT 1 FROM budgets WHERE messages_per_day = 1000000'),
  ).toMatchObject({ rows: [] });
});
