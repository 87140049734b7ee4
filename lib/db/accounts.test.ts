import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAccountOwner, findAccountOwner, linkAccount } from './accounts';
import { openTestDatabase, type TestDatabase } from './testing';
import { createUser, findCredentials } from './users';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const account = { provider: 'github', providerAccountId: '7' };

it('makes a person who has no password, with the account', async () => {
  const person = await createAccountOwner({ email: 'Ada@example.com', name: 'Ada', account });
  expect(person).toMatchObject({ email: 'ada@example.com', role: 'user', status: 'active' });
  expect(await findAccountOwner(account)).toEqual(person);
  expect(await findAccountOwner({ ...account, provider: 'google' })).toBeNull();
  expect((await findCredentials('ada@example.com'))?.passwordHash).toBeNull();
});

it('makes nothing where the address is taken', async () => {
  await createUser({ email: 'ada@example.com' });
  expect(await createAccountOwner({ email: 'ada@example.com', name: '', account })).toBeNull();
  expect(await findAccountOwner(account)).toBeNull();
});

it('keeps the first owner of an account', async () => {
  const [ada, bob] = [
    await createUser({ email: 'ada@example.com' }),
    await createUser({ email: 'bob@example.com' }),
  ];
  await linkAccount(ada.id, account);
  await linkAccount(bob.id, account);
  expect(await findAccountOwner(account)).toEqual(ada);
});
