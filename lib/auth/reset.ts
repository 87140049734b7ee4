/** Setting a new password with a link that an admin made. */

import { AppError } from '@/lib/contract/errors';
import { findPasswordReset, redeemPasswordReset } from '@/lib/db/password-resets';
import type { Person } from '@/lib/db/users';
import { clientAddress } from './address';
import { attemptSignUp } from './attempts';
import { hashPassword } from './password';

/**
 * Sets the password of whoever the link is for. Throws `not_found` when the link
 * cannot be used, `rate_limited` when one address tries too often.
 */
export async function resetPassword(
  code: string,
  password: string,
  headers: Headers,
): Promise<Person> {
  await attemptSignUp(clientAddress(headers));
  const gone = () => new AppError('not_found', { message: 'This link cannot be used.' });
  if (!(await findPasswordReset(code))) throw gone();
  const person = await redeemPasswordReset(code, await hashPassword(password));
  if (!person) throw gone();
  return person;
}
