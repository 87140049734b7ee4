/** Making an account, as far as the policy allows (A06). Roles never come from what is sent (A05). */

import { AppError } from '@/lib/contract/errors';
import { SETTING_DEFAULTS } from '@/lib/contract/instance-settings';
import { acceptInvite, findInvite, type Invite } from '@/lib/db/invites';
import { createUser, type Person } from '@/lib/db/users';
import { env } from '@/lib/env';
import { clientAddress } from './address';
import { attemptSignUp } from './attempts';
import { hashPassword } from './password';

export type SignUpPolicy = NonNullable<typeof env.SIGNUP_POLICY>;

/** What the environment says. */
const POLICY: SignUpPolicy = env.SIGNUP_POLICY ?? SETTING_DEFAULTS.signUpPolicy;

/** What somebody chooses for their account. Both checked before: see `auth-forms`. */
export interface NewAccount {
  email: string;
  name: string;
  password: string;
}

/** Whether anybody may make an account. */
export function isSignUpOpen(policy: SignUpPolicy = POLICY): boolean {
  return policy === 'open';
}

/**
 * Makes an account for whoever asks, if the policy is open; `forbidden` otherwise.
 * Where the address is taken nothing happens, and the answer is the same: nobody
 * learns here who has an account (A12).
 */
export async function signUp(
  account: NewAccount,
  headers: Headers,
  policy: SignUpPolicy = POLICY,
): Promise<void> {
  if (!isSignUpOpen(policy)) throw new AppError('forbidden', { message: 'Sign-up is closed.' });
  await attemptSignUp(clientAddress(headers));
  const passwordHash = await hashPassword(account.password);
  try {
    await createUser({ email: account.email, name: account.name, passwordHash });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
  }
}

/** The invitation of a link; null when it cannot be used, or while sign-up is closed. */
export async function openInvite(
  code: string,
  policy: SignUpPolicy = POLICY,
): Promise<Invite | null> {
  return policy === 'closed' ? null : await findInvite(code);
}

/**
 * Makes the account of an invited person. Throws `not_found` when the link cannot
 * be used, `conflict` when the address cannot be taken with it.
 */
export async function signUpInvited(
  code: string,
  account: NewAccount,
  options: { headers: Headers; policy?: SignUpPolicy },
): Promise<Person> {
  await attemptSignUp(clientAddress(options.headers));
  const invite = await openInvite(code, options.policy);
  if (!invite) throw new AppError('not_found', { message: 'This invitation cannot be used.' });
  const person = await acceptInvite(code, {
    email: invite.email ?? account.email,
    name: account.name,
    passwordHash: await hashPassword(account.password),
  });
  if (!person) {
    throw new AppError('conflict', { message: 'No account can be made with this address.' });
  }
  return person;
}
