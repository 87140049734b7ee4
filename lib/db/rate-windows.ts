/**
 * Counters of the rate limiter, one row a key: in the database, so that neither a
 * restart nor a second process forgets them (B09). A window begins with its first hit.
 */

import { eq, inArray, lt, sql } from 'drizzle-orm';
import { db } from './client';
import { rateWindows } from './schema/people';

/** No window is longer; older rows are only litter. */
export const MAX_WINDOW_MS = 90 * 86_400_000;

/** A window after a hit. `windowStart` is Unix milliseconds. */
export interface RateWindow {
  windowStart: number;
  count: number;
}

/** Counts one hit on a key. A window that has lapsed starts anew with it. */
export async function hitWindow(key: string, windowMs: number, now: number): Promise<RateWindow> {
  const lapsed = sql`${rateWindows.windowStart} <= ${now - windowMs}`;
  const [window] = await db()
    .insert(rateWindows)
    .values({ key, windowStart: now, count: 1 })
    .onConflictDoUpdate({
      target: rateWindows.key,
      set: {
        count: sql`case when ${lapsed} then 1 else ${rateWindows.count} + 1 end`,
        windowStart: sql`case when ${lapsed} then ${now} else ${rateWindows.windowStart} end`,
      },
    })
    .returning({ windowStart: rateWindows.windowStart, count: rateWindows.count });
  return window ?? { windowStart: now, count: 1 };
}

/** Takes one hit back from each key. */
export async function unhitWindows(keys: readonly string[]): Promise<void> {
  await db()
    .update(rateWindows)
    .set({ count: sql`max(0, ${rateWindows.count} - 1)` })
    .where(inArray(rateWindows.key, [...keys]));
}

/** Starts a key's window now, with a count of 1. */
export async function startWindow(key: string, now: number): Promise<void> {
  await db()
    .insert(rateWindows)
    .values({ key, windowStart: now, count: 1 })
    .onConflictDoUpdate({ target: rateWindows.key, set: { windowStart: now, count: 1 } });
}

/** Forgets a key. */
export async function clearWindow(key: string): Promise<void> {
  await db().delete(rateWindows).where(eq(rateWindows.key, key));
}

/** A key's window, if there is one. */
export async function findWindow(key: string): Promise<RateWindow | null> {
  const [row] = await db()
    .select({ windowStart: rateWindows.windowStart, count: rateWindows.count })
    .from(rateWindows)
    .where(eq(rateWindows.key, key));
  return row ?? null;
}

/** Forgets windows that no limit reads any more. */
export async function pruneWindows(now: number): Promise<void> {
  await db()
    .delete(rateWindows)
    .where(lt(rateWindows.windowStart, now - MAX_WINDOW_MS));
}
