import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestDatabase } from '@/lib/db/testing';
import { type FakeIdentity, startFakeIssuer } from './fake-issuer';
import { type FakeVisitor, fakeVisitor } from './fake-visitor';

// The environment is parsed when it is first imported: the provider comes before all else.
const issuer = await startFakeIssuer();
vi.stubEnv('AUTH_OIDC_ISSUER', issuer.url);
vi.stubEnv('AUTH_OIDC_ID', 'gossamer');
vi.stubEnv('AUTH_OIDC_SECRET', 'between us alone');
vi.stubEnv('SIGNUP_POLICY', 'open');
const { openTestDatabase } = await import('@/lib/db/testing');
const { createUser, findUserByEmail, listUsers } = await import('@/lib/db/users');
const { callNextAuth } = await import('./next-auth');
const { findSession } = await import('./guard');
const { finishLink } = await import('./link');
const { startProvider } = await import('./provider-start');
afterAll(() => issuer.close());

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const ADA = { sub: '7', email: 'Ada@Example.com', email_verified: true, name: 'Ada' };
const visitor = () => fakeVisitor(callNextAuth);

/** Off to the provider; answers the query to come back with. */
async function leave(who: FakeVisitor, identity: FakeIdentity): Promise<Record<string, string>> {
  const { url } = await (await who.submit('signin/oidc', { callbackUrl: '/c/x' })).json();
  expect(url).toMatch(`${issuer.url}/authorize`);
  return issuer.approve(url, identity);
}

/** There and back; where it led to. */
async function visit(who: FakeVisitor, identity: FakeIdentity): Promise<string | null> {
  const query = await leave(who, identity);
  return (await who.call('GET', 'callback/oidc', { query })).headers.get('location');
}

describe('a provider', () => {
  it('makes a person of a proven address, and knows them the next time', async () => {
    const ada = visitor();
    expect(await visit(ada, ADA)).toBe('http://localhost:3000/c/x');
    const person = (await findSession(ada.headers()))?.person;
    expect(person).toMatchObject({ email: 'ada@example.com', name: 'Ada', role: 'user' });
    const later = visitor();
    await visit(later, { sub: '7', email: 'changed@example.com', email_verified: false });
    expect((await findSession(later.headers()))?.person).toEqual(person);
  });

  it('that has not proven the address signs nobody in', async () => {
    for (const identity of [
      { ...ADA, email_verified: false },
      { sub: '7', email: ADA.email },
      { sub: '7' },
    ]) {
      const who = visitor();
      expect(await visit(who, identity)).toBe('/sign-in?error=email_unverified&next=%2Fc%2Fx');
      expect(await findSession(who.headers())).toBeNull();
    }
    expect(await listUsers()).toEqual([]);
  });

  it('joins an account that has a password only after that was entered here', async () => {
    const person = await createUser({ email: 'ada@example.com', passwordHash: 'x' });
    const ada = visitor();
    expect(await visit(ada, ADA)).toBe('/sign-in?error=password_first&next=%2Fc%2Fx');
    expect(await findSession(ada.headers())).toBeNull();
    const sealed = ada.jar.get('next-auth.link') ?? '';
    const other = await createUser({ email: 'eve@example.com', passwordHash: 'x' });
    expect(await finishLink(sealed, other)).toBe(false);
    expect(await finishLink(`${sealed}x`, person)).toBe(false);
    expect(await finishLink(sealed, person)).toBe(true);
    expect(await visit(ada, ADA)).toBe('http://localhost:3000/c/x');
    expect((await findSession(ada.headers()))?.person).toEqual(person);
  });

  it('cannot sign in who is switched off', async () => {
    await visit(visitor(), ADA);
    const person = await findUserByEmail('ada@example.com');
    await database.client.execute({
      sql: "update users set status = 'disabled' where id = ?",
      args: [person?.id ?? ''],
    });
    expect(await visit(visitor(), ADA)).toBe('/sign-in?error=switched_off&next=%2Fc%2Fx');
  });
});

describe('our own form', () => {
  it('leads to the provider and brings back what proves the way', async () => {
    const ada = visitor();
    const { url, cookies } = await startProvider({ provider: 'oidc', next: '/c/y' }, ada.headers());
    for (const { name, value, httpOnly, sameSite } of cookies) {
      expect([httpOnly, sameSite]).toEqual([true, 'lax']);
      ada.jar.set(name, encodeURIComponent(value));
    }
    const query = issuer.approve(url, ADA);
    const back = await ada.call('GET', 'callback/oidc', { query });
    expect(back.headers.get('location')).toBe('http://localhost:3000/c/y');
    expect((await findSession(ada.headers()))?.person.email).toBe('ada@example.com');
  });

  it('keeps an invitation for the way back, and forgets it afterwards', async () => {
    const ada = visitor();
    const start = await startProvider({ provider: 'oidc', invite: 'abc' }, ada.headers());
    for (const { name, value } of start.cookies) ada.jar.set(name, encodeURIComponent(value));
    expect(ada.jar.get('next-auth.invite')).toBe('abc');
    await ada.call('GET', 'callback/oidc', { query: issuer.approve(start.url, ADA) });
    expect(ada.jar.has('next-auth.invite')).toBe(false);
  });

  it('knows only providers that are set up', async () => {
    await expect(startProvider({ provider: 'github' }, new Headers())).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('A19: a way back from a provider', () => {
  const refused = /^http:\/\/localhost:3000\/api\/auth\/error\?error=OAuthCallback$/;
  const comeBack = async (who: FakeVisitor, query: Record<string, string>) =>
    (await who.call('GET', 'callback/oidc', { query })).headers.get('location');

  it('opened in another browser leads nowhere', async () => {
    const query = await leave(visitor(), ADA);
    const victim = visitor();
    expect(await comeBack(victim, query)).toMatch(refused);
    expect(await findSession(victim.headers())).toBeNull();
  });

  it('begun by another sign-in, forged or used twice leads nowhere', async () => {
    const ada = visitor();
    const first = await leave(ada, ADA);
    await leave(ada, ADA);
    expect(await comeBack(ada, first)).toMatch(refused);
    const query = await leave(ada, ADA);
    expect(await comeBack(ada, { ...query, state: 'forged' })).toMatch(refused);
    expect(await findSession(ada.headers())).toBeNull();
    expect(await comeBack(ada, query)).toBe('http://localhost:3000/c/x');
    expect(await comeBack(ada, query)).toMatch(refused);
  });
});
