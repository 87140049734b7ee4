/**
 * Invitations: links that let one person make one account. Only the SHA-256 of
 * the code is kept. Role and, if set, address come from the stored row, never
 * from what the invited person sends.
 */

import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { AppError } from '@/lib/contract/errors';
import { newId } from '@/lib/contract/ids';
import { auditIfChanged, auditStatement, BY_SERVER, type By } from './audit';
import { db, sqlClient } from './client';
import { groupNames } from './groups';
import { accounts, groupMembers, groups, invites, users } from './schema/people';
import { type Person, personColumns, type Role, storedEmail } from './users';

const CODE_BYTES = 24;
const DEFAULT_TTL_MS = 7 * 86_400_000;

/** An invitation as its page shows it. `email` null: any address. */
export interface Invite {
  id: string;
  role: Role;
  email: string | null;
  /** Ids of the groups its person joins. */
  groups: string[];
  expiresAt: number;
}

/** An invitation that is still open, as admins see it. */
export interface OpenInvite extends Omit<Invite, 'groups'> {
  /** Names of the groups its person joins. */
  groups: string[];
  createdAt: number;
  /** The address of who made it; empty for the command line. */
  createdBy: string;
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
  options: { role?: Role; email?: string | null; groups?: string[]; ttlMs?: number } = {},
  { now = Date.now(), ...by }: By & { now?: number } = BY_SERVER,
): Promise<Invite & { code: string }> {
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const invite: Invite = {
    id: newId(),
    role: options.role ?? 'user',
    email: options.email ? storedEmail(options.email) : null,
    groups: options.groups ?? [],
    expiresAt: now + (options.ttlMs ?? DEFAULT_TTL_MS),
  };
  const { id, role, email, expiresAt } = invite;
  const groups = JSON.stringify(invite.groups);
  await sqlClient().batch(
    [
      {
        sql: `INSERT INTO invites (id, hash, role, email, groups, created_by, created_at, expires_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        args: [id, hashCode(code), role, email, groups, by.actor?.id ?? null, now, expiresAt],
      },
      auditStatement({
        ...by,
        action: 'invite.create',
        subjectId: id,
        subject: email ?? '',
        after: { role, groups: await groupNames(invite.groups), expiresAt },
        now,
      }),
    ],
    'write',
  );
  return { ...invite, code };
}

/** The invitations that can still be used, newest first. */
export async function listInvites(now = Date.now()): Promise<OpenInvite[]> {
  return db()
    .select({
      id: invites.id,
      role: invites.role,
      email: invites.email,
      groups: sql`(select json_group_array(name) from ${groups}
        where ${groups.id} in (select value from json_each(${invites.groups})))`.mapWith(
        (names: string): string[] => JSON.parse(names),
      ),
      createdAt: invites.createdAt,
      createdBy: sql<string>`coalesce(${users.email}, '')`,
      expiresAt: invites.expiresAt,
    })
    .from(invites)
    .leftJoin(users, eq(users.id, invites.createdBy))
    .where(and(isNull(invites.usedAt), gt(invites.expiresAt, now)))
    .orderBy(desc(invites.createdAt));
}

/** Takes an open invitation back. Throws `not_found` when it is used or gone. */
export async function revokeInvite(id: string, by: By): Promise<void> {
  const open = (await listInvites()).find((invite) => invite.id === id);
  const [gone] = await sqlClient().batch(
    [
      { sql: 'DELETE FROM invites WHERE id = ? AND used_at IS NULL', args: [id] },
      auditIfChanged({
        ...by,
        action: 'invite.revoke',
        subjectId: id,
        subject: open?.email ?? '',
        before: open && { role: open.role, groups: open.groups, expiresAt: open.expiresAt },
      }),
    ],
    'write',
  );
  if (gone?.rowsAffected !== 1) throw new AppError('not_found');
}

/** The invitation of a code, while it can be used. */
export async function findInvite(code: string, now = Date.now()): Promise<Invite | null> {
  const [invite] = await db()
    .select({
      id: invites.id,
      role: invites.role,
      email: invites.email,
      groups: invites.groups,
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
      .insert(groupMembers)
      .select(
        sql`select ${groups.id}, ${id} from ${groups}, ${invites}
          where ${usable(code, now)} and ${made}
          and ${groups.id} in (select value from json_each(${invites.groups}))`,
      ),
    db()
      .update(invites)
      .set({ usedAt: now, usedBy: id })
      .where(and(usable(code, now), made)),
    db()
      .insert(accounts)
      .select(
        sql`select ${provider}, ${providerAccountId}, ${id}, ${now} where ${provider} <> '' and ${made}`,
      ),
  ]);
  return created[0] ?? null;
}
