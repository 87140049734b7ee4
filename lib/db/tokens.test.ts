import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from './testing';
import { createToken, findTokenOwner, listTokens, revokeToken } from './tokens';
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

it('A10: shows a token once, of more than 128 bits, and keeps only its digest', async () => {
  const made = await createToken(ada.id, 'laptop');
  expect(made.token).toMatch(/^gsm_[\w-]{40}$/);
  const { rows } = await database.client.execute('select * from tokens');
  expect(JSON.stringify(rows)).not.toContain(made.token.slice(4));
  expect(await findTokenOwner(made.token)).toMatchObject({ person: ada, scope: 'all' });
  // What the database holds does not open the door.
  expect(await findTokenOwner(String(rows[0]?.hash))).toBeNull();
  expect(await findTokenOwner(`gsm_${rows[0]?.hash}`)).toBeNull();
  expect(await listTokens(ada.id)).toEqual([
    {
      id: made.id,
      name: 'laptop',
      scope: 'all',
      createdAt: expect.any(Number),
      lastUsedAt: expect.any(Number),
      expiresAt: null,
    },
  ]);
});

it('notes the last use to the minute', async () => {
  const { token } = await createToken(ada.id, 'laptop', { now: 1000 });
  const used = async (now: number) => {
    await findTokenOwner(token, now);
    return (await listTokens(ada.id))[0]?.lastUsedAt;
  };
  expect(await used(100_000)).toBe(100_000);
  expect(await used(159_999)).toBe(100_000);
  expect(await used(160_001)).toBe(160_001);
});

it('still lets a token in where its use cannot be noted', async () => {
  const { token } = await createToken(ada.id, 'laptop');
  await database.client.execute('pragma query_only = on');
  expect(await findTokenOwner(token)).toMatchObject({ person: ada, scope: 'all' });
});

it("A02: nobody ends another person's token, nor sees it", async () => {
  const { id, token } = await createToken(ada.id, 'laptop');
  expect(await revokeToken(bob.id, id)).toBe(false);
  expect(await listTokens(bob.id)).toEqual([]);
  expect(await findTokenOwner(token)).toMatchObject({ person: ada, scope: 'all' });
  expect(await revokeToken(ada.id, id)).toBe(true);
  expect(await revokeToken(ada.id, id)).toBe(false);
  expect(await findTokenOwner(token)).toBeNull();
  expect(await listTokens(ada.id)).toEqual([]);
});

it('ends by itself when it has expired, and stays listed until it is taken away', async () => {
  const { token } = await createToken(ada.id, 'week', { scope: 'read', expiresAt: 5_000 });
  expect(await findTokenOwner(token, 4_999)).toEqual({ person: ada, name: 'week', scope: 'read' });
  expect(await findTokenOwner(token, 5_000)).toBeNull();
  expect(await listTokens(ada.id)).toMatchObject([{ name: 'week', expiresAt: 5_000 }]);
});
