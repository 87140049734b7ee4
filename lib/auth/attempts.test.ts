import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { attemptSignIn, attemptSignUp } from './attempts';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const EMAIL = 'owner@example.com';
const START = 1_700_000_000_000;
const MINUTE_MS = 60_000;
const refused = { code: 'rate_limited' };

describe('A13: guessing at an account', () => {
  it('is limited after at most 10 from one address, at once or one by one', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 100 }, () => attemptSignIn(EMAIL, 'attacker', START)),
    );
    const counted = tries.filter((result) => result.status === 'fulfilled').length;
    expect(counted).toBe(8);
    await expect(attemptSignIn(EMAIL, 'attacker', START + MINUTE_MS)).rejects.toMatchObject({
      ...refused,
      detail: { retryAfterSeconds: 14 * 60 },
    });
  });

  it('leaves the owner a way in after any number of refused ones', async () => {
    for (let n = 0; n < 300; n += 1) {
      await attemptSignIn(EMAIL, 'attacker', START).catch((error) =>
        expect(error).toMatchObject(refused),
      );
    }
    await expect(attemptSignIn(EMAIL, 'home', START)).resolves.toBeDefined();
  });

  it('leaves the owner a way in from another address, and ends with the window', async () => {
    for (let n = 0; n < 8; n += 1) await attemptSignIn(EMAIL, 'attacker', START);
    await expect(attemptSignIn(EMAIL, 'attacker', START)).rejects.toMatchObject(refused);
    await expect(attemptSignIn(EMAIL, 'home', START)).resolves.toBeDefined();
    await expect(attemptSignIn(EMAIL, 'attacker', START + 15 * MINUTE_MS)).resolves.toBeDefined();
  });

  it('from many addresses is limited, but not for an address the owner used before', async () => {
    const atHome = await attemptSignIn(EMAIL, 'home', START);
    await atHome.succeeded();
    for (let n = 0; n < 100; n += 1) await attemptSignIn(EMAIL, `bot ${n}`, START);
    await expect(attemptSignIn(EMAIL, 'bot 100', START)).rejects.toMatchObject(refused);
    await expect(attemptSignIn(EMAIL, 'home', START + MINUTE_MS)).resolves.toBeDefined();
  });

  it('at many accounts from one address is limited too', async () => {
    for (let n = 0; n < 200; n += 1) await attemptSignIn(`u${n}@example.com`, 'sprayer', START);
    await expect(attemptSignIn('next@example.com', 'sprayer', START)).rejects.toMatchObject(
      refused,
    );
    await expect(attemptSignIn('next@example.com', 'other', START)).resolves.toBeDefined();
  });
});

describe('good attempts', () => {
  it('are not held against anybody', async () => {
    for (let n = 0; n < 250; n += 1) {
      const attempt = await attemptSignIn(EMAIL, 'home', START + n);
      await attempt.succeeded();
    }
    const { rows } = await database.client.execute('select key, count from rate_windows');
    expect(rows.map((row) => [String(row.key).split(':')[0], Number(row.count)]).sort()).toEqual([
      ['sign-in-account', 0],
      ['sign-in-address', 0],
      ['signed-in', 1],
    ]);
  });

  it('B09: the counters survive a restart and show no address', async () => {
    for (let n = 0; n < 8; n += 1) await attemptSignIn(EMAIL, '192.0.2.7', START);
    const { rows } = await database.client.execute('select * from rate_windows');
    expect(JSON.stringify(rows)).not.toMatch(/owner|192\.0/);
    // Nothing is kept in the process: a second one on the same file refuses as well.
    await expect(attemptSignIn(EMAIL, '192.0.2.7', START)).rejects.toMatchObject(refused);
  });
});

it('signing up is limited by address', async () => {
  for (let n = 0; n < 60; n += 1) await attemptSignUp('here', START);
  await expect(attemptSignUp('here', START)).rejects.toMatchObject(refused);
  await expect(attemptSignUp('there', START)).resolves.toBeUndefined();
});
