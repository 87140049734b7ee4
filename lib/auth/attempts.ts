/**
 * How often somebody may try to sign in or up. An account cannot be locked by
 * strangers: each address has its own few tries at it, and an address that the
 * account signed in from before is not under the limit for all addresses (A13).
 * Addresses with and without an account are counted alike (A12).
 */

import { createHash } from 'node:crypto';
import { clearWindow, findWindow, MAX_WINDOW_MS, startWindow } from '@/lib/db/rate-windows';
import {
  countAttempt,
  forgiveAttempt,
  type RateRule,
  tooManyAttempts,
} from '@/lib/limits/rate-limit';

const MINUTE_MS = 60_000;

/** Tries of one address at one account. */
const PAIR = { limit: 8, windowMs: 15 * MINUTE_MS };
/** Tries of one address at any account: wide, since an office may share one. */
const ADDRESS = { limit: 200, windowMs: 15 * MINUTE_MS };
/** Tries at one account from addresses it never signed in from: against many machines at once. */
const ACCOUNT = { limit: 100, windowMs: 60 * MINUTE_MS };
/** New accounts tried for from one address. */
const SIGN_UP = { limit: 60, windowMs: 60 * MINUTE_MS };

/** An attempt that was counted; say afterwards how it went. */
export interface Attempt {
  /** It was the person: nothing is held against them, and the address is known from now on. */
  succeeded(): Promise<void>;
}

/** Keys are digests: the table shows neither addresses nor accounts. */
function keyOf(kind: string, ...parts: string[]): string {
  const digest = createHash('sha256').update(parts.join('\0')).digest('base64url');
  return `${kind}:${digest.slice(0, 32)}`;
}

/** Counts a try to sign in. Throws `rate_limited` when there were too many. */
export async function attemptSignIn(
  email: string,
  address: string,
  now = Date.now(),
): Promise<Attempt> {
  const known = keyOf('signed-in', email, address);
  const pair: RateRule = { key: keyOf('sign-in', email, address), ...PAIR };
  const rules = [pair, { key: keyOf('sign-in-address', address), ...ADDRESS }];
  const lastSignIn = (await findWindow(known))?.windowStart ?? 0;
  if (lastSignIn <= now - MAX_WINDOW_MS) {
    rules.push({ key: keyOf('sign-in-account', email), ...ACCOUNT });
  }
  const verdict = await countAttempt(rules, now);
  if (!verdict.allowed) throw tooManyAttempts(verdict, now);
  return {
    async succeeded() {
      await forgiveAttempt(rules);
      await clearWindow(pair.key);
      await startWindow(known, now);
    },
  };
}

/** Counts a try to make an account. Throws `rate_limited` when there were too many. */
export async function attemptSignUp(address: string, now = Date.now()): Promise<void> {
  const verdict = await countAttempt([{ key: keyOf('sign-up', address), ...SIGN_UP }], now);
  if (!verdict.allowed) throw tooManyAttempts(verdict, now);
}
