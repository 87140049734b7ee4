import { encode } from 'next-auth/jwt';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createInvite, findInvite } from '@/lib/db/invites';
import { createLogin } from '@/lib/db/logins';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { createToken, findTokenOwner } from '@/lib/db/tokens';
import { createUser } from '@/lib/db/users';
import { attemptSignIn } from './attempts';
import { findSession } from './guard';
import { hashPassword } from './password';
import { ensureSetupCode, setupState } from './setup';
import { checkCredentials } from './sign-in';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const PASSWORD = 'correct horse battery';
const EMAIL = 'ada@example.com';

/** Every text that the database holds. */
async function dump(): Promise<string[]> {
  const tables = await database.client.execute(
    "select name from sqlite_master where type = 'table'",
  );
  const texts: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await database.client.execute(`select * from "${name}"`);
    for (const row of rows) texts.push(...Object.values(row).map(String));
  }
  return texts;
}

it('A10: nothing that a copy of the database holds opens a door', async () => {
  const code = (await ensureSetupCode()) ?? '';
  const person = await createUser({ email: EMAIL, passwordHash: await hashPassword(PASSWORD) });
  const { token } = await createToken(person.id, 'laptop');
  const invite = await createInvite();
  const login = await createLogin(person.id, 'browser');
  await attemptSignIn(EMAIL, '192.0.2.7');

  const texts = await dump();
  expect(texts).toContain(login.id);
  for (const secret of [code, PASSWORD, token, token.slice(4), invite.code, '192.0.2.7']) {
    expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  }
  for (const text of texts) {
    expect(await findTokenOwner(text)).toBeNull();
    expect(await findTokenOwner(`gsm_${text}`)).toBeNull();
    expect(await findInvite(text)).toBeNull();
    expect(await setupState(text)).toBe('wrong_code');
    for (const cookie of [text, await forged(text)]) {
      const headers = new Headers({
        cookie: `next-auth.session-token=${encodeURIComponent(cookie)}`,
      });
      expect(await findSession(headers)).toBeNull();
    }
  }
  const hash = texts.find((text) => text.startsWith('$argon2id$')) ?? '';
  await expect(checkCredentials({ email: EMAIL, password: hash }, new Headers())).rejects.toThrow();
  // What was handed out does open it.
  expect((await findTokenOwner(token))?.person).toEqual(person);
  expect(await setupState(code)).toBe('open');
  expect(await findInvite(invite.code)).not.toBeNull();
});

/** A cookie made by somebody who knows the row but not the secret. */
const forged = (sid: string) =>
  encode({ token: { sid }, secret: 'a guess of more than 32 letters' });
