import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSettings } from '@/lib/db/instance-settings';
import { createInvite, findInvite } from '@/lib/db/invites';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { createUser, findUserByEmail, listUsers } from '@/lib/db/users';
import { invitedSchema, setupSchema, signUpSchema } from './auth-forms';
import { checkCredentials } from './sign-in';
import { openInvite, signUp, signUpInvited } from './sign-up';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const headers = new Headers();
const ada = { email: 'ada@example.com', name: 'Ada', password: 'correct horse' };
const invited = (code: string, account = ada) =>
  signUpInvited(code, account, { headers, policy: 'invite' });

describe('signing up', () => {
  it('makes a user who can sign in', async () => {
    await signUp(ada, headers, { policy: 'open', domains: [] });
    expect(await checkCredentials(ada, headers)).toMatchObject({ email: ada.email, role: 'user' });
  });

  it('A06: does nothing unless the policy is open', async () => {
    for (const policy of ['invite', 'closed'] as const) {
      await expect(signUp(ada, headers, { policy, domains: [] })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    expect(await listUsers()).toEqual([]);
  });

  it('A12: answers the same for an address that is taken, and leaves it as it was', async () => {
    await signUp(ada, headers, { policy: 'open', domains: [] });
    await expect(
      signUp({ ...ada, name: 'Eve', password: 'of somebody else' }, headers, {
        policy: 'open',
        domains: [],
      }),
    ).resolves.toEqual({ pending: false });
    expect(await findUserByEmail(ada.email)).toMatchObject({ name: 'Ada' });
    await expect(checkCredentials(ada, headers)).resolves.toBeDefined();
  });
});

describe('an invitation', () => {
  it('makes one account', async () => {
    const { code } = await createInvite();
    expect(await invited(code)).toMatchObject({ email: ada.email, role: 'user' });
    await expect(invited(code, { ...ada, email: 'b@example.com' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('for one address makes it for that address, whatever is sent', async () => {
    const { code } = await createInvite({ email: 'guest@example.com', role: 'admin' });
    expect(await invited(code)).toMatchObject({ email: 'guest@example.com', role: 'admin' });
  });

  it('survives an address that is taken', async () => {
    await createUser({ email: ada.email });
    const { code } = await createInvite();
    await expect(invited(code)).rejects.toMatchObject({ code: 'conflict' });
    expect(await findInvite(code)).not.toBeNull();
  });

  it('A06: opens nothing while sign-up is closed', async () => {
    const { code } = await createInvite();
    expect(await openInvite(code, 'closed')).toBeNull();
    await expect(signUpInvited(code, ada, { headers, policy: 'closed' })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await listUsers()).toEqual([]);
  });
});

it('A05: forms read what they ask for and drop the rest', () => {
  const sent = {
    ...ada,
    code: 'c',
    role: 'admin',
    isAdmin: 'true',
    id: 'x',
    status: 'active',
    emailVerified: '1',
    quota: '9',
  };
  expect(Object.keys(signUpSchema.parse(sent)).sort()).toEqual(['email', 'name', 'password']);
  for (const schema of [invitedSchema, setupSchema]) {
    expect(Object.keys(schema.parse(sent)).sort()).toEqual(['code', 'email', 'name', 'password']);
  }
});

it('A20: forms read an address as it is kept, and say what is wrong with a password', () => {
  expect(signUpSchema.parse({ ...ada, email: ' ADA＠example.com ' }).email).toBe(ada.email);
  const issues = signUpSchema.safeParse({ ...ada, email: 'a@x.org,b@x.org', password: 'short' })
    .error?.issues;
  expect(issues?.map((issue) => [issue.path.join('.'), issue.message])).toEqual([
    ['email', 'email'],
    ['password', 'password_short'],
  ]);
});

describe('where admins approve accounts', () => {
  const approval = { policy: 'approval', domains: ['example.com'] } as const;

  it('who signs up waits, and cannot enter before', async () => {
    expect(await signUp(ada, headers, approval)).toEqual({ pending: true });
    expect(await findUserByEmail(ada.email)).toMatchObject({ status: 'pending' });
    await expect(checkCredentials(ada, headers)).rejects.toMatchObject({ code: 'account_pending' });
  });

  it('a wrong password learns nothing of it', async () => {
    await signUp(ada, headers, approval);
    await expect(
      checkCredentials({ ...ada, password: 'not the right one' }, headers),
    ).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('addresses of other domains are turned away', async () => {
    for (const email of ['eve@other.org', 'eve@sub.example.com', 'eve@notexample.com']) {
      await expect(signUp({ ...ada, email }, headers, approval)).rejects.toMatchObject({
        code: 'validation',
      });
    }
    expect(await listUsers()).toEqual([]);
  });

  it('what admins set counts at once, over the environment', async () => {
    await changeSettings({ set: { signUpPolicy: 'approval' }, reset: [] }, { actor: null });
    expect(await signUp(ada, headers)).toEqual({ pending: true });
    await changeSettings({ set: { signUpPolicy: 'closed' }, reset: [] }, { actor: null });
    await expect(signUp(ada, headers)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
