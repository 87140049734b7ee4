/** How many streams a person holds open in this process, and no more than allowed. */

import { AppError } from '@/lib/contract/errors';
import { runLimits } from '@/lib/limits/run-limits';
import { live } from './live';

const RETRY_SECONDS = 5;

/**
 * Takes a place for one stream; throws `rate_limited` when all are taken. Returns how to
 * give it back, which may be called more than once.
 */
export function takeTail(userId: string): () => void {
  const { tails } = live();
  const open = tails.get(userId) ?? 0;
  if (open >= runLimits.maxTails) {
    throw new AppError('rate_limited', {
      message: 'Too many streams are open. Close one.',
      retryAfterSeconds: RETRY_SECONDS,
    });
  }
  tails.set(userId, open + 1);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    const left = (tails.get(userId) ?? 1) - 1;
    if (left > 0) tails.set(userId, left);
    else tails.delete(userId);
  };
}
