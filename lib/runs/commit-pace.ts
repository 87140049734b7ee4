/**
 * How far commits are apart, in milliseconds, by how many runs are open. With few they
 * follow what comes at once. A commit writes whole pages, however few bytes are new, so
 * when hundreds of answers stream at once it pays to let each gather what comes within
 * some hundredths of a second: fewer pages, fewer writes to readers, and no delay that a
 * person sees.
 */

/** The longest that an event waits for company: a dozen commits a second read as a flow. */
const MOST_MS = 75;
/** Up to so many runs, events wait for nothing but the end of the turn. */
const QUIET_RUNS = 100;
const MS_A_RUN = 0.25;
/** Up to so many, starts and ends wait for nothing. */
const QUIET_STARTS = 20;
/** They wait longer than events, since each changes some forty pages. */
const MOST_BATCH_MS = 150;

/** From one commit of events to the next. */
export function eventGapMs(openRuns: number): number {
  return Math.min(Math.max(0, openRuns - QUIET_RUNS) * MS_A_RUN, MOST_MS);
}

/** From one commit of starts and ends to the next: the first of a while waits for none. */
export function batchGapMs(openRuns: number): number {
  return Math.min(Math.max(0, openRuns - QUIET_STARTS), MOST_BATCH_MS);
}

/** When things happen. Milliseconds that only grow. */
export interface CommitClock {
  now(): number;
  /** Calls it at the end of this turn of the event loop. */
  soon(fn: () => void): void;
  after(fn: () => void, ms: number): void;
}

/** The process's own. */
export const commitClock: CommitClock = {
  now: () => performance.now(),
  soon: (fn) => void setImmediate(fn),
  after: (fn, ms) => void setTimeout(fn, ms),
};
