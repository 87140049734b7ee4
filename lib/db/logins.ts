/**
 * Sign-ins, one row a device. The row's id is the `sid` in the cookie's token,
 * and the row decides: without it, or with it revoked, the cookie is worth nothing.
 */

import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import { newId } from '@/lib/contract/ids';
import type { Preferences } from '@/lib/contract/preferences';
import { db } from './client';
import { completed } from './preferences';
import { logins, users } from './schema/people';
import { type Person, personColumns } from './users';

/** How long a sign-in lasts: 30 days. */
export const LOGIN_TTL_MS = 30 * 86_400_000;
const MAX_USER_AGENT_LENGTH = 300;

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
    .select({ person: personColumns, preferences: users.preferences })
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
  return found ? { id, person: found.person, preferences: completed(found.preferences) } : null;
}

/** Signs one device out. */
export async function revokeLogin(id: string, now = Date.now()): Promise<void> {
  await db()
    .update(logins)
    .set({ revokedAt: now })
    .where(and(eq(logins.id, id), isNull(logins.revokedAt)));
}
