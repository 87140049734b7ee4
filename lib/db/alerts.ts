/**
 * What admins must see until it works again: one row a cause, however often it
 * happens. A cause is a code and whom it is about: `upstream_auth:thinnest`.
 */

import { and, desc, inArray, isNull, sql } from 'drizzle-orm';
import { db } from './client';
import { alerts, upstreams } from './schema/usage';

/** A cause that has not been seen to work again. Times are Unix milliseconds. */
export interface Alert {
  cause: string;
  firstAt: number;
  lastAt: number;
  count: number;
  lastGoodAt: number | null;
}

/** Counts one more of a cause; after it had been cleared it begins anew. */
export async function raiseAlert(cause: string, now: number): Promise<void> {
  await db()
    .insert(alerts)
    .values({ cause, firstAt: now, lastAt: now, count: 1 })
    .onConflictDoUpdate({
      target: alerts.cause,
      set: {
        firstAt: sql`case when ${alerts.clearedAt} is null then ${alerts.firstAt} else ${now} end`,
        count: sql`case when ${alerts.clearedAt} is null then ${alerts.count} + 1 else 1 end`,
        lastAt: now,
        clearedAt: null,
      },
    });
}

/** The thing works: its causes are over. Writes nothing where none was raised. */
export async function clearAlerts(causes: string[], now: number): Promise<void> {
  await db()
    .update(alerts)
    .set({ clearedAt: now, lastGoodAt: now })
    .where(and(inArray(alerts.cause, causes), isNull(alerts.clearedAt)));
}

/** The causes that stand, the latest first. For admins. */
export async function listAlerts(): Promise<Alert[]> {
  const { cause, firstAt, lastAt, count } = alerts;
  // Of an upstream more is known: when it last answered, not only when it last recovered.
  const lastGoodAt = sql<number | null>`coalesce(${upstreams.lastGoodAt}, ${alerts.lastGoodAt})`;
  return db()
    .select({ cause, firstAt, lastAt, count, lastGoodAt })
    .from(alerts)
    .leftJoin(
      upstreams,
      sql`${upstreams.name} = substr(${alerts.cause}, instr(${alerts.cause}, ':') + 1)`,
    )
    .where(isNull(alerts.clearedAt))
    .orderBy(desc(alerts.lastAt));
}
