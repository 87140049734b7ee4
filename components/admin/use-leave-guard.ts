'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';

/** A question that is open, or none: `stay` and `go` answer it. */
export interface LeaveGuard {
  asking: boolean;
  stay: () => void;
  go: () => void;
  /** Goes at once when nothing would be lost; asks first otherwise. */
  leave: (go: () => void) => void;
}

/**
 * Asks before what was typed would be lost: by a link, by back and forward, by
 * closing the tab (there the browser asks in its own words).
 */
export function useLeaveGuard(active: boolean): LeaveGuard {
  const router = useRouter();
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const hold = useEffectEvent((go: () => void) => setLeave(() => go));
  const visit = useEffectEvent((href: string) => router.push(href));

  useEffect(() => {
    if (!active) return;
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener('beforeunload', (event) => event.preventDefault(), { signal });
    const onClick = (event: MouseEvent) => {
      const href = inAppTarget(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      hold(() => visit(href));
    };
    document.addEventListener('click', onClick, { signal, capture: true });
    holdHistory((step) => {
      hold(() => {
        stop.abort();
        step();
      });
    }, signal);
    return () => stop.abort();
  }, [active]);

  return {
    asking: leave !== null,
    stay: () => setLeave(null),
    go: () => {
      setLeave(null);
      leave?.();
    },
    leave: (go) => (active ? setLeave(() => go) : go()),
  };
}

/** Where a plain click on one of our own links would lead, leaving this page; else null. */
function inAppTarget(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return null;
  }
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.hasAttribute('download')) {
    return null;
  }
  const samePage = link.pathname === location.pathname && link.search === location.search;
  return link.origin === location.origin && !samePage ? link.pathname + link.search : null;
}

/**
 * Cancels steps through the history within the application before they are taken, and
 * hands on what takes them after all. Browsers without the Navigation API ask
 * only when the whole page is left.
 */
function holdHistory(onStep: (go: () => void) => void, signal: AbortSignal): void {
  if (!('navigation' in window)) return;
  const { navigation } = window;
  navigation.addEventListener(
    'navigate',
    (event) => {
      const within = event.navigationType === 'traverse' && event.destination.sameDocument;
      if (!within || !event.cancelable) return;
      event.preventDefault();
      const { key } = event.destination;
      onStep(() => navigation.traverseTo(key));
    },
    { signal },
  );
}
