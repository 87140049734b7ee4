/**
 * How much of a search one statement does. SQLite works on the thread that serves
 * everybody, and what a find costs varies a hundredfold: a rare phrase of two frequent
 * words is looked for in thousands of texts. So each slice is as large as the time that
 * the one before took allows, and between two slices everybody else has a turn. But not
 * very small: each slice first passes by all that is newer, a cost of its own.
 */

import { setImmediate as breathe } from 'node:timers/promises';

/** What a slice should take: a quarter of what is noticed, since the next may cost more. */
const SLICE_MS = 5;
const SMALLEST = 30;
const LARGEST = 250;

/** How many finds the next slice may look at, after one of `size` took so many milliseconds. */
export function nextSize(size: number, tookMs: number): number {
  const factor = Math.min(3, Math.max(0.25, SLICE_MS / Math.max(tookMs, 0.01)));
  return Math.min(LARGEST, Math.max(SMALLEST, Math.round(size * factor)));
}

/** Work done in slices. */
export interface Pace {
  /** Does the next slice, of the size it is given. */
  slice<T>(read: (size: number) => Promise<T>): Promise<T>;
  /** Milliseconds that all slices took, and the last one. */
  spentMs(): number;
  lastMs(): number;
}

/** Begins with a slice of `first` finds. `clock` gives milliseconds. */
export function paceOf(clock: () => number, first: number): Pace {
  let size = first;
  let spentMs = 0;
  let lastMs = 0;
  let begun = false;
  return {
    async slice(read) {
      if (begun) await breathe();
      begun = true;
      const from = clock();
      const result = await read(size);
      lastMs = clock() - from;
      spentMs += lastMs;
      size = nextSize(size, lastMs);
      return result;
    },
    spentMs: () => spentMs,
    lastMs: () => lastMs,
  };
}
