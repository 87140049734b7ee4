/** How each upstream last answered, for the system page. */

import { sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { ErrorCode } from '@/lib/contract/errors';
import { db } from './client';
import { upstreams } from './schema/usage';

/** An upstream's last good answer and last failure. Unix milliseconds; null for never. */
export type UpstreamState = typeof upstreams.$inferSelect;

/** Notes an answer (`code` null) or a failure. Never moves a time back. */
export async function noteUpstream(
  name: string,
  code: ErrorCode | null,
  now: number,
): Promise<void> {
  const latest = (time: SQLiteColumn) => sql`max(coalesce(${time}, 0), ${now})`;
  const good = { lastGoodAt: now };
  const bad = { lastErrorAt: now, lastErrorCode: code };
  await db()
    .insert(upstreams)
    .values({ name, ...(code === null ? good : bad) })
    .onConflictDoUpdate({
      target: upstreams.name,
      set:
        code === null
          ? { lastGoodAt: latest(upstreams.lastGoodAt) }
          : { lastErrorAt: latest(upstreams.lastErrorAt), lastErrorCode: code },
    });
}

/** What is known of each upstream that was ever asked. */
export async function listUpstreams(): Promise<UpstreamState[]> {
  return db().select().from(upstreams).orderBy(upstreams.name);
}
