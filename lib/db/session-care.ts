/**
 * What a person does with a conversation as a whole: its title, pin and archive.
 * None of it counts as activity, so the list keeps its order.
 */

import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { db } from './client';
import { sessions } from './schema/sessions';

/** Sets the title a person chose. False when the conversation is not theirs, or in the trash. */
export async function renameSession(
  userId: string,
  sessionId: string,
  title: string,
): Promise<boolean> {
  return change(userId, sessionId, { title, titleSource: 'person' });
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
