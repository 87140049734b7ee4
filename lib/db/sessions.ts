/**
 * A person's conversations. The owner is part of every key: a conversation that
 * is absent and one that is somebody else's give the same answer.
 */

import { and, desc, eq, isNotNull, lt, or, sql } from 'drizzle-orm';
import type { TraceVisibility } from '@/lib/contract/agent';
import type { Message } from '@/lib/contract/message';
import { db, sqlClient } from './client';
import { readBranch } from './messages';
import { agents } from './schema/agents';
import { runs } from './schema/runs';
import { messages, sessions } from './schema/sessions';

/** One line of the sidebar. `updatedAt` is Unix milliseconds. */
export interface SessionSummary {
  id: string;
  title: string;
  agentId: string;
  agentName: string;
  agentIcon: string;
  updatedAt: number;
  running: boolean;
  unread: boolean;
}

/** Where the next page of the sidebar starts: the last line of the one before. */
export interface SessionCursor {
  updatedAt: number;
  id: string;
}

/** A conversation as its page opens it. */
export interface Conversation {
  session: SessionSummary;
  /** Oldest first: the last page of the shown branch. */
  messages: Message[];
  more: boolean;
  /** The run that is running now. */
  runId: string | null;
}

const DEFAULT_PAGE = 40;
const DEFAULT_MESSAGES = 60;

const running = sql<number>`exists (
  select 1 from ${runs} where ${runs.sessionId} = ${sessions.id} and ${runs.status} = 'running'
)`.mapWith(Boolean);

const summary = {
  id: sessions.id,
  title: sessions.title,
  agentId: sessions.agentId,
  agentName: agents.name,
  agentIcon: agents.icon,
  updatedAt: sessions.updatedAt,
  running,
  unread: sql<number>`${sessions.updatedAt} > ${sessions.readAt}`.mapWith(Boolean),
};

/** A page of this person's conversations, latest activity first. */
export async function listSessions(
  userId: string,
  page: { before?: SessionCursor | undefined; limit?: number } = {},
): Promise<SessionSummary[]> {
  const { before } = page;
  return db()
    .select(summary)
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.agentId))
    .where(
      and(
        eq(sessions.userId, userId),
        before &&
          or(
            lt(sessions.updatedAt, before.updatedAt),
            and(eq(sessions.updatedAt, before.updatedAt), lt(sessions.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(sessions.updatedAt), desc(sessions.id))
    .limit(page.limit ?? DEFAULT_PAGE);
}

/** This person's conversation with the last `limit` messages of its shown branch, or null. */
export async function getConversation(
  userId: string,
  sessionId: string,
  options: { limit?: number } = {},
): Promise<Conversation | null> {
  const rows = await db()
    .select({ ...summary, headId: sessions.headId })
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.agentId))
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)));
  const found = rows[0];
  if (!found) return null;
  const { headId, ...session } = found;
  const page = headId
    ? await readBranch({ userId, sessionId }, headId, options.limit ?? DEFAULT_MESSAGES)
    : { messages: [], more: false };
  return { session, ...page, runId: await findRunningRunId(sessionId) };
}

async function findRunningRunId(sessionId: string): Promise<string | null> {
  const rows = await db()
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.sessionId, sessionId), eq(runs.status, 'running')));
  return rows[0]?.id ?? null;
}

/** What an older page starts above. */
export async function listOlderMessages(
  owner: { userId: string; sessionId: string },
  beforeId: string,
  limit: number,
): Promise<{ messages: Message[]; more: boolean }> {
  const page = await readBranch(owner, beforeId, limit + 1);
  return { messages: page.messages.slice(0, -1), more: page.more };
}

/** The conversation of this person that `key` names: an API client's own value, or the id. */
export async function findSessionByKey(
  userId: string,
  key: string,
): Promise<{ id: string; key: string } | null> {
  const rows = await db()
    .select({ id: sessions.id, key: sessions.key })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), or(eq(sessions.key, key), eq(sessions.id, key))));
  return rows[0] ?? null;
}

/** How much of the traces in this conversation its person may see; null when it is not theirs. */
export async function traceVisibilityOf(
  userId: string,
  sessionId: string,
): Promise<TraceVisibility | null> {
  const rows = await db()
    .select({ visibility: agents.traceVisibility })
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.agentId))
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)));
  return rows[0]?.visibility ?? null;
}

/** Whom a message to this person's conversation goes to, or null. */
export async function findSessionTarget(
  userId: string,
  sessionId: string,
): Promise<{ agentId: string; key: string } | null> {
  const rows = await db()
    .select({ agentId: sessions.agentId, key: sessions.key })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)));
  return rows[0] ?? null;
}

/** Sets the title. False when it is not this person's. */
export async function renameSession(
  userId: string,
  sessionId: string,
  title: string,
): Promise<boolean> {
  const result = await db()
    .update(sessions)
    .set({ title })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)));
  return result.rowsAffected === 1;
}

/** Marks all that has happened in it as seen. */
export async function markRead(userId: string, sessionId: string): Promise<void> {
  await db()
    .update(sessions)
    .set({ readAt: sql`${sessions.updatedAt}` })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.userId, userId),
        lt(sessions.readAt, sessions.updatedAt),
      ),
    );
}

/**
 * Deletes a conversation for good: its messages, search entries, runs and log. A
 * run that is still driven loses its row, and its late writes are refused.
 * False when it is not this person's.
 */
export async function deleteSession(userId: string, sessionId: string): Promise<boolean> {
  const owned = 'SELECT id FROM sessions WHERE id = ?1 AND user_id = ?2';
  const args = [sessionId, userId];
  const results = await sqlClient().batch(
    [
      {
        sql: `DELETE FROM events WHERE n > (SELECT min(log_start) FROM runs WHERE session_id IN (${owned}))
          AND run IN (SELECT n FROM runs WHERE session_id IN (${owned}))`,
        args,
      },
      { sql: `DELETE FROM sessions WHERE id = ?1 AND user_id = ?2`, args },
    ],
    'write',
  );
  return results[1]?.rowsAffected === 1;
}

/** A session as the published `GET /v2/chats` lists it. */
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
  const mine = eq(sessions.userId, userId);
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

/** One of this person's conversations for API clients, or null. */
export async function findChat(userId: string, sessionId: string): Promise<ChatRecord | null> {
  const rows = await db()
    .select(chatColumns)
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)));
  return rows[0] ?? null;
}

/** Conversations of a person that changed after `since`, for the marks in the sidebar. */
export async function listChangedSessions(
  userId: string,
  since: number,
): Promise<(SessionSummary & { runId: string | null })[]> {
  return db()
    .select({ ...summary, runId: runs.id })
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.agentId))
    .leftJoin(runs, and(eq(runs.sessionId, sessions.id), eq(runs.status, 'running')))
    .where(
      and(
        eq(sessions.userId, userId),
        or(sql`${sessions.updatedAt} > ${since}`, isNotNull(runs.id)),
      ),
    )
    .orderBy(desc(sessions.updatedAt))
    .limit(100);
}
