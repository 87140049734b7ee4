/** What people think of answers. A person rates their own conversations' answers only. */

import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Rating } from '@/lib/contract/rating';
import { db } from './client';
import { messages, ratings, sessions } from './schema/sessions';

/** Rates an answer, or changes what was said of it. False when it is not an answer to this person. */
export async function rateAnswer(
  userId: string,
  { messageId, value, reason }: Rating & { messageId: string },
  now: number,
): Promise<boolean> {
  const result = await db().run(sql`
    insert into ${ratings} (message_id, user_id, session_id, agent_id, value, reason, created_at)
    select m.id, s.user_id, s.id, s.agent_id, ${value}, ${reason}, ${now}
    from ${messages} m join ${sessions} s on s.id = m.session_id
    where m.id = ${messageId} and m.role = 'assistant' and s.user_id = ${userId}
    on conflict (message_id) do update set value = excluded.value, reason = excluded.reason,
      created_at = excluded.created_at where ratings.user_id = excluded.user_id`);
  return result.rowsAffected === 1;
}

/** Takes a rating back. One that is not there is gone already. */
export async function withdrawRating(userId: string, messageId: string): Promise<void> {
  await db()
    .delete(ratings)
    .where(and(eq(ratings.messageId, messageId), eq(ratings.userId, userId)));
}

/** This person's ratings of these messages, by message id. */
export async function readRatings(
  userId: string,
  messageIds: readonly string[],
): Promise<Record<string, Rating>> {
  const rows = await db()
    .select({ id: ratings.messageId, value: ratings.value, reason: ratings.reason })
    .from(ratings)
    .where(and(eq(ratings.userId, userId), inArray(ratings.messageId, [...messageIds])));
  return Object.fromEntries(rows.map(({ id, value, reason }) => [id, { value, reason }]));
}
