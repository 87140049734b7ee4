import { afterEach, beforeEach, expect, it } from 'vitest';
import { countBelongings, hasPassword, isLastAdmin, renamePerson } from '@/lib/db/account';
import { createLogin, findLogin, listLogins } from '@/lib/db/logins';
import { setUserStatus } from '@/lib/db/person-changes';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { createToken } from '@/lib/db/tokens';
import { createUser, findUser, type Person } from '@/lib/db/users';
import { changePassword, proveForDeletion } from './account';
import { hashPassword } from './password';
import { checkCredentials } from './sign-in';

const PASSWORD = 'correct horse battery';
const from = new Headers();
let database: TestDatabase;
let ada: Person;
beforeEach(async () => {
  database = await openTestDatabase();
  const passwordHash = await hashPassword(PASSWORD);
  ada = await createUser({ email: 'ada@example.com', passwordHash, role: 'admin' });
});
afterEach(async () => await database.dispose());

it('changes the password for whoever knows it, and ends every other sign-in', async () => {
  const here = await createLogin(ada.id, 'here');
  const there = await createLogin(ada.id, 'there');
  const session = { id: here.id, person: ada };
  const wrong = changePassword(session, { current: 'no', password: 'another long one' }, from);
  await expect(wrong).rejects.toMatchObject({
    code: 'validation',
    detail: { issues: [{ loc: ['body', 'current'], msg: 'password_wrong' }] },
  });
  expect(await findLogin(there.id)).not.toBeNull();
  await changePassword(session, { current: PASSWORD, password: 'another long one' }, from);
  expect(await findLogin(there.id)).toBeNull();
  expect((await listLogins(ada.id)).map(({ id }) => id)).toEqual([here.id]);
  const again = await checkCredentials({ email: ada.email, password: 'another long one' }, from);
  expect(again.id).toBe(ada.id);
});

it('counts wrong passwords like failed sign-ins', async () => {
  const session = { id: '', person: ada };
  const guess = () => changePassword(session, { current: 'no', password: 'x'.repeat(12) }, from);
  for (let n = 0; n < 8; n++) await expect(guess()).rejects.toMatchObject({ code: 'validation' });
  await expect(guess()).rejects.toMatchObject({ code: 'rate_limited' });
});

it('lets an account be deleted by its password, or by its address where there is none', async () => {
  await expect(proveForDeletion(ada, ada.email, from)).rejects.toMatchObject({
    code: 'validation',
  });
  await proveForDeletion(ada, PASSWORD, from);
  const bob = await createUser({ email: 'bob@example.com' });
  expect([await hasPassword(ada.id), await hasPassword(bob.id)]).toEqual([true, false]);
  await expect(proveForDeletion(bob, '', from)).rejects.toMatchObject({ code: 'validation' });
  await proveForDeletion(bob, ' Bob@Example.com ', from);
});

it('knows the last active admin', async () => {
  const eve = await createUser({ email: 'eve@example.com', role: 'admin' });
  expect(await isLastAdmin(ada.id)).toBe(false);
  await setUserStatus(eve.id, 'disabled');
  expect([await isLastAdmin(ada.id), await isLastAdmin(eve.id)]).toEqual([true, false]);
});

it("renames, and counts what is a person's own", async () => {
  await renamePerson(ada.id, 'Ada L.');
  expect((await findUser(ada.id))?.name).toBe('Ada L.');
  await createToken(ada.id, 'ci');
  const bob = await createUser({ email: 'bob@example.com' });
  expect(await countBelongings(ada.id)).toEqual({ conversations: 0, messages: 0, tokens: 1 });
  expect((await countBelongings(bob.id)).tokens).toBe(0);
});
