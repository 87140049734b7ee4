/**
 * The one wrapper of server actions, for forms with `useActionState`. Text for
 * people comes from the catalogue: `code` names a sentence of `errors`.
 */

import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import type { Action, ActionFailure, ActionResult } from '@/lib/contract/action';
import type { AppError } from '@/lib/contract/errors';
import { report } from './handler';
import { requireSameOrigin } from './origin';
import { validationError } from './validation';

/** The parts of an action: who may, what is sent, what is done. */
interface ActionParts<S extends z.ZodType, W, T> {
  schema: S;
  guard: () => Promise<W>;
  fn: (input: z.output<S>, who: W) => Promise<T>;
}

/**
 * Makes a server action: its origin is checked, then `guard` says who is asking,
 * then the input is checked by `schema`, then `fn` runs. What `fn` throws as
 * `AppError` becomes the failure; the rest is logged once and is `internal`.
 */
export function action<S extends z.ZodType, W, T>(
  schema: S,
  guard: () => Promise<W>,
  fn: (input: z.output<S>, who: W) => Promise<T>,
): Action<T> {
  return async (_previous, input) => await perform({ schema, guard, fn }, input, await headers());
}

/** An action on a request with these headers. */
export async function perform<S extends z.ZodType, W, T>(
  parts: ActionParts<S, W, T>,
  input: unknown,
  from: Headers,
): Promise<ActionResult<T>> {
  const fields = input instanceof FormData ? formFields(input) : input;
  try {
    requireSameOrigin({ headers: from });
    const who = await parts.guard();
    const parsed = await parts.schema.safeParseAsync(fields);
    if (!parsed.success) throw validationError(parsed.error, fields);
    return { ok: true, data: await parts.fn(parsed.data, who) };
  } catch (error) {
    unstable_rethrow(error); // redirect() and notFound() are Next's to handle.
    return failure(report(error, 'action'), fields);
  }
}

/** A form's texts by name; a name that comes twice, or ends in `[]`, is a list. Files are left out. */
export function formFields(form: FormData): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const key of new Set(form.keys())) {
    if (key.startsWith('$ACTION_')) continue; // Next's own.
    const texts = form.getAll(key).filter((value) => typeof value === 'string');
    const [only] = texts;
    if (key.endsWith('[]')) fields[key.slice(0, -2)] = texts;
    else if (only !== undefined) fields[key] = texts.length === 1 ? only : texts;
  }
  return fields;
}

function failure(error: AppError, fields: unknown): ActionFailure {
  const fieldErrors: Record<string, string> = {};
  for (const { loc, msg } of error.detail.issues ?? []) {
    fieldErrors[loc.slice(1).join('.')] ??= msg;
  }
  const { retryAfterSeconds } = error.detail;
  return {
    ok: false,
    code: error.code,
    message: error.message,
    fieldErrors,
    values: typedTexts(fields),
    ...(retryAfterSeconds === undefined ? {} : { retryAt: Date.now() + retryAfterSeconds * 1000 }),
  };
}

function typedTexts(fields: unknown): Record<string, string> {
  if (typeof fields !== 'object' || fields === null) return {};
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string' && !/password|secret|code/i.test(name)) values[name] = value;
  }
  return values;
}
