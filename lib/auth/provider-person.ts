/**
 * From a provider's account to a person. The policy holds here as everywhere
 * (A06), and only a proven address joins accounts: to one without a password at
 * once, to one with a password after it was entered once in the same browser, so
 * that nobody who registered an address first can share its owner's account.
 */

import { normaliseEmail } from '@/lib/contract/email';
import {
  createAccountOwner,
  findAccountOwner,
  linkAccount,
  type ProviderAccount,
} from '@/lib/db/accounts';
import { acceptInvite } from '@/lib/db/invites';
import { findCredentials, type Person } from '@/lib/db/users';
import type { ProviderProfile } from './providers';
import {
  firstStatus,
  isDomainAllowed,
  isSignUpOpen,
  openInvite,
  type SignUpRules,
  signUpRules,
} from './sign-up';

/** Why somebody was not signed in. Also keys of the catalogue's `auth.provider`. */
export type ProviderRefusal =
  | 'email_unverified'
  | 'sign_up_closed'
  | 'password_first'
  | 'switched_off'
  | 'waits_for_approval'
  | 'domain_not_allowed';

/** Somebody who comes back from a provider. */
export interface Arrival {
  account: ProviderAccount;
  profile: ProviderProfile | null;
  /** Of the invitation they came with. */
  inviteCode: string | null;
}

/** The person, made if the policy allows; or why not. */
export async function personOf(
  arrival: Arrival,
  given?: SignUpRules,
): Promise<Person | ProviderRefusal> {
  const { account, profile } = arrival;
  const owner = await findAccountOwner(account);
  if (owner) return owner.status === 'active' ? owner : shutOut(owner);
  const email = profile?.emailVerified ? normaliseEmail(profile.email) : null;
  if (!profile || email === null) return 'email_unverified';
  const known = await findCredentials(email);
  if (!known) return await newcomer({ ...arrival, profile: { ...profile, email } }, given);
  if (known.person.status !== 'active') return shutOut(known.person);
  if (known.passwordHash !== null) return 'password_first';
  await linkAccount(known.person.id, account);
  return known.person;
}

async function newcomer(
  { account, profile, inviteCode }: Arrival & { profile: ProviderProfile },
  given?: SignUpRules,
): Promise<Person | ProviderRefusal> {
  const { email } = profile;
  const name = profile.name.slice(0, 80);
  const rules = given ?? (await signUpRules());
  if (inviteCode !== null && (await openInvite(inviteCode, rules.policy))) {
    const invited = await acceptInvite(inviteCode, { email, name, passwordHash: null, account });
    if (invited) return invited;
  }
  if (!isSignUpOpen(rules)) return 'sign_up_closed';
  if (!isDomainAllowed(email, rules)) return 'domain_not_allowed';
  const status = firstStatus(rules);
  const made = await createAccountOwner({ email, name, account, status });
  if (!made) return 'password_first';
  return made.status === 'active' ? made : shutOut(made);
}

function shutOut({ status }: Person): ProviderRefusal {
  return status === 'pending' ? 'waits_for_approval' : 'switched_off';
}
