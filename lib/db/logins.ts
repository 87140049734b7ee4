/**
 * Sign-ins, one row a device. The row's id is the `sid` in the cookie's token,
 * and the row decides: without it, or with it revoked, the cookie is worth nothing.
 */

import { and, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm';
import { newId } from '@/lib/contract/ids';
import type { Preferences } from '@/lib/contract/preferences';
import { log } from '@/lib/log';
import { db } from './client';
import { completed } from './preferences';
import { logins, users } from './schema/people';
import { type Person, personColumns } from './users';

/** How long a sign-in lasts: 30 days. */
export const LOGIN_TTL_MS = 30 * 86_400_000;
const MAX_USER_AGENT_LENGTH = 300;

/** `lastSeenAt` is exact to five minutes, so that not every request writes. */
const SEEN_INTERVAL_MS = 300_000;

/** A sign-in as its person sees it among their others. Times are Unix milliseconds. */
export interface LoginSummary {
  id: string;
  /** What the browser said of itself. */
  userAgent: string;
  createdAt: number;
  lastSeenAt: number | null;
}

/** A sign-in with its person. */
export interface Login {
  id: string;
  person: Person;
  preferences: Preferences;
}

/** Notes a sign-in and forgets that person's expired ones. */
export async function createLogin(
  userId: string,
  userAgent: string,
  now = Date.now(),
): Promise<{ id: string; expiresAt: number }> {
  const id = newId();
  const expiresAt = now + LOGIN_TTL_MS;
  await db().batch([
    db()
      .insert(logins)
      .values({
        id,
        userId,
        userAgent: userAgent.slice(0, MAX_USER_AGENT_LENGTH),
        createdAt: now,
        expiresAt,
      }),
    db()
      .delete(logins)
      .where(and(eq(logins.userId, userId), lt(logins.expiresAt, now))),
  ]);
  return { id, expiresAt };
}

/** The person behind a sign-in, if it stands and they may enter now. */
export async function findLogin(id: string, now = Date.now()): Promise<Login | null> {
  const [found] = await db()
    .select({
      person: personColumns,
      preferences: users.preferences,
      lastSeenAt: logins.lastSeenAt,
    })
    .from(logins)
    .innerJoin(users, eq(users.id, logins.userId))
    .where(
      and(
        eq(logins.id, id),
        isNull(logins.revokedAt),
        gt(logins.expiresAt, now),
        eq(users.status, 'active'),
      ),
    );
  if (!found) return null;
  // Not waited for: under another process's lock, reading would have to wait too.
  if ((found.lastSeenAt ?? 0) < now - SEEN_INTERVAL_MS) void noteSeen(id, now);
  return { id, person: found.person, preferences: completed(found.preferences) };
}

async function noteSeen(id: string, now: number): Promise<void> {
  try {
    await db().update(logins).set({ lastSeenAt: now }).where(eq(logins.id, id));
  } catch (error) {
    // A full or read-only disk must not turn a valid sign-in away from reading.
    log.warn('login_touch_failed', { error });
  }
}

/** The sign-ins of a person that stand, the one seen last first. */
export async function listLogins(userId: string, now = Date.now()): Promise<LoginSummary[]> {
  return await db()
    .select({
      id: logins.id,
      userAgent: logins.userAgent,
      createdAt: logins.createdAt,
      lastSeenAt: logins.lastSeenAt,
    })
    .from(logins)
    .where(and(eq(logins.userId, userId), isNull(logins.revokedAt), gt(logins.expiresAt, now)))
    .orderBy(desc(sql`coalesce(${logins.lastSeenAt}, ${logins.createdAt})`), desc(logins.id));
}

/** Ends one of a person's sign-ins. False when there is none such of theirs. */
export async function endLogin(userId: string, id: string, now = Date.now()): Promise<boolean> {
  const ended = await db()
    .update(logins)
    .set({ revokedAt: now })
    .where(and(eq(logins.id, id), eq(logins.userId, userId), isNull(logins.revokedAt)))
    .returning({ id: logins.id });
  return ended.length === 1;
}

/** Ends all of a person's sign-ins but one; says how many that were. */
export async function endOtherLogins(
  userId: string,
  keepId: string,
  now = Date.now(),
): Promise<number> {
  const ended = await db()
    .update(logins)
    .set({ revokedAt: now })
    .where(
      and(
        eq(logins.userId, userId),
        ne(logins.id, keepId),
        isNull(logins.revokedAt),
        gt(logins.expiresAt, now),
      ),
    )
    .returning({ id: logins.id });
  return ended.length;
}

/** Signs one device out. */
export async function revokeLogin(id: string, now = Date.now()): Promise<void> {
  await db()
    .update(logins)
    .set({ revokedAt: now })
    .where(and(eq(logins.id, id), isNull(logins.revokedAt)));
}
