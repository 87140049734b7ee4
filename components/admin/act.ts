/** How admin screens call the server's actions, which arrive as props. */

import { unstable_rethrow } from 'next/navigation';
import type { ActionResult } from '@/lib/contract/action';
import type { ErrorCode } from '@/lib/contract/errors';

/** An action that takes `I` and answers `T`. */
export type Act<I extends object, T> = (previous: null, input: I) => Promise<ActionResult<T>>;

/** A failure to show. `network`: it is not known whether the server heard it. */
export interface Failure {
  ok: false;
  code: ErrorCode | 'network';
  /** Dotted field name → what is wrong with it. */
  fieldErrors: Record<string, string>;
}

export type Outcome<T> = { ok: true; data: T } | Failure;

/** Calls an action; a request that fails on its way becomes an outcome, too. */
export async function act<I extends object, T>(action: Act<I, T>, input: I): Promise<Outcome<T>> {
  try {
    return await action(null, input);
  } catch (error) {
    unstable_rethrow(error); // What Next throws to go elsewhere is not a failure.
    return { ok: false, code: 'network', fieldErrors: {} };
  }
}
