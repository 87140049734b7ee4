/** Changing how one signs in, and leaving: both only for whoever can prove to be the person. */

import { AppError } from '@/lib/contract/errors';
import { hasPassword } from '@/lib/db/account';
import { type Person, setUserPassword } from '@/lib/db/users';
import { hashPassword } from './password';
import { checkCredentials } from './sign-in';

/**
 * Passes when `password` is this person's; counted like a sign-in. Throws `validation`
 * at the field `field` when it is not, `rate_limited` after too many tries.
 */
async function prove(
  person: Person,
  given: { password: string; field: string },
  headers: Headers,
): Promise<void> {
  try {
    await checkCredentials({ email: person.email, password: given.password }, headers);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unauthenticated') throw error;
    throw wrong(given.field, 'password_wrong');
  }
}

/** Sets a new password and ends all sign-ins but `loginId`. Throws as `prove` does. */
export async function changePassword(
  session: { id: string; person: Person },
  given: { current: string; password: string },
  headers: Headers,
): Promise<void> {
  await prove(session.person, { password: given.current, field: 'current' }, headers);
  const hash = await hashPassword(given.password);
  await setUserPassword(session.person.id, hash, { keepLoginId: session.id });
}

/** Passes for whoever may delete the account: by password, or without one by its address. */
export async function proveForDeletion(
  person: Person,
  typed: string,
  headers: Headers,
): Promise<void> {
  if (await hasPassword(person.id)) {
    await prove(person, { password: typed, field: 'proof' }, headers);
  } else if (typed.trim().toLowerCase() !== person.email) {
    throw wrong('proof', 'email_wrong');
  }
}

function wrong(field: string, msg: string): AppError {
  return new AppError('validation', { issues: [{ loc: ['body', field], msg, type: 'wrong' }] });
}
