/**
 * The trash. Deleting moves a conversation there at once; from there it comes back,
 * or is deleted for good: by its person, or when its time is over. What is being
 * deleted for good has `deleted_at = 0` until its last row is gone, so that a crash
 * in the middle brings nothing mutilated back and the next sweep goes on.
 */

import { setImmediate as breathe } from 'node:timers/promises';
import type { InStatement } from '@libsql/client';
import { sqlClient } from './client';

/** Messages deleted in one statement: few enough not to hold up the process. */
const CHUNK = 100;
const DAY_MS = 86_400_000;

/**
 * Moves conversations of this person to the trash, all of them when `ids` is null.
 * Returns those that moved; undoing names the same `now`, Unix milliseconds.
 */
export async function trashSessions(
  userId: string,
  ids: readonly string[] | null,
  now: number,
): Promise<string[]> {
  const these = ids === null ? '' : ' AND id IN (SELECT value FROM json_each(:ids))';
  const result = await sqlClient().execute({
    sql: `UPDATE sessions SET deleted_at = :now
      WHERE user_id = :userId AND deleted_at IS NULL AND temporary = 0${these} RETURNING id`,
    args: { userId, now, ...(ids === null ? {} : { ids: JSON.stringify(ids) }) },
  });
  return result.rows.map((row) => String(row.id));
}

/** What to bring back: named conversations, or all that were deleted at one moment. */
export type Restoration = { ids: readonly string[] } | { deletedAt: number };

/** Brings conversations of this person back from the trash, pinned, archived and tagged as they were. */
export async function restoreSessions(userId: string, what: Restoration): Promise<string[]> {
  const [these, args] =
    'ids' in what
      ? ['id IN (SELECT value FROM json_each(:ids))', { ids: JSON.stringify(what.ids) }]
      : ['deleted_at = :deletedAt', { deletedAt: what.deletedAt }];
  const result = await sqlClient().execute({
    sql: `UPDATE sessions SET deleted_at = NULL
      WHERE user_id = :userId AND deleted_at > 0 AND ${these} RETURNING id`,
    args: { userId, ...args },
  });
  return result.rows.map((row) => String(row.id));
}

/** The runs that run in these conversations of this person. */
export async function runningIn(userId: string, ids: readonly string[]): Promise<string[]> {
  const result = await sqlClient().execute({
    sql: `SELECT id FROM runs WHERE status = 'running' AND user_id = ?
      AND session_id IN (SELECT value FROM json_each(?))`,
    args: [userId, JSON.stringify(ids)],
  });
  return result.rows.map((row) => String(row.id));
}

/** How much deleting for good would delete. */
export interface TrashFigures {
  conversations: number;
  messages: number;
  shares: number;
}

/** Counts what conversations of this person hold: these, or all in the trash when `ids` is null. */
export async function countTrash(
  userId: string,
  ids: readonly string[] | null,
): Promise<TrashFigures> {
  const these = ids === null ? '' : ' AND id IN (SELECT value FROM json_each(:ids))';
  const result = await sqlClient().execute({
    sql: `WITH these AS (SELECT id FROM sessions WHERE user_id = :userId AND deleted_at > 0${these})
      SELECT (SELECT count(*) FROM these) AS conversations,
        (SELECT count(*) FROM messages WHERE session_id IN (SELECT id FROM these)) AS messages,
        (SELECT count(*) FROM shares WHERE session_id IN (SELECT id FROM these)) AS shares`,
    args: { userId, ...(ids === null ? {} : { ids: JSON.stringify(ids) }) },
  });
  const row = result.rows[0];
  return {
    conversations: Number(row?.conversations ?? 0),
    messages: Number(row?.messages ?? 0),
    shares: Number(row?.shares ?? 0),
  };
}

/** How many conversations of this person a "delete all" would move to the trash. */
export async function countKept(userId: string): Promise<number> {
  const result = await sqlClient().execute({
    sql: 'SELECT count(*) AS n FROM sessions WHERE user_id = ? AND deleted_at IS NULL AND temporary = 0',
    args: [userId],
  });
  return Number(result.rows[0]?.n ?? 0);
}

/**
 * Deletes conversations in this person's trash for good, all of it when `ids` is
 * null: messages, search entries, runs with their log, shares. Returns how many.
 */
export async function eraseTrashed(userId: string, ids: readonly string[] | null): Promise<number> {
  const these = ids === null ? '' : ' AND id IN (SELECT value FROM json_each(:ids))';
  const result = await sqlClient().execute({
    sql: `UPDATE sessions SET deleted_at = 0
      WHERE user_id = :userId AND deleted_at > 0${these} RETURNING id`,
    args: { userId, ...(ids === null ? {} : { ids: JSON.stringify(ids) }) },
  });
  for (const row of result.rows) await erase(String(row.id));
  return result.rows.length;
}

/**
 * Deletes for good what has been in the trash for `days`, of everybody, and what a
 * crash left half deleted. Returns how many conversations. Any process may do it.
 */
export async function purgeTrash(now: number, days: number): Promise<number> {
  let erased = 0;
  for (;;) {
    const result = await sqlClient().execute({
      sql: `UPDATE sessions SET deleted_at = 0 WHERE id IN
        (SELECT id FROM sessions WHERE deleted_at IS NOT NULL AND deleted_at <= ? LIMIT 100) RETURNING id`,
      args: [now - days * DAY_MS],
    });
    if (result.rows.length === 0) return erased;
    for (const row of result.rows) await erase(String(row.id));
    erased += result.rows.length;
  }
}

/**
 * Deletes a conversation of this person for good, wherever it is kept. A run that is
 * still driven loses its row, and its late writes are refused. False when it is not theirs.
 */
export async function deleteSession(userId: string, sessionId: string): Promise<boolean> {
  const result = await sqlClient().execute({
    sql: 'UPDATE sessions SET deleted_at = 0 WHERE id = ? AND user_id = ?',
    args: [sessionId, userId],
  });
  if (result.rowsAffected !== 1) return false;
  await erase(sessionId);
  return true;
}

/** Deletes one marked conversation: its messages by chunks, then all the rest in one batch. */
async function erase(sessionId: string): Promise<void> {
  for (;;) {
    const result = await sqlClient().execute({
      sql: `DELETE FROM messages WHERE n IN
        (SELECT n FROM messages WHERE session_id = ? ORDER BY n LIMIT ${CHUNK})`,
      args: [sessionId],
    });
    if (result.rowsAffected < CHUNK) break;
    await breathe();
  }
  const owned = 'SELECT n FROM runs WHERE session_id = ?1';
  const statements: InStatement[] = [
    {
      sql: `DELETE FROM events WHERE n > (SELECT min(log_start) FROM runs WHERE session_id = ?1)
        AND run IN (${owned})`,
      args: [sessionId],
    },
    { sql: 'DELETE FROM sessions WHERE id = ?1 AND deleted_at = 0', args: [sessionId] },
  ];
  await sqlClient().batch(statements, 'write');
}
