import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { sqlClient } from '@/lib/db/client';
import { createInvite } from '@/lib/db/invites';
import { createPasswordReset } from '@/lib/db/password-resets';
import { test } from './fixtures';
import { addressOf, PAGES, ROUTES } from './inventory';
import { done, text } from './upstream/steps';
import { signedIn, type Visitor, withToken } from './visitor';

const STATIC = join(import.meta.dirname, '..', '.next', 'static');
const PLATFORM_KEY = 'thinnest-key-of-the-tests-1234567890';

/** Files that browsers are given, as text. */
function bundles(): { path: string; text: string }[] {
  return readdirSync(STATIC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => ({ path, text: readFileSync(path, 'latin1') }));
}

test('I07 the browser is given no source map and no word of what configures the server', () => {
  const files = bundles();
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter(({ path }) => path.endsWith('.map'))).toEqual([]);
  const telling =
    /THINNESTAI_API_KEY=|AUTH_SECRET|DATABASE_AUTH_TOKEN|sourceMappingURL=data|\$argon2/;
  expect(files.filter(({ text: code }) => telling.test(code)).map(({ path }) => path)).toEqual([]);
});

test('I07 no page, route, export or log line holds a key, a secret, a password or its digest', async ({
  app,
  world,
}) => {
  const root = await world.person({ role: 'admin', name: 'Root' });
  const agent = await world.agent([text('An answer.'), done()]);
  const by = { actor: { id: root.id, email: root.email } };
  const invite = await createInvite({}, by);
  const reset = await createPasswordReset((await world.person()).id, by);
  const hash = await sqlClient().execute({
    sql: 'SELECT password_hash AS hash FROM users WHERE id = ?',
    args: [root.id],
  });
  const secrets = {
    key: PLATFORM_KEY,
    auth: readFileSync(join(app.folder, 'gossamer.db.secret'), 'utf8').trim(),
    password: root.password,
    digest: String(hash.rows[0]?.hash),
    token: root.token,
    invite: invite.code,
    reset: reset.code,
  };
  const cookie = await signedIn(app.url, root);
  const bearer = withToken(app.url, root.token);
  const sent = await bearer.send('/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent_id: agent.id, message: 'Hello' }),
  });
  expect(sent.status).toBe(200);
  // Wrong on purpose, so that the log has something to say.
  await withToken(app.url, `${root.token}x`).send('/v2/chats');

  const leaks: string[] = [];
  const look = (where: string, said: string) => {
    for (const [name, secret] of Object.entries(secrets)) {
      if (said.includes(secret)) leaks.push(`${name} in ${where}`);
    }
  };
  const read = async (caller: Visitor, path: string, headers = {}) => {
    const answer = await caller.send(path, { headers });
    look(path, JSON.stringify([...answer.headers]));
    const endless = answer.headers.get('content-type')?.startsWith('text/event-stream');
    if (endless) await answer.body?.cancel();
    else look(path, await answer.text());
  };
  for (const [page, { path }] of Object.entries(PAGES)) {
    const address = addressOf(page, path);
    await read(cookie, address);
    await read(cookie, address, { rsc: '1' });
  }
  await read(cookie, `/admin/agents/${agent.id}`);
  await read(cookie, `/admin/people/${root.id}`);
  for (const [route, { path, methods }] of Object.entries(ROUTES)) {
    if (methods.GET) await read(bearer, addressOf(route, path) + (methods.GET.query ?? ''));
  }
  await read(bearer, '/api/admin/audit?format=json');
  look('the log', app.output());
  expect(leaks).toEqual([]);
});
