/** What people do with their own account, and what hangs on it. */

import { and, count, eq, isNull, ne, sql } from 'drizzle-orm';
import { db } from './client';
import { tokens, users } from './schema/people';
import { messages, sessions } from './schema/sessions';

/** Changes what a person is called. */
export async function renamePerson(userId: string, name: string): Promise<void> {
  await db().update(users).set({ name }).where(eq(users.id, userId));
}

/** Whether a person has a password, or signs in through a provider only. */
export async function hasPassword(userId: string): Promise<boolean> {
  const [row] = await db()
    .select({ has: sql<number>`${users.passwordHash} is not null` })
    .from(users)
    .where(eq(users.id, userId));
  return row?.has === 1;
}

/** What would go with an account. */
export interface Belongings {
  conversations: number;
  messages: number;
  tokens: number;
}

/** Counts what a person has here, in the trash too. */
export async function countBelongings(userId: string): Promise<Belongings> {
  const [conversations, written, keys] = await db().batch([
    db().select({ n: count() }).from(sessions).where(eq(sessions.userId, userId)),
    // By their conversations: there is no index of all that somebody ever wrote.
    db()
      .select({ n: count() })
      .from(sessions)
      .innerJoin(messages, eq(messages.sessionId, sessions.id))
      .where(eq(sessions.userId, userId)),
    db()
      .select({ n: count() })
      .from(tokens)
      .where(and(eq(tokens.userId, userId), isNull(tokens.revokedAt))),
  ]);
  return {
    conversations: conversations[0]?.n ?? 0,
    messages: written[0]?.n ?? 0,
    tokens: keys[0]?.n ?? 0,
  };
}

/** Whether nobody else is an active admin. */
export async function isLastAdmin(userId: string): Promise<boolean> {
  const admin = and(eq(users.role, 'admin'), eq(users.status, 'active'));
  const [self, others] = await db().batch([
    db()
      .select({ n: count() })
      .from(users)
      .where(and(admin, eq(users.id, userId))),
    db()
      .select({ n: count() })
      .from(users)
      .where(and(admin, ne(users.id, userId))),
  ]);
  return self[0]?.n === 1 && others[0]?.n === 0;
}
