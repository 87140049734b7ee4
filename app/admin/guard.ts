import { currentUser } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import type { Person } from '@/lib/db/users';

/**
 * The admin who sent a form. Unlike `requireAdmin` it never leads to another
 * page: the form stays, with what was typed, and says why it was not saved.
 */
export async function requireAdminHere(): Promise<Person> {
  const person = await currentUser();
  if (!person) throw new AppError('unauthenticated');
  if (person.role !== 'admin') throw new AppError('forbidden');
  return person;
}
