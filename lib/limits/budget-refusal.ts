/** Which limit is in the way of a start, and the refusal that says so. Pure. */

import { LIMIT_KINDS, type LimitKind, leftOf, type Standing } from '@/lib/contract/budget';
import { AppError } from '@/lib/contract/errors';

/** Seconds after which it makes sense to look whether an answer has ended. */
const RUNNING_RETRY_SECONDS = 5;

/** The limit that refuses: the one that lasts longest, and of those the tightest. */
export function reachedLimit(standings: readonly Standing[]): Standing | undefined {
  return standings
    .filter((standing) => leftOf(standing) === 0)
    .sort(
      (a, b) =>
        LIMIT_KINDS.indexOf(a.kind) - LIMIT_KINDS.indexOf(b.kind) ||
        (b.resetAt ?? 0) - (a.resetAt ?? 0) ||
        a.limit - b.limit,
    )[0];
}

/** The limit of requests in a minute with the least left: what `X-RateLimit-*` tells. */
export function minuteLimit(standings: readonly Standing[]): Standing | undefined {
  return standings
    .filter(({ kind }) => kind === 'requestsPerMinute')
    .sort((a, b) => leftOf(a) - leftOf(b) || a.limit - b.limit)[0];
}

/** `rate_limited` for what passes by itself soon, `quota_exhausted` for a budget. */
export function budgetRefusal(reached: Standing, now: number): AppError {
  const { kind, limit, resetAt } = reached;
  const passing = kind === 'requestsPerMinute' || kind === 'concurrentRuns';
  const seconds = resetAt === null ? RUNNING_RETRY_SECONDS : Math.ceil((resetAt - now) / 1000);
  return new AppError(passing ? 'rate_limited' : 'quota_exhausted', {
    message: `${ofWhom(reached)} ${SENTENCE[kind](limit.toLocaleString('en'))}`,
    retryAfterSeconds: Math.max(1, seconds),
    rate: { limit, remaining: 0, resetAt: resetAt ?? now + RUNNING_RETRY_SECONDS * 1000 },
    limit: reached,
  });
}

const SENTENCE: Record<LimitKind, (limit: string) => string> = {
  requestsPerMinute: (limit) => `${limit} requests in a minute. Try again shortly.`,
  concurrentRuns: (limit) => `${limit} answers at once. Wait for one to finish, or stop one.`,
  messagesPerDay: (limit) => `${limit} messages a day. It renews at 00:00 UTC.`,
  tokensPerDay: (limit) => `${limit} tokens a day. It renews at 00:00 UTC.`,
  tokensPerMonth: (limit) => `${limit} tokens a month. It renews on the 1st at 00:00 UTC.`,
};

function ofWhom({ scope, subject }: Standing): string {
  if (scope === 'group') return `Your group “${subject}” has a limit for each person:`;
  if (scope === 'agent') return `The agent “${subject}” has a limit for each person:`;
  return 'You have reached your limit:';
}
