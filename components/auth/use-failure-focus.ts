'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { FormFailure } from './use-form-action';

/** For a form: after a failure the first wrong field has the focus, or else the password. */
export function useFailureFocus(failure: FormFailure | null): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!failure) return;
    const wrong = form.current?.querySelector<HTMLInputElement>('input[aria-invalid]');
    const password = form.current?.querySelector<HTMLInputElement>('input[name=password]');
    (wrong ?? password)?.focus();
  }, [failure]);
  return form;
}
