'use client';

import { type RefObject, useLayoutEffect } from 'react';

/** Whether a box goes, in this very commit, while somebody writes in it. */
let writing = false;

/**
 * Gives a box the focus as it appears: by `toBox`, or, whatever that does, from the box whose place
 * it takes. A new conversation gets its page while one may be typing on: a layout effect, so that
 * no key falls between the two, and a phone keeps its keyboard.
 */
export function useFocusFromBefore(
  box: RefObject<HTMLTextAreaElement | null>,
  toBox: (() => void) | null,
): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (writing && toBox) element?.focus({ preventScroll: true });
    else toBox?.();
    return () => {
      writing = element !== null && document.activeElement === element;
      queueMicrotask(() => {
        writing = false;
      });
    };
  }, [box, toBox]);
}
