/** Conversations as the published `GET /v2/chats` lists them: what the sidebar shows, and no more. */

import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { db } from './client';
import { messages, sessions } from './schema/sessions';
import { SHOWN } from './session-summary';

/** One of them. `id` is what API callers name it by; times are Unix milliseconds. */
export interface ChatRecord {
  id: string;
  agentId: string;
  name: string;
  messageCount: number;
  createdAt: number;
  updatedAt: number;
}

const chatColumns = {
  id: sessions.key,
  agentId: sessions.agentId,
  name: sessions.title,
  // The table is named: of one table alone, columns are written without theirs.
  messageCount: sql<number>`(
    select count(*) from ${messages} where ${messages.sessionId} = ${sessions}.id
  )`.mapWith(Number),
  createdAt: sessions.createdAt,
  updatedAt: sessions.updatedAt,
};

/** A page of conversations for API clients, latest first, with how many there are in all. */
export async function listChats(
  userId: string,
  page: { limit: number; offset: number },
): Promise<{ chats: ChatRecord[]; total: number }> {
  const mine = and(eq(sessions.userId, userId), SHOWN);
  const [chats, total] = await db().batch([
    db()
      .select(chatColumns)
      .from(sessions)
      .where(mine)
      .orderBy(desc(sessions.updatedAt), desc(sessions.id))
      .limit(page.limit)
      .offset(page.offset),
    db().select({ count: sql<number>`count(*)` }).from(sessions).where(mine),
  ]);
  return { chats, total: total[0]?.count ?? 0 };
}

/** One of this person's conversations for API clients, or null; the archive counts, the trash does not. */
export async function findChat(userId: string, sessionId: string): Promise<ChatRecord | null> {
  const rows = await db()
    .select(chatColumns)
    .from(sessions)
    .where(
      and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.deletedAt)),
    );
  return rows[0] ?? null;
}
