import { afterEach, beforeEach, expect, it } from 'vitest';
import { COUNTERS, countUp, flushCounters, readCounts } from './counters';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => await database.dispose());

const DAY = 86_400_000;
const NOW = 1_700_000_000_000;

const counted = async (now: number) =>
  (await readCounts(now)).flatMap(({ name, today, month }) =>
    month ? [[name, today, month]] : [],
  );

it('adds up what was counted by day, and tells today and thirty days', async () => {
  countUp('budget_refused');
  countUp('budget_refused', 2);
  await flushCounters(NOW - DAY);
  countUp('budget_refused');
  countUp('events_odd');
  await flushCounters(NOW);
  await flushCounters(NOW);
  expect(await counted(NOW)).toEqual([
    ['events_odd', 1, 1],
    ['budget_refused', 1, 4],
  ]);
  expect(await counted(NOW + 29 * DAY)).toEqual([
    ['events_odd', 0, 1],
    ['budget_refused', 0, 1],
  ]);
  expect((await readCounts(NOW + 60 * DAY)).map(({ name }) => name)).toEqual([...COUNTERS]);
});

it('keeps what could not be written for the next time', async () => {
  countUp('attempts_refused', 3);
  await database.client.execute('ALTER TABLE counters RENAME TO away');
  await expect(flushCounters(NOW)).rejects.toThrow();
  await database.client.execute('ALTER TABLE away RENAME TO counters');
  countUp('attempts_refused');
  await flushCounters(NOW);
  expect(await counted(NOW)).toEqual([['attempts_refused', 4, 4]]);
});
