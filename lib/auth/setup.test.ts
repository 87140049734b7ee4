import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { createUser, findCredentials, listUsers } from '@/lib/db/users';
import { verifyPassword } from './password';
import { ensureFirstAdmin, ensureSetupCode, setUp, setupState } from './setup';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const account = (n = 0) => ({ email: `a${n}@example.com`, name: 'Ada', password: `password ${n}` });
const start = async () => (await ensureSetupCode()) ?? '';

describe('the set-up link', () => {
  it('A04: of 20 who use it at once exactly one becomes admin', async () => {
    const code = await start();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => setUp(code, account(n))),
    );
    const won = tries.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    expect(await listUsers()).toEqual([won[0]?.value]);
    expect(won[0]?.value.role).toBe('admin');
    for (const lost of tries.filter((result) => result.status === 'rejected')) {
      expect(lost.reason).toMatchObject({ code: 'conflict' });
    }
  });

  it('A04: without the code nobody does', async () => {
    await start();
    for (const code of ['', 'guess', 'x'.repeat(32)]) {
      await expect(setUp(code, account())).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await listUsers()).toEqual([]);
  });

  it('A10: is stored as a digest that opens nothing', async () => {
    const code = await start();
    expect(code.length).toBeGreaterThanOrEqual(32);
    const { rows } = await database.client.execute('select value from settings');
    expect(JSON.stringify(rows)).not.toContain(code);
    await expect(setUp(String(rows[0]?.value), account())).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('ends with the next start, and for good with the first admin', async () => {
    const old = await start();
    const code = await start();
    expect(await setupState(old)).toBe('wrong_code');
    expect(await setupState(code)).toBe('open');
    await setUp(code, account());
    expect(await setupState(code)).toBe('done');
    await expect(setUp(code, account(1))).rejects.toMatchObject({ code: 'conflict' });
    expect(await ensureSetupCode()).toBeNull();
    expect((await database.client.execute('select * from settings')).rows).toEqual([]);
  });
});

describe('the admin of the environment', () => {
  const config = { ADMIN_EMAIL: 'Boss@Example.com', ADMIN_PASSWORD: 'a long password' };

  it('is made once, by one of many processes, and never changed afterwards', async () => {
    const made = (await Promise.all([1, 2, 3].map(() => ensureFirstAdmin(config)))).filter(Boolean);
    expect(made).toEqual([expect.objectContaining({ email: 'boss@example.com', role: 'admin' })]);
    expect(await ensureFirstAdmin({ ...config, ADMIN_PASSWORD: 'another password' })).toBeNull();
    const stored = await findCredentials('boss@example.com');
    expect(await verifyPassword('a long password', stored?.passwordHash ?? null)).toBe(true);
    expect(await ensureSetupCode()).toBeNull();
  });

  it('is not made by half of the variables', async () => {
    expect(await ensureFirstAdmin({ ...config, ADMIN_PASSWORD: undefined })).toBeNull();
    expect(await listUsers()).toEqual([]);
  });

  it('has its own password, though somebody signed up with the address before', async () => {
    await createUser({ email: 'boss@example.com', passwordHash: 'theirs' });
    expect(await ensureFirstAdmin(config)).toMatchObject({ role: 'admin' });
    const stored = await findCredentials('boss@example.com');
    expect(await verifyPassword('a long password', stored?.passwordHash ?? null)).toBe(true);
  });
});
