'use client';

import { unstable_rethrow } from 'next/navigation';
import { useActionState } from 'react';
import type { ActionResult } from '@/lib/contract/action';
import type { ErrorCode } from '@/lib/contract/errors';

/** Why a form was not accepted. `network`: it is not known whether the server heard it. */
export interface FormFailure {
  ok: false;
  code: ErrorCode | 'network';
  fieldErrors: Record<string, string>;
  values: Record<string, string>;
  retryAt?: number;
}

/** A server action as these forms call it. What it answers when it succeeds is not read. */
export type FormAction = (previous: null, form: FormData) => Promise<ActionResult<unknown>>;

type FormState = { ok: true } | FormFailure | null;

/** A form's action with its latest answer; a request lost on its way is an answer, too. */
export function useFormAction(action: FormAction) {
  const [state, submit, pending] = useActionState<FormState, FormData>(async (_previous, form) => {
    try {
      return await action(null, form);
    } catch (error) {
      unstable_rethrow(error); // What Next throws to go elsewhere is not a failure.
      return { ok: false, code: 'network', fieldErrors: {}, values: textsOf(form) };
    }
  }, null);
  return { submit, pending, failure: state?.ok === false ? state : null };
}

/** What was typed, without passwords. */
function textsOf(form: FormData): Record<string, string> {
  const texts = [...form].filter(
    ([name, value]) => name !== 'password' && typeof value === 'string',
  );
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
}
