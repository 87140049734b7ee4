/** Sign-in providers' names for people: `(provider, providerAccountId)` → person. */

import { and, eq, sql } from 'drizzle-orm';
import { newId } from '@/lib/contract/ids';
import { db } from './client';
import { accounts, users } from './schema/people';
import { type Person, personColumns, storedEmail, type UserStatus } from './users';

/** A provider's name for a person. */
export interface ProviderAccount {
  provider: string;
  providerAccountId: string;
}

/** Who a provider's account belongs to; null when it is new here. */
export async function findAccountOwner(account: ProviderAccount): Promise<Person | null> {
  const [person] = await db()
    .select(personColumns)
    .from(accounts)
    .innerJoin(users, eq(users.id, accounts.userId))
    .where(
      and(
        eq(accounts.provider, account.provider),
        eq(accounts.providerAccountId, account.providerAccountId),
      ),
    );
  return person ?? null;
}

/** Lets a person sign in with this account too. An account keeps its first owner. */
export async function linkAccount(
  userId: string,
  account: ProviderAccount,
  now = Date.now(),
): Promise<void> {
  const { provider, providerAccountId } = account;
  await db()
    .insert(accounts)
    .values({ provider, providerAccountId, userId, createdAt: now })
    .onConflictDoNothing();
}

/** A new person who came through a provider, with the account. Null when the address is taken. */
export async function createAccountOwner(
  user: { email: string; name: string; account: ProviderAccount; status?: UserStatus },
  now = Date.now(),
): Promise<Person | null> {
  const { provider, providerAccountId } = user.account;
  const id = newId();
  const [created] = await db().batch([
    db()
      .insert(users)
      .values({
        id,
        email: storedEmail(user.email),
        name: user.name.trim(),
        status: user.status ?? 'active',
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning(personColumns),
    db()
      .insert(accounts)
      .select(
        sql`select ${provider}, ${providerAccountId}, ${users.id}, ${now} from ${users} where ${users.id} = ${id}`,
      ),
  ]);
  return created[0] ?? null;
}
