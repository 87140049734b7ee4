'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import {
  invitedSchema,
  providerSchema,
  resetSchema,
  setupSchema,
  signInSchema,
  signUpSchema,
} from '@/lib/auth/auth-forms';
import { currentSession } from '@/lib/auth/guard';
import { finishWaitingLink } from '@/lib/auth/link';
import { safePath } from '@/lib/auth/next-path';
import { startProvider } from '@/lib/auth/provider-start';
import { resetPassword } from '@/lib/auth/reset';
import { beginSession, endSession } from '@/lib/auth/session';
import { setUp } from '@/lib/auth/setup';
import { checkCredentials } from '@/lib/auth/sign-in';
import { signUp, signUpInvited } from '@/lib/auth/sign-up';
import { AppError } from '@/lib/contract/errors';
import { action } from '@/lib/http/action';
import { requireSameOrigin } from '@/lib/http/origin';
import { log } from '@/lib/log';

/** These forms are for whoever comes: who they are is what they are about to prove. */
const anybody = async () => null;

/** Who waits for approval is told so on a page of its own. */
function toWaiting(error: unknown): never {
  if (error instanceof AppError && error.code === 'account_pending') redirect('/waiting');
  throw error;
}

/** Signs in with e-mail and password, and goes to where the person wanted to be. */
export const signInHere = action(signInSchema, anybody, async ({ next, ...credentials }) => {
  const person = await checkCredentials(credentials, await headers()).catch(toWaiting);
  await beginSession(person);
  await finishWaitingLink(person);
  redirect(safePath(next));
});

/** Makes an account where anybody may. Says nothing about whether the address had one. */
export const signUpHere = action(signUpSchema, anybody, async (account) => {
  const { pending } = await signUp(account, await headers());
  if (pending) redirect('/waiting');
  return null;
});

/** Makes the account of an invited person and signs them in. */
export const joinHere = action(invitedSchema, anybody, async ({ code, ...account }) => {
  const person = await signUpInvited(code, account, { headers: await headers() });
  log.info('invite_accepted', { userId: person.id, role: person.role });
  await beginSession(person);
  redirect('/');
});

/** Sets a new password with a link from an admin, and signs in with it. */
export const resetHere = action(resetSchema, anybody, async ({ code, password }) => {
  const person = await resetPassword(code, password, await headers());
  await beginSession(person);
  redirect('/');
});

/** Makes the first admin and signs them in. */
export const setUpHere = action(setupSchema, anybody, async ({ code, ...account }) => {
  const person = await setUp(code, account);
  log.info('instance_set_up', { userId: person.id });
  await beginSession(person);
  redirect('/');
});

/** Off to a provider. */
export const goToProvider = action(providerSchema, anybody, async (choice) => {
  const { url, cookies: brought } = await startProvider(choice, await headers());
  const jar = await cookies();
  for (const cookie of brought) jar.set(cookie);
  redirect(url);
});

/** Ends the sign-in on this device. */
export async function signOutHere(): Promise<void> {
  requireSameOrigin({ headers: await headers() });
  if (await currentSession()) await endSession();
  redirect('/sign-in');
}
