'use client';

import { useState } from 'react';
import { CONTENT_ID } from './skip-link';

/**
 * For the `onCloseAutoFocus` of what covers the page, called inside of it: gives the focus back to
 * what had it before, or to the page's content when that is gone. Whoever took it meanwhile keeps it.
 */
export function useFocusReturn(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (document.activeElement && document.activeElement !== document.body) return;
    const there = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
    const back = there ? opener : document.getElementById(CONTENT_ID);
    back?.focus({ preventScroll: true });
  };
}
