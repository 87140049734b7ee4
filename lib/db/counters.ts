/**
 * Small counts that admins look at. A hit is only added up here; a few times a minute
 * what has gathered is written in one batch, so that a storm of hits costs one write.
 */

import { log } from '@/lib/log';
import { sqlClient } from './client';

const FLUSH_MS = 10_000;
const DAY_MS = 86_400_000;

/** What is counted. */
export const COUNTERS = [
  'events_odd',
  'attempts_refused',
  'budget_refused',
  'busy_refused',
] as const;
export type CounterName = (typeof COUNTERS)[number];

const gathered = new Map<CounterName, number>();
let timer: NodeJS.Timeout | null = null;

/** Counts something that happened; written within ten seconds. */
export function countUp(name: CounterName, by = 1): void {
  gathered.set(name, (gathered.get(name) ?? 0) + by);
  if (timer) return;
  timer = setTimeout(() => {
    flushCounters(Date.now()).catch((error: unknown) => log.warn('counters_unwritten', { error }));
  }, FLUSH_MS);
  timer.unref();
}

/** Writes what has gathered. What cannot be written is kept for the next time. */
export async function flushCounters(now: number): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const counts = [...gathered];
  if (counts.length === 0) return;
  gathered.clear();
  try {
    await sqlClient().batch(
      counts.map(([name, count]) => ({
        sql: `INSERT INTO counters (name, day, count) VALUES (?, ?, ?)
          ON CONFLICT (name, day) DO UPDATE SET count = count + excluded.count`,
        args: [name, Math.floor(now / DAY_MS), count],
      })),
      'write',
    );
  } catch (error) {
    for (const [name, count] of counts) countUp(name, count);
    throw error;
  }
}

/** A count of today (UTC) and of the last 30 days. */
export interface Count {
  name: CounterName;
  today: number;
  month: number;
}

/** The counts as they were last written. */
export async function readCounts(now: number): Promise<Count[]> {
  const today = Math.floor(now / DAY_MS);
  const { rows } = await sqlClient().execute({
    sql: `SELECT name, sum(CASE WHEN day = :today THEN count ELSE 0 END) AS today, sum(count) AS month
      FROM counters WHERE day > :today - 30 GROUP BY name`,
    args: { today },
  });
  return COUNTERS.map((name) => {
    const row = rows.find((one) => one.name === name);
    return { name, today: Number(row?.today ?? 0), month: Number(row?.month ?? 0) };
  });
}
