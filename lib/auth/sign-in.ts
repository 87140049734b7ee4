/** Signing in with e-mail and password: the same answer and time for every wrong one. */

import { normaliseEmail } from '@/lib/contract/email';
import { AppError } from '@/lib/contract/errors';
import { findCredentials, type Person, upgradePasswordHash } from '@/lib/db/users';
import { clientAddress } from './address';
import { attemptSignIn } from './attempts';
import { hashPassword, MAX_PASSWORD_LENGTH, needsRehash, verifyPassword } from './password';

/** What a person types, as it came. */
export interface Credentials {
  email: string;
  password: string;
}

/**
 * The person of these credentials. Throws `unauthenticated` when they are wrong,
 * whatever is wrong with them; `rate_limited` when they were wrong too often; and,
 * only to somebody who knows the password, `account_pending` or `forbidden` when the
 * account may not enter.
 */
export async function checkCredentials(
  credentials: Credentials,
  headers: Headers,
): Promise<Person> {
  const email = normaliseEmail(credentials.email);
  const password = credentials.password.slice(0, MAX_PASSWORD_LENGTH + 1);
  const attempt = await attemptSignIn(
    email ?? credentials.email.trim().toLowerCase(),
    clientAddress(headers),
  );
  const found = await findCredentials(email ?? '');
  const right = await verifyPassword(password, found?.passwordHash ?? null);
  if (!found?.passwordHash || !right) throw new AppError('unauthenticated');
  await attempt.succeeded();
  if (found.person.status === 'pending') throw new AppError('account_pending');
  if (found.person.status !== 'active') {
    throw new AppError('forbidden', { message: 'This account is switched off.' });
  }
  if (needsRehash(found.passwordHash)) {
    await upgradePasswordHash(found.person.id, found.passwordHash, await hashPassword(password));
  }
  return found.person;
}
