import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { builtAction } from './build';
import { test } from './fixtures';
import { comparable, json, nothing, rowsAbout, type Things, thingsOf } from './things';
import { done, text } from './upstream/steps';
import { callAction, signedIn, type Visitor, withToken } from './visitor';

/** Everything that takes an id in its path, query or body. `shared`: an agent for everybody. */
const REQUESTS: Record<string, (of: Things, shared: string) => [string, object?]> = {
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

/** The same of the server actions. `own`: a conversation of whoever asks. */
const ACTIONS: Record<string, (of: Things, own: string) => Record<string, unknown>> = {
  renameConversation: (of) => ({ id: of.session, title: 'Mine' }),
  pinConversation: (of) => ({ id: of.session, pinned: true }),
  archiveConversation: (of) => ({ id: of.session, archived: true }),
  removeConversations: (of) => ({ ids: [of.session] }),
  eraseConversations: (of) => ({ ids: [of.session] }),
  shareConversation: (of) => ({ id: of.session, withTrace: true, days: null }),
  listShares: (of) => ({ id: of.session }),
  revokeShare: (of) => ({ code: of.share }),
  chooseBranch: (of) => ({ sessionId: of.session, messageId: of.question }),
  rateMessage: (of) => ({ messageId: of.answer, rating: { value: 'up', reason: '' } }),
  editTag: (of) => ({ id: of.tag, ...look }),
  dropTag: (of) => ({ id: of.tag }),
  assignTags: (of, own) => ({ id: own, tags: [of.tag] }),
  endDevices: (of) => ({ which: of.login }),
  revokeToken: (of) => ({ id: of.token }),
};

async function answerTo(caller: Visitor, [path, init]: [string, object?], of: Things) {
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
  for (const [name, input] of Object.entries(ACTIONS)) {
    const ask = async (of: Things) => {
      const { status, code, redirect, text } = await callAction(
        cookie,
        builtAction(name),
        input(of, own),
      );
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
