/**
 * The first admin: claimed with a one-time code that the server prints when it
 * starts, or named in the environment. Without either nobody can claim an empty
 * instance, however many try at once (A04).
 */

import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '@/lib/contract/errors';
import { deleteSetting, getSetting, setSetting } from '@/lib/db/settings';
import { claimFirstAdmin, hasAdmin, type Person } from '@/lib/db/users';
import { env } from '@/lib/env';
import { hashPassword } from './password';
import type { NewAccount } from './sign-up';

const CODE_BYTES = 24;
const hashCode = (code: string) => createHash('sha256').update(code).digest('hex');

/**
 * Call at boot, after the migrations and `ensureFirstAdmin`. While nobody is
 * admin: a new code for the link `/setup?code=…`, which ends the one printed
 * before; only its digest is kept. Null once there is an admin.
 */
export async function ensureSetupCode(): Promise<string | null> {
  if (await hasAdmin()) {
    await deleteSetting('setup_code');
    return null;
  }
  const code = randomBytes(CODE_BYTES).toString('base64url');
  await setSetting('setup_code', hashCode(code));
  return code;
}

/** Call at boot: makes the admin that the environment names, if nobody is admin yet. */
export async function ensureFirstAdmin(
  config: Pick<typeof env, 'ADMIN_EMAIL' | 'ADMIN_PASSWORD'> = env,
): Promise<Person | null> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config;
  if (!email || !password || (await hasAdmin())) return null;
  return await claimFirstAdmin({ email, passwordHash: await hashPassword(password) });
}

/** How the set-up stands for somebody with this code. */
export async function setupState(code: string): Promise<'open' | 'wrong_code' | 'done'> {
  if (await hasAdmin()) return 'done';
  return (await getSetting('setup_code')) === hashCode(code) ? 'open' : 'wrong_code';
}

/**
 * Makes the first admin. Throws `not_found` for a wrong code, before anything
 * costly is done, and `conflict` when somebody else was first.
 */
export async function setUp(code: string, account: NewAccount): Promise<Person> {
  const state = await setupState(code);
  if (state === 'wrong_code') {
    throw new AppError('not_found', { message: 'This set-up link is not valid any more.' });
  }
  const done = new AppError('conflict', { message: 'This Gossamer is set up already.' });
  if (state === 'done') throw done;
  const admin = await claimFirstAdmin({
    email: account.email,
    name: account.name,
    passwordHash: await hashPassword(account.password),
    setupCodeHash: hashCode(code),
  });
  if (!admin) throw done;
  await deleteSetting('setup_code');
  return admin;
}
