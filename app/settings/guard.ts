import { currentSession } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import type { Login } from '@/lib/db/logins';

/**
 * The sign-in that sent a form. Unlike `requireUser` it never leads to another
 * page: the form stays, with what was typed, and says why it was not saved.
 */
export async function requireSessionHere(): Promise<Login> {
  const session = await currentSession();
  if (!session) throw new AppError('unauthenticated');
  return session;
}
