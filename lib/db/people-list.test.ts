import { afterEach, beforeEach, expect, it } from 'vitest';
import { monthStartDay } from '@/lib/contract/budget';
import { type PeopleQuery, peopleAddress, readPeopleQuery } from '@/lib/contract/people-list';
import type { By } from './audit';
import { createGroup, setPersonGroups } from './groups';
import { createLogin } from './logins';
import { eachPerson, listPeople, PEOPLE_PAGE, readPerson } from './people-list';
import { anonymiseUser } from './person-changes';
import { openTestDatabase, type TestDatabase } from './testing';
import { createToken } from './tokens';
import { createUser } from './users';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const root: By = { actor: { id: 'root', email: 'root@example.com' } };
const everybody = readPeopleQuery({});

const found = async (query: Partial<PeopleQuery> = {}) =>
  (await listPeople({ ...everybody, ...query })).people.map(({ email }) => email.split('@')[0]);

async function three() {
  const ada = await createUser({ email: 'ada@example.com', name: 'Ada L.', role: 'admin' });
  const ben = await createUser({ email: 'ben_1@example.com', name: 'Ben', status: 'pending' });
  const cleo = await createUser({ email: 'cleo@example.com', name: 'Cleo', status: 'disabled' });
  return { ada, ben, cleo };
}

it('is searched by address and name, as text, in any case', async () => {
  await three();
  expect(await found({ text: ' ADA l' })).toEqual(['ada']);
  expect(await found({ text: '_' })).toEqual(['ben_1']);
  expect(await found({ text: '%' })).toEqual([]);
});

it('is narrowed by role, status and group, and says how many wait', async () => {
  const { cleo } = await three();
  const group = await createGroup({ name: 'Weavers', description: '' }, root);
  await setPersonGroups(cleo, [group], root);
  expect(await found({ role: 'admin' })).toEqual(['ada']);
  expect(await found({ status: 'pending' })).toEqual(['ben_1']);
  expect(await found({ group })).toEqual(['cleo']);
  expect(await found({ group, role: 'admin' })).toEqual([]);
  const { people, total, pending } = await listPeople({ ...everybody, status: 'disabled' });
  expect([people[0]?.groups, total, pending]).toEqual([['Weavers'], 1, 1]);
});

it('is ordered by every column, both ways, and leaves out who was anonymised', async () => {
  const { ada, ben, cleo } = await three();
  const now = Date.now();
  await createLogin(ben.id, 'test', now - 5000);
  await createLogin(cleo.id, 'test', now);
  await database.client.execute({
    sql: "insert into usage_days (user_id, day, agent_id, messages) values (?, ?, 'a', 7)",
    args: [ada.id, monthStartDay(now)],
  });
  expect(await found({ sort: 'seen' })).toEqual(['ben_1', 'cleo', 'ada']);
  expect(await found({ sort: 'seen', descending: true })).toEqual(['cleo', 'ben_1', 'ada']);
  expect(await found({ sort: 'messages', descending: true })).toEqual(['ada', 'ben_1', 'cleo']);
  expect(await found({ sort: 'role' })).toEqual(['ada', 'ben_1', 'cleo']);
  expect(await found({ sort: 'status' })).toEqual(['ada', 'cleo', 'ben_1']);
  await anonymiseUser(ben.id, root);
  expect(await found({ descending: true })).toEqual(['cleo', 'ada']);
  expect(await readPerson(ben.id)).toBeNull();
});

it('is paged, and taken home whole in the order of addresses', async () => {
  const emails = Array.from({ length: 501 }, (_, n) => `p${String(n).padStart(3, '0')}@x.test`);
  await database.client.batch(
    emails.map((email) => ({
      sql: 'insert into users (id, email, created_at) values (?1, ?1, 0)',
      args: [email],
    })),
  );
  const last = Math.ceil(501 / PEOPLE_PAGE);
  expect(await found({ page: 2 })).toHaveLength(PEOPLE_PAGE);
  expect(await found({ page: last })).toEqual(['p500']);
  expect((await listPeople(everybody)).total).toBe(501);
  const home: string[] = [];
  const sizes: number[] = [];
  for await (const people of eachPerson(everybody, Date.now())) {
    sizes.push(people.length);
    home.push(...people.map(({ email }) => email));
  }
  expect([sizes, home]).toEqual([[500, 1], emails]);
});

it('tells one person in figures', async () => {
  const { ada } = await three();
  await createLogin(ada.id, 'test');
  await createToken(ada.id, 'cli');
  expect(await readPerson(ada.id)).toMatchObject({
    email: 'ada@example.com',
    signIns: 1,
    tokens: 1,
    conversations: 0,
    shares: 0,
  });
  expect(await readPerson('nobody')).toBeNull();
});

it('reads an address and writes it, and takes what cannot be meant as not said', () => {
  const address = '/admin/people?q=ada&role=admin&status=active&group=g&sort=-seen&page=3';
  const query = readPeopleQuery(Object.fromEntries(new URL(address, 'http://x').searchParams));
  expect(peopleAddress(query, { page: 3 })).toBe(address);
  expect(peopleAddress(query, { text: 'ben' })).not.toContain('page');
  expect(readPeopleQuery({ role: 'root', sort: 'password', page: '-1' })).toEqual(everybody);
});
