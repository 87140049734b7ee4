/**
 * Messages written while an answer runs: stored, editable, sent in order. A
 * queued message's id becomes its run's id, so that sending it twice is one run.
 */

import { and, asc, eq, sql } from 'drizzle-orm';
import { db } from './client';
import { queuedMessages, sessions } from './schema/sessions';

/** How many messages may wait in one conversation. */
const MAX_QUEUED = 20;

/** A waiting message. */
export interface QueuedRow {
  id: string;
  text: string;
}

interface Owner {
  userId: string;
  sessionId: string;
}

function owned({ userId, sessionId }: Owner) {
  return and(eq(queuedMessages.userId, userId), eq(queuedMessages.sessionId, sessionId));
}

/** The waiting messages, first to be sent first. */
export async function listQueue(owner: Owner): Promise<QueuedRow[]> {
  return db()
    .select({ id: queuedMessages.id, text: queuedMessages.text })
    .from(queuedMessages)
    .where(owned(owner))
    .orderBy(asc(queuedMessages.createdAt), asc(queuedMessages.id));
}

/**
 * Stores a message at the end. Repeating an id changes nothing. False when the
 * conversation is not this person's or its queue is full.
 */
export async function addToQueue(owner: Owner, row: QueuedRow, now: number): Promise<boolean> {
  const result = await db().run(sql`
    insert into ${queuedMessages} (id, session_id, user_id, text, created_at)
    select ${row.id}, ${sessions.id}, ${sessions.userId}, ${row.text}, ${now} from ${sessions}
    where ${sessions.id} = ${owner.sessionId} and ${sessions.userId} = ${owner.userId}
      and (select count(*) from ${queuedMessages} q where q.session_id = ${sessions.id}) < ${MAX_QUEUED}
    on conflict (id) do nothing`);
  if (result.rowsAffected === 1) return true;
  return (await listQueue(owner)).some((queued) => queued.id === row.id);
}

/** Changes a waiting message's text. False when it is not waiting (any more). */
export async function editQueued(owner: Owner, row: QueuedRow): Promise<boolean> {
  const result = await db()
    .update(queuedMessages)
    .set({ text: row.text })
    .where(and(owned(owner), eq(queuedMessages.id, row.id)));
  return result.rowsAffected === 1;
}

/** Takes a message out of the queue. False when it was not there. */
export async function removeQueued(owner: Owner, id: string): Promise<boolean> {
  const result = await db()
    .delete(queuedMessages)
    .where(and(owned(owner), eq(queuedMessages.id, id)));
  return result.rowsAffected === 1;
}
