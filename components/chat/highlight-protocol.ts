/** What a page and the worker that colours code tell each other. */

import type { Token } from './highlight';

/** A piece of code by a number of the page's: its language once, then what changed of it. */
export type ToWorker =
  | { kind: 'open'; id: number; language: string }
  /** Up to `from` the code is what it was; `text` stands from there on. */
  | { kind: 'code'; id: number; from: number; text: string; ended: boolean }
  | { kind: 'close'; id: number };

/** Lines whose colours were read, in place of all from line `from` on. */
export interface FromWorker {
  id: number;
  from: number;
  lines: Token[][];
}
