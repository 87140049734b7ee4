import { afterEach, beforeEach, expect, it } from 'vitest';
import { db } from './client';
import { nameEach, searchPeople } from './people';
import { users } from './schema/people';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
  await db()
    .insert(users)
    .values([
      { id: 'c', email: 'cleo_1@x.test', name: 'Cleo Ada', createdAt: 1 },
      { id: 'a', email: 'ada@x.test', name: 'Ada', createdAt: 1, passwordHash: 'hash' },
      { id: 'd', email: 'dan@x.test', name: 'Dan', createdAt: 1, status: 'disabled' },
    ]);
});
afterEach(() => database.dispose());

const ids = async (text: string, limit = 10) =>
  (await searchPeople(text, limit)).map((person) => person.id);

it('finds active people by address or name, in any case, by address', async () => {
  expect(await ids('ADA')).toEqual(['a', 'c']);
  expect(await ids('  cleo')).toEqual(['c']);
  expect(await ids('dan')).toEqual([]);
});

it('takes % and _ as they are, and nothing for everybody', async () => {
  expect(await ids('_')).toEqual(['c']);
  expect(await ids('%')).toEqual([]);
  expect(await ids(' ')).toEqual([]);
});

it('gives no more than asked, and no more than a name', async () => {
  expect(await ids('x.test', 1)).toEqual(['a']);
  expect(await searchPeople('ada@', 1)).toEqual([{ id: 'a', email: 'ada@x.test', name: 'Ada' }]);
});

it('names the people of ids, those who exist', async () => {
  expect((await nameEach(['c', 'gone', 'a', 'd'])).map((person) => person.id)).toEqual([
    'a',
    'c',
    'd',
  ]);
  expect(await nameEach([])).toEqual([]);
});
