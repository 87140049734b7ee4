/**
 * What bounds runs: their timers, their sizes, how many there may be. The figures
 * and their defaults come from the environment; this gives them their meaning.
 */

import { env } from '@/lib/env';

/** All times in milliseconds. */
export const runLimits = {
  /** The stages of a run, as the watchdog takes them. */
  timeouts: {
    headersMs: env.HEADERS_TIMEOUT_MS,
    firstEventMs: env.FIRST_EVENT_TIMEOUT_MS,
    idleMs: env.IDLE_TIMEOUT_MS,
    progressMs: env.PROGRESS_TIMEOUT_MS,
    totalMs: env.TOTAL_TIMEOUT_MS,
  },
  /** Only for engines that say when their connection stands. */
  connectMs: env.CONNECT_TIMEOUT_MS,
  maxOutputChars: env.MAX_OUTPUT_BYTES,
  /** Live runs of this process; over it, `busy`. */
  maxLive: env.MAX_LIVE_RUNS,
  /** Open streams of one person in this process. */
  maxTails: env.MAX_TAILS_PER_PERSON,
  /** What one person may start. */
  start: { perMinute: env.RATE_LIMIT_PER_MINUTE, concurrent: env.MAX_CONCURRENT_RUNS },
  leaseMs: env.LEASE_MS,
  sweepMs: env.SWEEP_INTERVAL_MS,
};
