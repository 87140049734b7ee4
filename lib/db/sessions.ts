/**
 * A person's conversations. The owner is part of every key: a conversation that
 * is absent and one that is somebody else's give the same answer.
 */

import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { TraceVisibility } from '@/lib/contract/agent';
import type { AgentColour } from '@/lib/contract/agent-colour';
import type { SessionSummary } from '@/lib/contract/conversation-item';
import type { Message } from '@/lib/contract/message';
import { db } from './client';
import { readBranch } from './messages';
import { agents } from './schema/agents';
import { runs } from './schema/runs';
import { sessions } from './schema/sessions';
import { summary } from './session-summary';

/** A conversation as its page opens it. */
export interface Conversation {
  /** `deletedAt`: since when it is in the trash, Unix milliseconds. */
  session: SessionSummary & { agentColour: AgentColour | ''; deletedAt: number | null };
  /** Oldest first: the last page of the shown branch. */
  messages: Message[];
  more: boolean;
  /** The last message of the shown branch; null before the first. */
  headId: string | null;
  /** Kept for as long as its tab lives. */
  temporary: boolean;
  /** The run that is running now, and when it was asked for (Unix milliseconds). */
  runId: string | null;
  askedAt: number | null;
}

const DEFAULT_MESSAGES = 60;

/** Zero marks what is being deleted for good: it is gone already. */
const notErased = or(isNull(sessions.deletedAt), gt(sessions.deletedAt, 0));

/** This person's conversation with the last `limit` messages of its shown branch, or null. */
export async function getConversation(
  userId: string,
  sessionId: string,
  options: { limit?: number } = {},
): Promise<Conversation | null> {
  const rows = await db()
    .select({
      ...summary,
      agentColour: agents.colour,
      headId: sessions.headId,
      temporary: sessions.temporary,
      deletedAt: sessions.deletedAt,
    })
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.agentId))
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), notErased));
  const found = rows[0];
  if (!found) return null;
  const { headId, temporary, ...session } = found;
  const page = headId
    ? await readBranch({ userId, sessionId }, headId, options.limit ?? DEFAULT_MESSAGES)
    : { messages: [], more: false };
  const run = await findRunning(sessionId);
  const { runId = null, askedAt = null } = run ?? {};
  return { session, ...page, headId, temporary, runId, askedAt };
}

async function findRunning(sessionId: string) {
  const rows = await db()
    .select({ runId: runs.id, askedAt: runs.startedAt })
    .from(runs)
    .where(and(eq(runs.sessionId, sessionId), eq(runs.status, 'running')));
  return rows[0];
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

/** The conversation of this person that `key` names, an API client's own value or the id; not in the trash. */
export async function findSessionByKey(
  userId: string,
  key: string,
): Promise<{ id: string; key: string } | null> {
  const rows = await db()
    .select({ id: sessions.id, key: sessions.key })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        or(eq(sessions.key, key), eq(sessions.id, key)),
        isNull(sessions.deletedAt),
      ),
    );
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

/** Whom a message to this person's conversation goes to; null also when it is in the trash. */
export async function findSessionTarget(
  userId: string,
  sessionId: string,
): Promise<{ agentId: string; key: string } | null> {
  const rows = await db()
    .select({ agentId: sessions.agentId, key: sessions.key })
    .from(sessions)
    .where(
      and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.deletedAt)),
    );
  return rows[0] ?? null;
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
