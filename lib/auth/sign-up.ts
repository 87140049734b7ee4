/** Making an account, as far as the policy allows (A06). Roles never come from what is sent (A05). */

import { AppError } from '@/lib/contract/errors';
import type { InstanceSettings } from '@/lib/contract/instance-settings';
import { readSettings } from '@/lib/db/instance-settings';
import { acceptInvite, findInvite, type Invite } from '@/lib/db/invites';
import { createUser, type Person, type UserStatus } from '@/lib/db/users';
import { clientAddress } from './address';
import { attemptSignUp } from './attempts';
import { hashPassword } from './password';

export type SignUpPolicy = InstanceSettings['signUpPolicy'];

/** Who may make an account. `domains` empty: addresses of all domains. */
export interface SignUpRules {
  policy: SignUpPolicy;
  domains: readonly string[];
}

/** The rules in force now. */
export async function signUpRules(): Promise<SignUpRules> {
  const { signUpPolicy, emailDomains } = await readSettings();
  return { policy: signUpPolicy, domains: emailDomains };
}

/** What somebody chooses for their account. Both checked before: see `auth-forms`. */
export interface NewAccount {
  email: string;
  name: string;
  password: string;
}

/** Whether anybody may make an account, or ask for one. */
export function isSignUpOpen({ policy }: Pick<SignUpRules, 'policy'>): boolean {
  return policy === 'open' || policy === 'approval';
}

/** The status of an account that somebody makes for themselves. */
export function firstStatus({ policy }: Pick<SignUpRules, 'policy'>): UserStatus {
  return policy === 'approval' ? 'pending' : 'active';
}

/** Whether an address may sign up by itself. Invitations are for whom their admin chose. */
export function isDomainAllowed(email: string, { domains }: SignUpRules): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return domains.length === 0 || domains.includes(domain);
}

/**
 * Makes an account for whoever asks, if the rules allow; `forbidden` otherwise, and
 * `validation` for an address of another domain. Where the address is taken nothing
 * happens, and the answer is the same: nobody learns here who has an account (A12).
 * Says whether an admin has to approve it.
 */
export async function signUp(
  account: NewAccount,
  headers: Headers,
  given?: SignUpRules,
): Promise<{ pending: boolean }> {
  const rules = given ?? (await signUpRules());
  if (!isSignUpOpen(rules)) throw new AppError('forbidden', { message: 'Sign-up is closed.' });
  if (!isDomainAllowed(account.email, rules)) throw otherDomain();
  await attemptSignUp(clientAddress(headers));
  const passwordHash = await hashPassword(account.password);
  const status = firstStatus(rules);
  try {
    await createUser({ email: account.email, name: account.name, passwordHash, status });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
  }
  return { pending: status === 'pending' };
}

function otherDomain(): AppError {
  return new AppError('validation', {
    issues: [{ loc: ['body', 'email'], msg: 'email_domain', type: 'value_error' }],
  });
}

/** The invitation of a link; null when it cannot be used, or while sign-up is closed. */
export async function openInvite(code: string, policy?: SignUpPolicy): Promise<Invite | null> {
  const inForce = policy ?? (await signUpRules()).policy;
  return inForce === 'closed' ? null : await findInvite(code);
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
