/**
 * Limits on how often something may be tried. An attempt is counted before it is
 * made, so that a hundred at once are no way around, and taken back where it was
 * a good one. The counters stand in the database and survive a restart.
 */

import { AppError } from '@/lib/contract/errors';
import { countUp } from '@/lib/db/counters';
import { hitWindow, pruneWindows, unhitWindows } from '@/lib/db/rate-windows';

/** At most `limit` attempts in `windowMs` for everyone who shares `key`. */
export interface RateRule {
  key: string;
  limit: number;
  windowMs: number;
}

/** How the tightest rule stands after an attempt. `resetAt` is Unix milliseconds. */
export interface RateVerdict {
  allowed: boolean;
  limit: number;
  remaining: number;
  resetAt: number;
}

const PRUNE_EVERY = 256;
let attempts = 0;

/**
 * Counts one attempt under each rule in turn, narrowest first, and stops at the
 * first that refuses: what one visitor is refused must not use up what others share.
 */
export async function countAttempt(rules: RateRule[], now = Date.now()): Promise<RateVerdict> {
  attempts += 1;
  if (attempts % PRUNE_EVERY === 0) await pruneWindows(now);
  let tightest: RateVerdict | null = null;
  for (const { key, limit, windowMs } of rules) {
    const { count, windowStart } = await hitWindow(key, windowMs, now);
    const resetAt = windowStart + windowMs;
    if (count > limit) return { allowed: false, limit, remaining: 0, resetAt };
    const remaining = limit - count;
    if (tightest === null || remaining < tightest.remaining) {
      tightest = { allowed: true, limit, remaining, resetAt };
    }
  }
  if (tightest === null) throw new RangeError('No rule to count under.');
  return tightest;
}

/** Takes an attempt back: it was a good one. */
export async function forgiveAttempt(rules: RateRule[]): Promise<void> {
  await unhitWindows(rules.map((rule) => rule.key));
}

/** The error of a refused attempt. */
export function tooManyAttempts(
  { limit, remaining, resetAt }: RateVerdict,
  now = Date.now(),
): AppError {
  countUp('attempts_refused');
  const retryAfterSeconds = Math.max(1, Math.ceil((resetAt - now) / 1000));
  return new AppError('rate_limited', {
    message: 'Too many attempts. Try again later.',
    retryAfterSeconds,
    rate: { limit, remaining, resetAt },
  });
}
