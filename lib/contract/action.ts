/** What a server action answers: made by `lib/http/action`, read by forms. */

import type { ErrorCode } from './errors';

/** A failed action. `values` are the texts as typed, without passwords, to fill the form again. */
export interface ActionFailure {
  ok: false;
  /** Also the key of the sentence in the catalogue's `errors`. */
  code: ErrorCode;
  message: string;
  /** Dotted field name → what is wrong with it, as the schema says it. */
  fieldErrors: Record<string, string>;
  values: Record<string, string>;
  /** Unix milliseconds at which trying again makes sense. */
  retryAt?: number;
}

/** The answer of an action whose function returns `T`. */
export type ActionResult<T> = { ok: true; data: T } | ActionFailure;

/** An action as `useActionState` takes it. `input` is a form, or a plain object. */
export type Action<T> = (
  previous: ActionResult<T> | null,
  input: FormData | object,
) => Promise<ActionResult<T>>;
