import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '@/lib/contract/errors';
import { setUserStatus } from '@/lib/db/person-changes';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { createUser, listUsers } from '@/lib/db/users';
import { type FakeVisitor, fakeVisitor } from './fake-visitor';
import { findSession } from './guard';
import { callNextAuth } from './next-auth';
import { hashPassword } from './password';

const PASSWORD = 'correct horse battery';
let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await createUser({ email: 'ada@example.com', passwordHash: await hashPassword(PASSWORD) });
});
afterEach(async () => await database.dispose());

const visitor = (host?: string) => fakeVisitor(callNextAuth, host);
const signIn = (who: FakeVisitor, email: string, password: string) =>
  who.submit('callback/credentials', { email, password, callbackUrl: '/c/x' });

describe('signing in through next-auth', () => {
  it('by its standard calls begins a sign-in that the guard knows', async () => {
    const ada = visitor('127.0.0.1:4711');
    const response = await signIn(ada, 'Ada@example.com', PASSWORD);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ url: 'http://127.0.0.1:4711/c/x' });
    expect((await findSession(ada.headers()))?.person.email).toBe('ada@example.com');
    expect(await (await ada.call('GET', 'session')).json()).toMatchObject({
      user: { email: 'ada@example.com', role: 'user' },
    });
  });

  it('A15: sets only cookies that scripts and other sites cannot use', async () => {
    const ada = visitor();
    await signIn(ada, 'ada@example.com', PASSWORD);
    expect(ada.set.length).toBeGreaterThan(2);
    for (const line of ada.set) expect(line).toMatch(/; Path=\/;.*HttpOnly; SameSite=Lax/i);
  });

  it('A12: answers wrong, unknown and switched off alike', async () => {
    const person = await createUser({
      email: 'off@example.com',
      passwordHash: await hashPassword(PASSWORD),
    });
    await setUserStatus(person.id, 'disabled');
    const answers: string[] = [];
    for (const [email, password] of [
      ['ada@example.com', 'wrong password'],
      ['nobody@example.com', PASSWORD],
      ['not an address', PASSWORD],
      ['off@example.com', PASSWORD],
    ] as const) {
      const response = await signIn(visitor(), email, password);
      answers.push([response.status, await response.text()].join(' '));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^401 .*CredentialsSignin/);
  });

  it('A13: is refused after at most 10 wrong tries, right or wrong, known or not', async () => {
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      const outcomes: string[] = [];
      for (let n = 0; n < 12; n += 1) {
        const spoofed = visitor();
        const attempt = signIn(spoofed, email, n === 11 ? PASSWORD : `wrong ${n}`);
        outcomes.push(
          await attempt.then(
            (response) => `${response.status}`,
            (error: AppError) => error.code,
          ),
        );
      }
      expect(outcomes).toEqual([...Array(8).fill('401'), ...Array(4).fill('rate_limited')]);
    }
  });

  it('needs the token against forgery', async () => {
    const ada = visitor();
    const body = { email: 'ada@example.com', password: PASSWORD, json: 'true' };
    await ada.call('POST', 'callback/credentials', { body });
    expect(await findSession(ada.headers())).toBeNull();
  });
});

describe('A14: a sign-in', () => {
  it('replaces the one before, which ends', async () => {
    const ada = visitor();
    await signIn(ada, 'ada@example.com', PASSWORD);
    const before = ada.headers();
    const first = await findSession(before);
    await signIn(ada, 'ada@example.com', PASSWORD);
    const second = await findSession(ada.headers());
    expect(second?.id).not.toBe(first?.id);
    expect(await findSession(before)).toBeNull();
  });

  it('cannot be chosen by whoever set the cookie before', async () => {
    const ada = visitor();
    ada.jar.set('next-auth.session-token', 'chosen');
    await signIn(ada, 'ada@example.com', PASSWORD);
    expect(ada.jar.get('next-auth.session-token')).not.toBe('chosen');
  });

  it('ends for the server when it is signed out', async () => {
    const ada = visitor();
    await signIn(ada, 'ada@example.com', PASSWORD);
    const old = ada.headers();
    await ada.submit('signout');
    expect(ada.jar.has('next-auth.session-token')).toBe(false);
    expect(await findSession(old)).toBeNull();
    const stolen = visitor();
    for (const pair of (old.get('cookie') ?? '').split('; ')) {
      stolen.jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    expect(await (await stolen.call('GET', 'session')).json()).toEqual({});
  });
});

describe('what strangers may not', () => {
  it('A06: no path of next-auth makes an account, whatever it is sent (A05)', async () => {
    const mallory = visitor();
    const { csrfToken } = await (await mallory.call('GET', 'csrf')).json();
    const body = {
      csrfToken,
      email: 'new@example.com',
      password: PASSWORD,
      role: 'admin',
      id: 'x',
    };
    for (const path of [
      'callback/credentials',
      'signin/credentials',
      'signin/email',
      'callback/github',
    ]) {
      await mallory.call('POST', path, { body });
    }
    expect((await listUsers()).map((person) => person.email)).toEqual(['ada@example.com']);
  });

  it.each([
    ['POST', '_log'],
    ['POST', 'session'],
    ['GET', 'verify-request'],
    ['GET', 'callback/credentials/more'],
    ['GET', '__proto__'],
  ] as const)('%s %s does not exist', async (method, path) => {
    await expect(visitor().call(method, path)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('a forged host does not reach links', async () => {
    const extra = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const response = await visitor().call('GET', 'signin', { extra });
    expect(response.headers.get('location')).toMatch(
      /^\/sign-in\?callbackUrl=http%3A%2F%2Flocalhost%3A3000/,
    );
  });

  it.each([
    ['https://evil.example/'],
    ['//evil.example'],
    ['/\\evil.example'],
    ['javascript:alert(1)'],
  ])('nobody is led away to %s', async (callbackUrl) => {
    const ada = visitor();
    const { csrfToken } = await (await ada.call('GET', 'csrf')).json();
    const body = {
      csrfToken,
      email: 'ada@example.com',
      password: PASSWORD,
      json: 'true',
      callbackUrl,
    };
    const answer = await (await ada.call('POST', 'callback/credentials', { body })).json();
    expect(new URL(answer.url).origin).toBe('http://localhost:3000');
  });
});
