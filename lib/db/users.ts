/**
 * The people: who they are and how they sign in. What admins change about them
 * stands in `person-changes`.
 */

import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { normaliseEmail } from '@/lib/contract/email';
import { AppError } from '@/lib/contract/errors';
import { newId } from '@/lib/contract/ids';
import { db } from './client';
import { accounts, logins, tokens, users } from './schema/people';

export type Role = 'user' | 'admin';
export type UserStatus = 'active' | 'pending' | 'disabled';

/** A person as everybody but the sign-in sees them: never with the password's hash. */
export interface Person {
  id: string;
  email: string;
  name: string;
  role: Role;
  status: UserStatus;
}

/** What makes a person. `passwordHash` is a PHC string of `lib/auth/password`. */
export interface NewUser {
  email: string;
  name?: string;
  passwordHash?: string | null;
  role?: Role;
  status?: UserStatus;
  id?: string;
}

/** The columns of a {@link Person}, for joins. */
export const personColumns = {
  id: users.id,
  email: users.email,
  name: users.name,
  role: users.role,
  status: users.status,
};

/** The address as it is stored, or `validation` thrown. */
export function storedEmail(raw: string): string {
  const email = normaliseEmail(raw);
  if (email !== null) return email;
  const issues = [{ loc: ['body', 'email'], msg: 'Not an e-mail address.', type: 'email' }];
  throw new AppError('validation', { message: 'Not an e-mail address.', issues });
}

/** Adds a person. Throws `conflict` when the address is taken, `validation` when it is none. */
export async function createUser(user: NewUser, now = Date.now()): Promise<Person> {
  const [created] = await db()
    .insert(users)
    .values({
      id: user.id ?? newId(),
      email: storedEmail(user.email),
      name: user.name?.trim() ?? '',
      passwordHash: user.passwordHash ?? null,
      role: user.role ?? 'user',
      status: user.status ?? 'active',
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning(personColumns);
  if (created) return created;
  throw new AppError('conflict', { message: 'This e-mail address already has an account.' });
}

/** One person by id, whatever their status; null when there is none. */
export async function findUser(id: string): Promise<Person | null> {
  const [person] = await db().select(personColumns).from(users).where(eq(users.id, id));
  return person ?? null;
}

/** One person by address, in any spelling of it. */
export async function findUserByEmail(email: string): Promise<Person | null> {
  return (await findCredentials(email))?.person ?? null;
}

/** For the sign-in only: a person with the hash of their password, if they have one. */
export async function findCredentials(
  email: string,
): Promise<{ person: Person; passwordHash: string | null } | null> {
  const normalised = normaliseEmail(email);
  const [row] = await db()
    .select({ person: personColumns, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, normalised ?? ''));
  return row ?? null;
}

/** Everyone, by address. */
export async function listUsers(): Promise<Person[]> {
  return await db().select(personColumns).from(users).orderBy(asc(users.email));
}

/** Whether anybody is admin yet, active or not. Until then the instance can be claimed. */
export async function hasAdmin(): Promise<boolean> {
  const [admin] = await db()
    .select({ id: users.id })
    .from(users)
    .where(eq(users.role, 'admin'))
    .limit(1);
  return admin !== undefined;
}

/** Why a guarded change touched no row: nobody there, or the last admin. */
export async function refusedChange(id: string): Promise<AppError> {
  if (!(await findUser(id))) return new AppError('not_found', { message: 'Person not found.' });
  return new AppError('conflict', {
    message: 'This is the last active admin. Name another first.',
  });
}

/** Sets a password and ends every other sign-in; `keepLoginId` is the one that goes on. */
export async function setUserPassword(
  id: string,
  passwordHash: string,
  options: { keepLoginId?: string; now?: number } = {},
): Promise<Person> {
  const [updated] = await db().batch([
    db().update(users).set({ passwordHash }).where(eq(users.id, id)).returning(personColumns),
    db()
      .update(logins)
      .set({ revokedAt: options.now ?? Date.now() })
      .where(
        and(
          eq(logins.userId, id),
          isNull(logins.revokedAt),
          ne(logins.id, options.keepLoginId ?? ''),
        ),
      ),
  ]);
  const person = updated[0];
  if (!person) throw await refusedChange(id);
  return person;
}

/** Replaces the hash of an unchanged password by a stronger one, unless it changed meanwhile. */
export async function upgradePasswordHash(id: string, from: string, to: string): Promise<void> {
  await db()
    .update(users)
    .set({ passwordHash: to })
    .where(and(eq(users.id, id), eq(users.passwordHash, from)));
}

/**
 * The first admin. Of any number of attempts at once exactly one succeeds, since
 * the condition is part of the statement (A04); null for all others. With
 * `setupCodeHash`, the code must still be the one that is stored. An address that
 * signed up before is taken over whole: new password, every old way in ended.
 */
export async function claimFirstAdmin(
  admin: { email: string; name?: string; passwordHash: string; setupCodeHash?: string },
  now = Date.now(),
): Promise<Person | null> {
  const email = storedEmail(admin.email);
  const code = admin.setupCodeHash;
  const codeStands = code
    ? sql`exists (select 1 from settings where key = 'setup_code' and value = ${code})`
    : sql`true`;
  // The hash carries a random salt, so it also proves which attempt made the row.
  const mine = db()
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.passwordHash, admin.passwordHash)));
  await db().batch([
    db()
      .insert(users)
      .select(
        sql`select ${newId()}, ${email}, ${admin.name?.trim() ?? ''}, ${admin.passwordHash}, 'admin', 'active', '{}', ${now}
          where not exists (select 1 from users where role = 'admin') and ${codeStands}`,
      )
      .onConflictDoUpdate({
        target: users.email,
        set: { role: 'admin', status: 'active', passwordHash: admin.passwordHash },
      }),
    db().update(logins).set({ revokedAt: now }).where(sql`${logins.userId} in ${mine}`),
    db().update(tokens).set({ revokedAt: now }).where(sql`${tokens.userId} in ${mine}`),
    db().delete(accounts).where(sql`${accounts.userId} in ${mine}`),
  ]);
  const [claimed] = await db()
    .select(personColumns)
    .from(users)
    .where(and(eq(users.email, email), eq(users.passwordHash, admin.passwordHash)));
  return claimed ?? null;
}
