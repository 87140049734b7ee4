import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { countAttempt, forgiveAttempt, type RateVerdict, tooManyAttempts } from './rate-limit';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const NOW = 1_700_000_000_000;
const rule = { key: 'k', limit: 3, windowMs: 10_000 };

it('counts down, refuses, and starts anew when the window has passed', async () => {
  const seen: RateVerdict[] = [];
  for (let n = 0; n < 4; n += 1) seen.push(await countAttempt([rule], NOW + n));
  expect(seen.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
    [true, 2],
    [true, 1],
    [true, 0],
    [false, 0],
  ]);
  expect((await countAttempt([rule], NOW + 9_999)).allowed).toBe(false);
  expect(await countAttempt([rule], NOW + 10_000)).toEqual({
    allowed: true,
    limit: 3,
    remaining: 2,
    resetAt: NOW + 20_000,
  });
});

it('tells the tightest of several rules', async () => {
  const wide = { key: 'wide', limit: 100, windowMs: 60_000 };
  expect(await countAttempt([rule, wide], NOW)).toMatchObject({ limit: 3, remaining: 2 });
  expect(await countAttempt([wide, rule], NOW)).toMatchObject({ limit: 3, remaining: 1 });
});

it('counts nothing under the wider rules once a narrower one refuses', async () => {
  const wide = { key: 'wide', limit: 5, windowMs: 60_000 };
  for (let n = 0; n < 20; n += 1) await countAttempt([rule, wide], NOW);
  expect(await countAttempt([wide], NOW)).toMatchObject({ allowed: true, remaining: 1 });
});

it('takes an attempt back, never below none', async () => {
  await countAttempt([rule], NOW);
  await forgiveAttempt([rule]);
  await forgiveAttempt([rule]);
  expect((await countAttempt([rule], NOW)).remaining).toBe(2);
});

it('forgets old windows now and then', async () => {
  await countAttempt([{ ...rule, key: 'old' }], NOW);
  const later = NOW + 91 * 86_400_000;
  for (let n = 0; n < 256; n += 1) await countAttempt([rule], later);
  const { rows } = await database.client.execute("select key from rate_windows where key = 'old'");
  expect(rows).toEqual([]);
});

it('B09: says limit, remaining and reset, and when to try again', () => {
  const verdict = { allowed: false, limit: 8, remaining: 0, resetAt: NOW + 7_001 };
  expect(tooManyAttempts(verdict, NOW)).toMatchObject({
    code: 'rate_limited',
    detail: { retryAfterSeconds: 8, rate: { limit: 8, remaining: 0, resetAt: NOW + 7_001 } },
  });
});
