'use client';

import { type RefObject, useLayoutEffect, useRef } from 'react';

/** For a line of a list: when it goes while it holds the focus, the next line takes it, or the one before. */
export function useHandOnFocus<T extends HTMLElement>(): RefObject<T | null> {
  const line = useRef<T>(null);
  useLayoutEffect(
    () => () => {
      const going = line.current;
      if (!going?.contains(document.activeElement)) return;
      const list = going.closest('nav') ?? going.parentElement;
      const lines = [...(list?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];
      const at = lines.indexOf(going);
      (lines[at + 1] ?? lines[at - 1])?.querySelector('a')?.focus({ preventScroll: true });
    },
    [],
  );
  return line;
}
