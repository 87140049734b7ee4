/**
 * Temporary conversations: stored, so that a reload loses no word, and deleted when
 * their tab has gone. They are never listed, found or told of.
 */

import { and, eq, isNull } from 'drizzle-orm';
import { db, sqlClient } from './client';
import { sessions } from './schema/sessions';

interface Owner {
  userId: string;
  sessionId: string;
}

/** Notes that its tab went (`leftAt`, Unix milliseconds), or with null that it is here. */
export async function noteTab({ userId, sessionId }: Owner, leftAt: number | null): Promise<void> {
  const mine = and(
    eq(sessions.id, sessionId),
    eq(sessions.userId, userId),
    eq(sessions.temporary, true),
  );
  await db()
    .update(sessions)
    .set({ archivedAt: leftAt })
    .where(leftAt === null ? mine : and(mine, isNull(sessions.archivedAt)));
}

/**
 * The temporary conversations to delete: whose tab went before `leftBefore`, or in which
 * nothing happened since `idleSince` and nothing runs. Unix milliseconds.
 */
export async function listAbandoned({
  leftBefore,
  idleSince,
}: {
  leftBefore: number;
  idleSince: number;
}): Promise<(Owner & { runId: string | null })[]> {
  const { rows } = await sqlClient().execute({
    sql: `SELECT s.user_id AS userId, s.id AS sessionId, r.id AS runId FROM sessions s
      LEFT JOIN runs r ON r.session_id = s.id AND r.status = 'running'
      WHERE s.temporary = 1 AND (s.archived_at < ? OR (s.updated_at < ? AND r.id IS NULL)) LIMIT 200`,
    args: [leftBefore, idleSince],
  });
  return rows.map(({ userId, sessionId, runId }) => ({
    userId: String(userId),
    sessionId: String(sessionId),
    runId: typeof runId === 'string' ? runId : null,
  }));
}
