import { encode } from 'next-auth/jwt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@/lib/contract/ids';
import { createLogin, LOGIN_TTL_MS, revokeLogin } from '@/lib/db/logins';
import { deleteUser, setUserRole, setUserStatus } from '@/lib/db/person-changes';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { createToken, revokeToken } from '@/lib/db/tokens';
import { createUser, type Person } from '@/lib/db/users';
import { findSession, requireCaller } from './guard';
import { authSecret } from './secret';

let database: TestDatabase;
let person: Person;
beforeEach(async () => {
  database = await openTestDatabase();
  await createUser({ email: 'admin@example.com', role: 'admin' });
  person = await createUser({ email: 'ada@example.com' });
});
afterEach(async () => await database.dispose());

const sealed = (payload: Record<string, unknown>, secret = authSecret()) =>
  encode({ token: payload, secret });
const withCookie = (value: string, name = 'next-auth.session-token') =>
  new Headers({ host: 'localhost:3000', cookie: `a=b; ${name}=${value}; c=d` });
const signIn = async () => {
  const { id } = await createLogin(person.id, 'test');
  return { id, headers: withCookie(await sealed({ sub: person.id, sid: id })) };
};
const caller = (headers: Headers, method = 'GET') => requireCaller({ headers, method });
const denied = { code: 'unauthenticated', status: 401 };

describe('a cookie', () => {
  it('names its person, as they are now', async () => {
    const { id, headers } = await signIn();
    expect(await findSession(headers)).toMatchObject({ id, person });
    await setUserRole(person.id, 'admin');
    expect(await caller(headers)).toEqual({ ...person, role: 'admin' });
  });

  it('A14: is worth nothing after sign-out', async () => {
    const { id, headers } = await signIn();
    await revokeLogin(id);
    await expect(caller(headers)).rejects.toMatchObject(denied);
  });

  it('A08: is worth nothing once its person is disabled, pending or gone', async () => {
    const { headers } = await signIn();
    await setUserStatus(person.id, 'pending');
    await expect(caller(headers)).rejects.toMatchObject(denied);
    await setUserStatus(person.id, 'active');
    expect((await caller(headers)).id).toBe(person.id);
    await setUserStatus(person.id, 'disabled');
    await expect(caller(headers)).rejects.toMatchObject(denied);
    await setUserStatus(person.id, 'active');
    const again = await signIn();
    await deleteUser(person.id);
    await expect(caller(again.headers)).rejects.toMatchObject(denied);
  });

  it('is worth nothing when its sign-in has expired, whatever the cookie says', async () => {
    const { id } = await createLogin(person.id, 'test', Date.now() - LOGIN_TTL_MS);
    const cookie = await sealed({ sub: person.id, sid: id });
    expect(await findSession(withCookie(cookie))).toBeNull();
  });

  it('that somebody made up, cut or sealed with another secret is nobody', async () => {
    const { id } = await createLogin(person.id, 'test');
    const payload = { sub: person.id, sid: id };
    const good = await sealed(payload);
    const forged = [
      await sealed(payload, 'another secret of more than 32 letters'),
      good.slice(0, -2),
      Buffer.from(JSON.stringify(payload)).toString('base64url'),
      id,
      await sealed({ sub: person.id }),
      await sealed({ sub: person.id, sid: newId() }),
      await sealed({ sub: person.id, sid: { $ne: '' } }),
      await encode({ token: payload, secret: authSecret(), maxAge: -60 }),
      await encode({ token: payload, secret: authSecret(), salt: 'next-auth.pkce' }),
    ];
    for (const cookie of forged) {
      await expect(caller(withCookie(cookie))).rejects.toMatchObject(denied);
    }
    await expect(caller(withCookie(good, 'session-token'))).rejects.toMatchObject(denied);
    await expect(caller(new Headers())).rejects.toMatchObject(denied);
    expect((await caller(withCookie(good))).id).toBe(person.id);
  });

  it('A22: whatever the session library answers instead of a token denies', async () => {
    const { headers } = await signIn();
    const answers = [
      async () => undefined,
      async () => null,
      async () => ({}),
      async () => new Error('broken'),
      async () => ({ error: 'Configuration', sid: 7 }),
      async () => {
        throw new Error('broken');
      },
    ];
    for (const answer of answers) expect(await findSession(headers, answer)).toBeNull();
  });
});

describe('a bearer token', () => {
  const bearer = (value: string, extra: Record<string, string> = {}) =>
    new Headers({ host: 'localhost:3000', authorization: value, ...extra });

  it('A09: counts in the Authorization header only, whole and once', async () => {
    const { token } = await createToken(person.id, 'ci');
    expect(await caller(bearer(`Bearer ${token}`))).toEqual(person);
    expect(await caller(bearer(`bearer ${token}`))).toEqual(person);
    const others = [
      bearer(token),
      bearer(`Token ${token}`),
      bearer(`Bearer ${token}, Bearer ${token}`),
      bearer(`Bearer ${token} ${token}`),
      bearer(`Bearer ${token.slice(0, -1)}`),
      bearer(`Bearer ${token.toUpperCase()}`),
      bearer('Bearer '),
      new Headers({ 'x-api-key': token }),
      new Headers({ cookie: `next-auth.session-token=${token}` }),
    ];
    for (const headers of others) await expect(caller(headers)).rejects.toMatchObject(denied);
  });

  it('decides alone: a bad one is not saved by a good cookie', async () => {
    const { headers } = await signIn();
    headers.set('authorization', 'Bearer gsm_0000000000000000000000000000000000000000');
    await expect(caller(headers)).rejects.toMatchObject(denied);
    // A password of a proxy in front is none of our business.
    headers.set('authorization', 'Basic YTpi');
    expect((await caller(headers)).id).toBe(person.id);
  });

  it('ends when it is revoked or its owner disabled', async () => {
    const [first, second] = [await createToken(person.id, 'a'), await createToken(person.id, 'b')];
    await revokeToken(person.id, first.id);
    await expect(caller(bearer(`Bearer ${first.token}`))).rejects.toMatchObject(denied);
    await setUserStatus(person.id, 'disabled');
    await expect(caller(bearer(`Bearer ${second.token}`))).rejects.toMatchObject(denied);
  });

  it('that may only read changes nothing', async () => {
    const { token } = await createToken(person.id, 'reader', { scope: 'read' });
    const headers = bearer(`Bearer ${token}`);
    for (const method of ['GET', 'HEAD']) expect(await caller(headers, method)).toEqual(person);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'get']) {
      await expect(caller(headers, method)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  it('that may do all changes things until it has expired', async () => {
    const expiresAt = Date.now() + 60_000;
    const lasting = await createToken(person.id, 'job', { expiresAt });
    const over = await createToken(person.id, 'old', { expiresAt: Date.now() - 1 });
    expect(await caller(bearer(`Bearer ${lasting.token}`), 'POST')).toEqual(person);
    await expect(caller(bearer(`Bearer ${over.token}`))).rejects.toMatchObject(denied);
  });
});
