import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_LIMITS } from '@/lib/contract/budget';
import { newId } from '@/lib/contract/ids';
import { setBudget } from './budgets';
import { createGroup, groupsOf, setPersonGroups } from './groups';
import { createLogin, findLogin } from './logins';
import { createPasswordReset, findPasswordReset, redeemPasswordReset } from './password-resets';
import {
  anonymiseUser,
  deleteUser,
  endSignIns,
  setUserRole,
  setUserStatus,
} from './person-changes';
import { addToQueue } from './queue';
import { rateAnswer } from './ratings';
import { createTag } from './tags';
import { openTestDatabase, type TestDatabase } from './testing';
import { createToken, findTokenOwner } from './tokens';
import { createUser, findUser, findUserByEmail } from './users';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const root = { actor: { id: 'root', email: 'root@example.com' }, origin: '192.0.2.7' };

async function rows(sql: string): Promise<unknown[][]> {
  return (await database.client.execute(sql)).rows.map((row) => Array.from(row));
}

const actions = async () =>
  (await rows('select action, subject from audit order by n')).map((row) => row.join(' '));

/** A person with a conversation, its log, a sign-in, a token, a group and a day of use. */
async function someone(email: string) {
  const person = await createUser({ email, passwordHash: 'hash' });
  const group = await createGroup({ name: `Group of ${email}`, description: '' }, root);
  await setPersonGroups(person, [group], root);
  const sessionId = newId();
  await database.client.batch([
    `insert into agents (id, name, engine, created_at, updated_at)
      values ('a', 'A', '{}', 0, 0) on conflict do nothing`,
    {
      sql: `insert into sessions
          (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at)
        values (?1, ?2, 'a', ?1, 'Secret plans', 'u', 0, 0, 0)`,
      args: [sessionId, person.id],
    },
    {
      sql: `insert into messages (id, session_id, user_id, role, text, created_at)
        values (?1 || 'm', ?1, ?2, 'user', 'marzipan', 0)`,
      args: [sessionId, person.id],
    },
    {
      sql: `insert into runs (id, user_id, session_id, agent_id, user_message_id, claim, status,
          request_hash, writer, lease_until, started_at, log_start)
        values (?1 || 'r', ?2, ?1, 'a', '', '', 'completed', '', '', 0, 0, 0)`,
      args: [sessionId, person.id],
    },
    "insert into events (run, seq, data) select max(n), 1, '{}' from runs",
    {
      sql: "insert into usage_days (user_id, day, agent_id, messages) values (?, 1, 'a', 4)",
      args: [person.id],
    },
  ]);
  const owner = { userId: person.id, sessionId };
  await addToQueue(owner, { id: newId(), text: 'later' }, 0);
  await createTag(person.id, { id: newId(), name: 'Private', colour: 'green' }, 0);
  await rateAnswer(person.id, { messageId: `${sessionId}m`, value: 'up', reason: '' }, 0);
  await createPasswordReset(person.id, root);
  await setBudget(
    { scope: 'person', subjectId: person.id },
    { ...NO_LIMITS, messagesPerDay: 9 },
    root,
  );
  const login = await createLogin(person.id, 'test');
  const { token } = await createToken(person.id, 'cli');
  return { ...person, login, token };
}

async function remains(userId: string) {
  const tables = [
    'sessions',
    'messages',
    'runs',
    'logins',
    'tokens',
    'group_members',
    'usage_days',
  ];
  const counts = tables.map(
    (table) => `(select count(*) from ${table} where user_id = '${userId}')`,
  );
  const [found] = await rows(`select ${counts.join(', ')}, (select count(*) from events),
    (select count(*) from messages_fts where messages_fts match 'marzipan')`);
  return found;
}

/** The tables in which a person's id stands anywhere. */
async function tablesNaming(userId: string): Promise<string[]> {
  const tables = await rows("select name from sqlite_schema where type = 'table' order by name");
  const named: string[] = [];
  for (const [table] of tables) {
    const all = await rows(`select * from "${table}"`);
    if (JSON.stringify(all).includes(userId)) named.push(String(table));
  }
  return named;
}

describe('removing a person', () => {
  it('D10: deletes everything that is theirs, and nothing of others', async () => {
    const ada = await someone('ada@example.com');
    const ben = await someone('ben@example.com');
    await deleteUser(ada.id, root);
    expect(await findUser(ada.id)).toBeNull();
    expect(await remains(ada.id)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(await remains(ben.id)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(await tablesNaming(ada.id)).toEqual(['audit']);
    expect(await tablesNaming(ben.id)).toEqual(
      expect.arrayContaining(['budgets', 'password_resets', 'tags']),
    );
    expect(await actions()).toContain('person.delete ada@example.com');
    expect(await rows('pragma foreign_key_check')).toEqual([]);
  });

  it('anonymising leaves only what was used, under nobody’s name', async () => {
    const ada = await someone('ada@example.com');
    await anonymiseUser(ada.id, root);
    expect(await remains(ada.id)).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0]);
    expect(await tablesNaming(ada.id)).toEqual(['audit', 'usage_days', 'users']);
    expect(await findUserByEmail('ada@example.com')).toBeNull();
    expect(await findUser(ada.id)).toMatchObject({ name: '', status: 'disabled', role: 'user' });
    expect(await findLogin(ada.login.id)).toBeNull();
    await expect(setUserStatus(ada.id, 'active', root)).rejects.toMatchObject({
      code: 'not_found',
    });
    // The address is free again.
    await expect(createUser({ email: 'ada@example.com' })).resolves.toBeTruthy();
  });

  it('M01: the last admin is neither deleted nor anonymised, and loses nothing', async () => {
    const ada = await someone('ada@example.com');
    await setUserRole(ada.id, 'admin', root);
    for (const remove of [deleteUser, anonymiseUser]) {
      await expect(remove(ada.id, root)).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(await remains(ada.id)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(await actions()).not.toContain('person.delete ada@example.com');
  });

  it('M01: two admins who remove each other in different ways at once leave one', async () => {
    for (const [one, other] of [
      [deleteUser, anonymiseUser],
      [(id: string) => setUserRole(id, 'user', root), deleteUser],
      [(id: string) => setUserStatus(id, 'disabled', root), anonymiseUser],
    ] as const) {
      await database.client.execute('delete from users');
      const a = await createUser({ email: 'a@example.com', role: 'admin' });
      const b = await createUser({ email: 'b@example.com', role: 'admin' });
      await Promise.allSettled([one(a.id, root), other(b.id, root)]);
      expect(
        await rows("select count(*) from users where role = 'admin' and status = 'active'"),
      ).toEqual([[1]]);
    }
  });
});

describe('a change', () => {
  it('M04: is noted with who, what, before and after, and from where; a refused one is not', async () => {
    const ada = await createUser({ email: 'ada@example.com', role: 'admin' });
    await expect(setUserRole(ada.id, 'user', root)).rejects.toMatchObject({ code: 'conflict' });
    expect(await actions()).toEqual([]);
    await createUser({ email: 'ben@example.com', role: 'admin' });
    await setUserRole(ada.id, 'user', root);
    expect(
      await rows('select actor_email, action, subject_id, before, after, origin from audit'),
    ).toEqual([
      [
        'root@example.com',
        'person.role',
        ada.id,
        '{"role":"admin"}',
        '{"role":"user"}',
        '192.0.2.7',
      ],
    ]);
  });

  it('A08: disabling ends sign-ins and tokens for good', async () => {
    const ada = await someone('ada@example.com');
    await setUserStatus(ada.id, 'disabled', root);
    await setUserStatus(ada.id, 'active', root);
    expect(await findLogin(ada.login.id)).toBeNull();
    expect(await findTokenOwner(ada.token)).toBeNull();
  });

  it('signs out everywhere; tokens stay, and it is noted only where there was a sign-in', async () => {
    const ada = await someone('ada@example.com');
    await endSignIns(ada.id, root);
    await endSignIns(ada.id, root);
    expect(await findLogin(ada.login.id)).toBeNull();
    expect(await findTokenOwner(ada.token)).not.toBeNull();
    const noted = (await actions()).filter((row) => row === 'person.sign_out ada@example.com');
    expect(noted).toHaveLength(1);
  });

  it('names the approval of somebody who waits, and declines by deleting', async () => {
    const ada = await createUser({ email: 'ada@example.com', status: 'pending' });
    const ben = await createUser({ email: 'ben@example.com', status: 'pending' });
    await setUserStatus(ada.id, 'active', root);
    await deleteUser(ben.id, root);
    expect(await actions()).toEqual([
      'person.approve ada@example.com',
      'person.decline ben@example.com',
    ]);
  });
});

describe('a reset link', () => {
  it('sets one password, once, and ends the sign-ins', async () => {
    const ada = await someone('ada@example.com');
    const { code } = await createPasswordReset(ada.id, root);
    expect(await findPasswordReset(code)).toEqual({ email: 'ada@example.com' });
    const tries = await Promise.all([
      redeemPasswordReset(code, 'one'),
      redeemPasswordReset(code, 'two'),
    ]);
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await findLogin(ada.login.id)).toBeNull();
    expect(await findPasswordReset(code)).toBeNull();
    expect(await rows("select count(*) from users where password_hash in ('one', 'two')")).toEqual([
      [1],
    ]);
  });

  it('A10: is kept as a digest, is replaced by a newer one, and expires', async () => {
    const ada = await createUser({ email: 'ada@example.com' });
    const first = await createPasswordReset(ada.id, root, 0);
    expect(JSON.stringify(await rows('select * from password_resets'))).not.toContain(first.code);
    const second = await createPasswordReset(ada.id, root, 0);
    expect(await findPasswordReset(first.code, 1)).toBeNull();
    expect(await findPasswordReset(second.code, second.expiresAt - 1)).not.toBeNull();
    expect(await redeemPasswordReset(second.code, 'x', second.expiresAt)).toBeNull();
  });

  it('A08: does nothing for who may not enter', async () => {
    const ada = await createUser({ email: 'ada@example.com' });
    const { code } = await createPasswordReset(ada.id, root);
    await setUserStatus(ada.id, 'disabled', root);
    expect(await redeemPasswordReset(code, 'x')).toBeNull();
    await expect(createPasswordReset(ada.id, root)).rejects.toMatchObject({ code: 'conflict' });
  });
});

it('the groups of a person become those that exist', async () => {
  const ada = await createUser({ email: 'ada@example.com' });
  const one = await createGroup({ name: 'One', description: '' }, root);
  await setPersonGroups(ada, [one, 'gone'], root);
  expect(await groupsOf(ada.id)).toEqual([{ id: one, name: 'One' }]);
  await expect(createGroup({ name: 'ONE', description: '' }, root)).rejects.toMatchObject({
    code: 'conflict',
  });
});
