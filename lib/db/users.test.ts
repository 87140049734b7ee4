import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogin, findLogin } from './logins';
import { deleteUser, setUserRole, setUserStatus } from './person-changes';
import { openTestDatabase, type TestDatabase } from './testing';
import {
  claimFirstAdmin,
  createUser,
  findCredentials,
  findUser,
  findUserByEmail,
  hasAdmin,
  listUsers,
  setUserPassword,
  upgradePasswordHash,
} from './users';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const admin = (email: string) => createUser({ email, role: 'admin' });

describe('addresses', () => {
  it('A20: keeps one spelling of an address and finds it by any', async () => {
    const made = await createUser({ email: '  Ada@Example.COM ', name: ' Ada ' });
    expect(made).toMatchObject({ email: 'ada@example.com', name: 'Ada', role: 'user' });
    expect(await findUserByEmail('ADA＠example.com')).toEqual(made);
    await expect(createUser({ email: 'ada@EXAMPLE.com' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await listUsers()).toHaveLength(1);
  });

  it('A20: refuses what is not one address', async () => {
    await expect(createUser({ email: 'a@x.org,b@x.org' })).rejects.toMatchObject({
      code: 'validation',
      detail: { issues: [{ loc: ['body', 'email'] }] },
    });
    expect(await findUserByEmail('a@x.org,b@x.org')).toBeNull();
  });
});

describe('the last active admin', () => {
  it('M01: cannot be demoted, disabled or deleted', async () => {
    const { id } = await admin('only@example.com');
    const disabled = await admin('away@example.com');
    await setUserStatus(disabled.id, 'disabled');
    const refused = { code: 'conflict' };
    await expect(setUserRole(id, 'user')).rejects.toMatchObject(refused);
    await expect(setUserStatus(id, 'disabled')).rejects.toMatchObject(refused);
    await expect(setUserStatus(id, 'pending')).rejects.toMatchObject(refused);
    await expect(deleteUser(id)).rejects.toMatchObject(refused);
    expect(await findUser(id)).toMatchObject({ role: 'admin', status: 'active' });
    // A disabled admin is not the last active one: demoting them is allowed.
    expect(await setUserRole(disabled.id, 'user')).toMatchObject({ role: 'user' });
  });

  it('M01: two admins demoting each other at once leave one', async () => {
    const pair = [await admin('a@example.com'), await admin('b@example.com')];
    const done = await Promise.allSettled(pair.map(({ id }) => setUserRole(id, 'user')));
    expect(done.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await listUsers()).filter((person) => person.role === 'admin')).toHaveLength(1);
  });

  it('may go once another is there; a stranger is not found', async () => {
    const first = await admin('a@example.com');
    await admin('b@example.com');
    await deleteUser(first.id);
    expect(await findUser(first.id)).toBeNull();
    await expect(setUserRole(first.id, 'user')).rejects.toMatchObject({ code: 'not_found' });
    await expect(setUserPassword(first.id, 'x')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('changes end sign-ins', () => {
  it('A08: disabling ends them, and enabling again does not revive them', async () => {
    const { id } = await createUser({ email: 'u@example.com' });
    const login = await createLogin(id, 'test');
    expect((await findLogin(login.id))?.person.id).toBe(id);
    await setUserStatus(id, 'disabled');
    expect(await findLogin(login.id)).toBeNull();
    await setUserStatus(id, 'active');
    expect(await findLogin(login.id)).toBeNull();
  });

  it('A08: disabling asks for what runs to be stopped, and for nothing else', async () => {
    const { id } = await createUser({ email: 'u@example.com' });
    const other = await createUser({ email: 'o@example.com' });
    const run = (userId: string, status: string) => ({
      sql: `INSERT INTO runs (id, user_id, session_id, agent_id, user_message_id, claim, status,
          request_hash, writer, lease_until, started_at, log_start)
        VALUES (?1 || ?2, ?1, ?1 || ?2, 'none', 'none', 'none', ?2, 'none', 'none', 0, 0, 0)`,
      args: [userId, status],
    });
    // Their conversations play no part here.
    await database.client.execute('PRAGMA foreign_keys = OFF');
    await database.client.batch([
      run(id, 'running'),
      run(id, 'completed'),
      run(other.id, 'running'),
    ]);
    await setUserStatus(id, 'disabled', { actor: null, now: 1234 });
    const { rows } = await database.client.execute(
      'SELECT user_id, stop_requested_at FROM runs WHERE stop_requested_at IS NOT NULL',
    );
    expect(rows.map((row) => Array.from(row))).toEqual([[id, 1234]]);
  });

  it('a refused change ends nothing', async () => {
    const { id } = await admin('only@example.com');
    const login = await createLogin(id, 'test');
    await expect(setUserStatus(id, 'disabled')).rejects.toThrow();
    expect(await findLogin(login.id)).not.toBeNull();
  });

  it('a new password ends all but the one that set it', async () => {
    const { id } = await createUser({ email: 'u@example.com', passwordHash: 'old' });
    const [kept, other] = [await createLogin(id, 'a'), await createLogin(id, 'b')];
    await setUserPassword(id, 'new', { keepLoginId: kept.id });
    expect(await findLogin(kept.id)).not.toBeNull();
    expect(await findLogin(other.id)).toBeNull();
    expect((await findCredentials('u@example.com'))?.passwordHash).toBe('new');
  });

  it('a stronger hash never overwrites a password changed meanwhile', async () => {
    const { id } = await createUser({ email: 'u@example.com', passwordHash: 'old' });
    await setUserPassword(id, 'new');
    await upgradePasswordHash(id, 'old', 'old, but stronger');
    expect((await findCredentials('u@example.com'))?.passwordHash).toBe('new');
  });
});

describe('the first admin', () => {
  it('A04: of 20 attempts at once exactly one succeeds', async () => {
    const attempts = Array.from({ length: 20 }, (_, n) =>
      claimFirstAdmin({ email: `a${n}@example.com`, passwordHash: `hash ${n}` }),
    );
    const claimed = (await Promise.all(attempts)).filter((person) => person !== null);
    expect(claimed).toHaveLength(1);
    expect(await listUsers()).toEqual(claimed);
    expect(await hasAdmin()).toBe(true);
  });

  it('needs the stored set-up code where one is asked for', async () => {
    const attempt = { email: 'a@example.com', passwordHash: 'h', setupCodeHash: 'right' };
    expect(await claimFirstAdmin(attempt)).toBeNull();
    await database.client.execute("insert into settings values ('setup_code', 'right', 0)");
    expect(await claimFirstAdmin({ ...attempt, setupCodeHash: 'wrong' })).toBeNull();
    expect(await claimFirstAdmin(attempt)).toMatchObject({ role: 'admin' });
  });

  it('takes over an address that somebody signed up with before, ending their ways in', async () => {
    const squatter = await createUser({ email: 'boss@example.com', passwordHash: 'theirs' });
    const login = await createLogin(squatter.id, 'theirs');
    await claimFirstAdmin({ email: 'boss@example.com', passwordHash: 'mine' });
    expect(await findLogin(login.id)).toBeNull();
    expect(await findCredentials('boss@example.com')).toMatchObject({
      person: { id: squatter.id, role: 'admin' },
      passwordHash: 'mine',
    });
  });

  it('is never claimed again, not even while every admin is disabled', async () => {
    await database.client.execute(
      "insert into users (id, email, role, status, created_at) values ('x', 'x@example.com', 'admin', 'disabled', 0)",
    );
    expect(await claimFirstAdmin({ email: 'a@example.com', passwordHash: 'h' })).toBeNull();
  });
});
