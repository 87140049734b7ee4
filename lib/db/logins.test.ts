import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createLogin,
  endLogin,
  endOtherLogins,
  findLogin,
  LOGIN_TTL_MS,
  listLogins,
} from './logins';
import { openTestDatabase, type TestDatabase } from './testing';
import { createUser, type Person } from './users';

let database: TestDatabase;
let ada: Person;
let bob: Person;
beforeEach(async () => {
  database = await openTestDatabase();
  ada = await createUser({ email: 'ada@example.com' });
  bob = await createUser({ email: 'bob@example.com' });
});
afterEach(async () => await database.dispose());

const idsOf = async (person: Person, now?: number) =>
  (await listLogins(person.id, now)).map(({ id }) => id);

it('notes when a device was seen, at most every five minutes', async () => {
  const { id } = await createLogin(ada.id, 'Firefox', 1_000);
  const seen = async (now: number) => {
    await findLogin(id, now);
    return (await listLogins(ada.id, now))[0]?.lastSeenAt;
  };
  expect(await seen(400_000)).toBe(400_000);
  expect(await seen(699_999)).toBe(400_000);
  expect(await seen(700_001)).toBe(700_001);
});

it('still lets a device in where that cannot be noted', async () => {
  const { id } = await createLogin(ada.id, 'Firefox');
  await database.client.execute('pragma query_only = on');
  expect((await findLogin(id))?.person).toEqual(ada);
});

it('lists the sign-ins that stand, the one seen last first', async () => {
  const now = Date.now();
  const old = await createLogin(ada.id, 'old', now - 3_000);
  const fresh = await createLogin(ada.id, 'new', now - 2_000);
  await createLogin(bob.id, 'other');
  expect(await idsOf(ada)).toEqual([fresh.id, old.id]);
  await findLogin(old.id, now);
  expect(await idsOf(ada)).toEqual([old.id, fresh.id]);
  expect(await idsOf(ada, now + LOGIN_TTL_MS)).toEqual([]);
});

it("A02: ends one device or all others, never another person's", async () => {
  const [here, there, third] = [
    await createLogin(ada.id, 'a'),
    await createLogin(ada.id, 'b'),
    await createLogin(ada.id, 'c'),
  ];
  const bobs = await createLogin(bob.id, 'd');
  expect(await endLogin(ada.id, bobs.id)).toBe(false);
  expect(await endLogin(ada.id, there.id)).toBe(true);
  expect(await endLogin(ada.id, there.id)).toBe(false);
  expect(await findLogin(there.id)).toBeNull();
  expect(await endOtherLogins(ada.id, here.id)).toBe(1);
  expect(await findLogin(third.id)).toBeNull();
  expect(await idsOf(ada)).toEqual([here.id]);
  expect(await idsOf(bob)).toEqual([bobs.id]);
});
