/**
 * Invitations: links that let one person make one account. Only the SHA-256 of
 * the code is kept. Role and, if set, address come from the stored row, never
 * from what the invited person sends.
 */

import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { newId } from '@/lib/contract/ids';
import { db } from './client';
import { accounts, invites, users } from './schema/people';
import { type Person, personColumns, type Role, storedEmail } from './users';

const CODE_BYTES = 24;
const DEFAULT_TTL_MS = 7 * 86_400_000;

/** An invitation as its page shows it. `email` null: any address. */
export interface Invite {
  id: string;
  role: Role;
  email: string | null;
  expiresAt: number;
}

/** What an invited person chooses; `account` when they came through a provider. */
export interface InvitedUser {
  email: string;
  name: string;
  passwordHash: string | null;
  account?: { provider: string; providerAccountId: string };
}

const hashCode = (code: string) => createHash('sha256').update(code).digest('hex');

/** Makes an invitation. `code` (192 bits) goes into `/invite/<code>` and is seen only now. */
export async function createInvite(
  options: { role?: Role; email?: string | null; ttlMs?: number } = {},
  now = Date.now(),
): Promise<Invite & { code: string }> {
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const invite: Invite = {
    id: newId(),
    role: options.role ?? 'user',
    email: options.email ? storedEmail(options.email) : null,
    expiresAt: now + (options.ttlMs ?? DEFAULT_TTL_MS),
  };
  await db()
    .insert(invites)
    .values({ ...invite, hash: hashCode(code), createdAt: now });
  return { ...invite, code };
}

/** The invitation of a code, while it can be used. */
export async function findInvite(code: string, now = Date.now()): Promise<Invite | null> {
  const [invite] = await db()
    .select({
      id: invites.id,
      role: invites.role,
      email: invites.email,
      expiresAt: invites.expiresAt,
    })
    .from(invites)
    .where(usable(code, now));
  return invite ?? null;
}

const usable = (code: string, now: number) =>
  and(eq(invites.hash, hashCode(code)), isNull(invites.usedAt), gt(invites.expiresAt, now));

/**
 * Makes the account and uses the invitation up, both or neither. Null when the
 * invitation cannot be used (any more), is for another address, or the address
 * is taken.
 */
export async function acceptInvite(
  code: string,
  user: InvitedUser,
  now = Date.now(),
): Promise<Person | null> {
  const id = newId();
  const email = storedEmail(user.email);
  const made = sql`exists (select 1 from ${users} where ${users.id} = ${id})`;
  const { provider = '', providerAccountId = '' } = user.account ?? {};
  const [created] = await db().batch([
    db()
      .insert(users)
      .select(
        sql`select ${id}, ${email}, ${user.name.trim()}, ${user.passwordHash}, ${invites.role}, 'active', '{}', ${now}
          from ${invites}
          where ${usable(code, now)} and (${invites.email} is null or ${invites.email} = ${email})`,
      )
      .onConflictDoNothing()
      .returning(personColumns),
    db()
      .update(invites)
      .set({ usedAt: now })
      .where(and(usable(code, now), made)),
    db()
      .insert(accounts)
      .select(
        sql`select ${provider}, ${providerAccountId}, ${id}, ${now} where ${provider} <> '' and ${made}`,
      ),
  ]);
  return created[0] ?? null;
}
