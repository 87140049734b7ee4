'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** For an element that takes the focus as soon as `on` holds: what had it has made room for this. */
export function useFocusWhen<T extends HTMLElement>(on: boolean): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    if (on) element.current?.focus();
  }, [on]);
  return element;
}
