/**
 * Read-only snapshots at unguessable addresses. What a snapshot holds is decided
 * when it is made: later messages, and what the agent hides, never get into it.
 */

import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { newId } from '@/lib/contract/ids';
import type { Message } from '@/lib/contract/message';
import { db } from './client';
import { agents } from './schema/agents';
import { users } from './schema/people';
import { sessions, shares } from './schema/sessions';

/** A share as its person's list shows it. Times are Unix milliseconds. */
export interface ShareSummary {
  code: string;
  sessionId: string;
  title: string;
  withTrace: boolean;
  createdAt: number;
  /** Null: until it is revoked. */
  expiresAt: number | null;
}

/** A share as a reader gets it: nothing that leads to anything else. */
export interface Share {
  title: string;
  agent: { id: string; name: string; icon: string };
  messages: Message[];
  createdAt: number;
}

/** What to share of a conversation. `messages` are already without what is not to be seen. */
export interface NewShare {
  sessionId: string;
  withTrace: boolean;
  messages: Message[];
  expiresAt: number | null;
}

const summaryColumns = {
  code: shares.code,
  sessionId: shares.sessionId,
  title: shares.title,
  withTrace: shares.withTrace,
  createdAt: shares.createdAt,
  expiresAt: shares.expiresAt,
};

/** Shares this person's conversation as it is now; null when it is not theirs. */
export async function createShare(
  userId: string,
  share: NewShare,
  now = Date.now(),
): Promise<ShareSummary | null> {
  const mine = and(
    eq(sessions.id, share.sessionId),
    eq(sessions.userId, userId),
    isNull(sessions.deletedAt),
    eq(sessions.temporary, false),
  );
  const rows = await db()
    .insert(shares)
    .select(
      sql`select ${newId()}, ${userId}, ${sessions.id}, ${sessions.title}, ${sessions.agentId},
        ${share.withTrace ? 1 : 0}, ${JSON.stringify(share.messages)}, ${now}, ${share.expiresAt}
        from ${sessions} where ${mine}`,
    )
    .returning(summaryColumns);
  return rows[0] ?? null;
}

/** This person's shares that still lead somewhere, newest first; of one conversation, or of all. */
export async function listShares(
  userId: string,
  options: { sessionId?: string; now?: number } = {},
): Promise<ShareSummary[]> {
  const { sessionId, now = Date.now() } = options;
  return db()
    .select(summaryColumns)
    .from(shares)
    .where(
      and(
        eq(shares.userId, userId),
        notExpired(now),
        sessionId === undefined ? undefined : eq(shares.sessionId, sessionId),
      ),
    )
    .orderBy(desc(shares.createdAt), desc(shares.code));
}

/** Ends a share at once. False when it is not this person's. */
export async function revokeShare(userId: string, code: string): Promise<boolean> {
  const result = await db()
    .delete(shares)
    .where(and(eq(shares.code, code), eq(shares.userId, userId)));
  return result.rowsAffected === 1;
}

/** Ends all shares of a person; how many there were. */
export async function revokeAllShares(userId: string): Promise<number> {
  return (await db().delete(shares).where(eq(shares.userId, userId))).rowsAffected;
}

/**
 * The share at an address, for whoever has it. Null when there is none, it has
 * expired, its conversation is in the trash, or its person is no longer let in.
 */
export async function readShare(code: string, now = Date.now()): Promise<Share | null> {
  const rows = await db()
    .select({
      title: shares.title,
      agent: { id: agents.id, name: agents.name, icon: agents.icon },
      messages: shares.snapshot,
      createdAt: shares.createdAt,
    })
    .from(shares)
    .innerJoin(sessions, and(eq(sessions.id, shares.sessionId), isNull(sessions.deletedAt)))
    .innerJoin(users, and(eq(users.id, shares.userId), eq(users.status, 'active')))
    .innerJoin(agents, eq(agents.id, shares.agentId))
    .where(and(eq(shares.code, code), notExpired(now)));
  return rows[0] ?? null;
}

/** Removes shares that have expired; how many. */
export async function purgeShares(now: number): Promise<number> {
  const result = await db().delete(shares).where(sql`${shares.expiresAt} <= ${now}`);
  return result.rowsAffected;
}

function notExpired(now: number) {
  return or(isNull(shares.expiresAt), gt(shares.expiresAt, now));
}
