/** The expression library, loaded when it is first needed. */

import type { MathJsInstance } from 'mathjs';

/** One instance that computes in doubles, one in decimals of 64 digits. */
export interface MathPair {
  number: MathJsInstance;
  big: MathJsInstance;
}

let loading: Promise<MathPair> | undefined;

/**
 * Loads once a process. From the package's single-file build: its nine hundred
 * modules would hold up everything else for a second.
 */
export function loadMath(): Promise<MathPair> {
  loading ??= import('mathjs/lib/browser/math.js').then(({ default: { create } }) => ({
    number: create({ number: 'number' }),
    big: create({ number: 'BigNumber', precision: 64 }),
  }));
  return loading;
}
