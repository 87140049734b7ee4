/**
 * Retention: what is older than the instance keeps it goes. Every statement touches few
 * rows and lets others in between, says its own condition, and may run anywhere at any time.
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { InStatement } from '@libsql/client';
import type { RetentionTerms } from '@/lib/contract/instance-settings';
import { sqlClient } from './client';
import { DAY_MS, HOUR_MS, HOURS_KEPT_DAYS } from './usage-rollup';

/** Conversations looked at by one statement, and rows deleted by one. */
const LOOKED_AT = 2_000;
const DELETED = 200;
/** Between two statements: others write meanwhile, and the log is brought home. */
const PAUSE_MS = 5;
/** Kept after their end, so that an admin can still see what became of them. */
const ENDED_LINKS_MS = 30 * DAY_MS;
const COUNTED_DAYS = 90;

/** Nobody wrote in it or opened it since `:before`, and nobody pinned it. */
const IDLE = `deleted_at IS NULL AND temporary = 0 AND pinned_at IS NULL
  AND updated_at < :before AND read_at < :before`;

/** What the next sweep would do by these terms: conversations moved to the trash, and deleted from it. */
export async function foretellRetention(
  now: number,
  { retainConversationsDays: idleDays, retainTrashDays }: RetentionTerms,
): Promise<{ moved: number; deleted: number }> {
  const client = sqlClient();
  const before = (days: number) => now - days * DAY_MS;
  const count = async (sql: string, days: number) => {
    const { rows } = await client.execute({ sql, args: { before: before(days) } });
    return Number(rows[0]?.count);
  };
  return {
    moved:
      idleDays === null
        ? 0
        : await count(`SELECT count(*) AS count FROM sessions WHERE ${IDLE}`, idleDays),
    deleted: await count(
      'SELECT count(*) AS count FROM sessions WHERE deleted_at <= :before',
      retainTrashDays,
    ),
  };
}

/**
 * Moves conversations to the trash that nobody wrote in or opened for `days`. Pinned ones
 * and those being answered stay. Returns how many. Walks all by their number.
 */
export async function trashIdle(now: number, days: number): Promise<number> {
  const client = sqlClient();
  const { rows } = await client.execute('SELECT coalesce(max(n), 0) AS last FROM sessions');
  const last = Number(rows[0]?.last);
  let moved = 0;
  for (let from = 0; from < last; from += LOOKED_AT) {
    const { rowsAffected } = await client.execute({
      sql: `UPDATE sessions SET deleted_at = :now
        WHERE n > :from AND n <= :to AND ${IDLE} AND NOT EXISTS (SELECT 1 FROM runs WHERE session_id = sessions.id AND status = 'running')`,
      args: { now, from, to: from + LOOKED_AT, before: now - days * DAY_MS },
    });
    moved += rowsAffected;
    await pause(PAUSE_MS);
  }
  return moved;
}

/** Shortens the audit log. The database itself refuses less than 30 days. */
export async function pruneAudit(now: number, days: number): Promise<number> {
  return deleteInPieces({
    sql: `DELETE FROM audit WHERE n IN
      (SELECT n FROM audit WHERE created_at < ? ORDER BY created_at LIMIT ${DELETED})`,
    args: [now - days * DAY_MS],
  });
}

/** Invitations, resets and sign-ins whose time was over a month ago, and old counts. */
export async function pruneLitter(now: number): Promise<number> {
  const ended = now - ENDED_LINKS_MS;
  const tables = ['invites', 'password_resets', 'logins'];
  let gone = 0;
  for (const table of tables) {
    gone += await deleteInPieces({
      sql: `DELETE FROM ${table} WHERE id IN
        (SELECT id FROM ${table} WHERE expires_at < ? LIMIT ${DELETED})`,
      args: [ended],
    });
  }
  return (
    gone +
    (await deleteInPieces({
      sql: `DELETE FROM counters WHERE rowid IN
        (SELECT rowid FROM counters WHERE day < ? LIMIT ${DELETED})`,
      args: [Math.floor(now / DAY_MS) - COUNTED_DAYS],
    }))
  );
}

/** What was used by hour: older than the dashboard shows by hour. By day it stays. */
export async function pruneHours(now: number): Promise<number> {
  const before = Math.floor(now / HOUR_MS) - HOURS_KEPT_DAYS * 24;
  let gone = 0;
  for (const table of ['run_hours', 'person_hours', 'run_latencies']) {
    for (let deleted = 1; deleted > 0; gone += deleted) {
      const { rowsAffected } = await sqlClient().execute({
        sql: `DELETE FROM ${table} WHERE hour = (SELECT min(hour) FROM ${table} WHERE hour < ?)`,
        args: [before],
      });
      deleted = rowsAffected;
      await pause(PAUSE_MS);
    }
  }
  return gone;
}

async function deleteInPieces(statement: InStatement): Promise<number> {
  let gone = 0;
  for (;;) {
    const { rowsAffected } = await sqlClient().execute(statement);
    gone += rowsAffected;
    if (rowsAffected < DELETED) return gone;
    await pause(PAUSE_MS);
  }
}
