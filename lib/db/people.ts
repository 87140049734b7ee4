/** People as others pick them: by what they are called, never with more than that. */

import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { db } from './client';
import { users } from './schema/people';

/** A person as a picker shows them. */
export interface PersonName {
  id: string;
  email: string;
  name: string;
}

const columns = { id: users.id, email: users.email, name: users.name };

/** Active people whose address or name contains `text`, by address. For admins. */
export async function searchPeople(text: string, limit: number): Promise<PersonName[]> {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  return await db()
    .select(columns)
    .from(users)
    .where(
      and(
        eq(users.status, 'active'),
        or(
          sql`instr(${users.email}, ${wanted}) > 0`,
          sql`instr(lower(${users.name}), ${wanted}) > 0`,
        ),
      ),
    )
    .orderBy(asc(users.email))
    .limit(limit);
}

/** The people of these ids, those who exist, by address. For admins. */
export async function nameEach(ids: readonly string[]): Promise<PersonName[]> {
  if (ids.length === 0) return [];
  return await db()
    .select(columns)
    .from(users)
    .where(inArray(users.id, [...ids]))
    .orderBy(asc(users.email));
}
