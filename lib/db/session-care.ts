/**
 * What a person does with a conversation as a whole: its title, pin and archive.
 * None of it counts as activity, so the list keeps its order.
 */

import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { db, sqlClient } from './client';
import { sessions } from './schema/sessions';

/** Sets the title a person chose. False when the conversation is not theirs, or in the trash. */
export async function renameSession(
  userId: string,
  sessionId: string,
  title: string,
): Promise<boolean> {
  return change(userId, sessionId, { title, titleSource: 'person' });
}

/**
 * Sets a title that a model made, unless a person chose one meanwhile. False when
 * nothing was changed.
 */
export async function setModelTitle(
  userId: string,
  sessionId: string,
  title: string,
): Promise<boolean> {
  const result = await db()
    .update(sessions)
    .set({ title, titleSource: 'model' })
    .where(and(usable(userId, sessionId), eq(sessions.titleSource, 'excerpt')));
  return result.rowsAffected === 1;
}

/**
 * The first question of a conversation and its answer, when a title can be made of
 * them: it has one completed run, and its title is still an excerpt. Null otherwise.
 */
export async function readFirstTurn(
  userId: string,
  sessionId: string,
): Promise<{ question: string; answer: string } | null> {
  const result = await sqlClient().execute({
    sql: `SELECT q.text AS question, a.text AS answer FROM sessions s
      JOIN runs r ON r.session_id = s.id AND r.status = 'completed'
      JOIN messages q ON q.id = r.user_message_id AND q.parent_id IS NULL
      JOIN messages a ON a.id = r.assistant_message_id
      WHERE s.id = ?1 AND s.user_id = ?2 AND s.title_source = 'excerpt' AND s.temporary = 0
        AND s.deleted_at IS NULL
        AND (SELECT count(*) FROM runs WHERE session_id = s.id AND status = 'completed') = 1`,
    args: [sessionId, userId],
  });
  const row = result.rows[0];
  return row ? { question: String(row.question), answer: String(row.answer) } : null;
}

/** Pins it at the top of the list, or not; pinning takes it out of the archive. */
export async function pinSession(
  userId: string,
  sessionId: string,
  pin: { at: number | null },
): Promise<boolean> {
  const archivedAt = pin.at === null ? undefined : null;
  return change(userId, sessionId, { pinnedAt: pin.at, archivedAt });
}

/** Puts it into the archive, or takes it out; what is archived is not pinned. */
export async function archiveSession(
  userId: string,
  sessionId: string,
  archive: { at: number | null },
): Promise<boolean> {
  const pinnedAt = archive.at === null ? undefined : null;
  return change(userId, sessionId, { archivedAt: archive.at, pinnedAt });
}

type Change = Partial<
  Pick<typeof sessions.$inferInsert, 'title' | 'titleSource' | 'pinnedAt' | 'archivedAt'>
>;

async function change(userId: string, sessionId: string, values: Change): Promise<boolean> {
  const result = await db().update(sessions).set(values).where(usable(userId, sessionId));
  return result.rowsAffected === 1;
}

function usable(userId: string, sessionId: string): SQL | undefined {
  return and(
    eq(sessions.id, sessionId),
    eq(sessions.userId, userId),
    isNull(sessions.deletedAt),
    sql`${sessions.temporary} = 0`,
  );
}
