'use client';

import { lazy, Suspense, useEffect, useState } from 'react';
import type { Said, ToastAction } from './toast';

const EVENT = 'gossamer:notify';

const ToastHost = lazy(async () => ({ default: (await import('./toast-host')).ToastHost }));

/** Says something that happened, for a few seconds, at the foot of the window. */
export function notify(text: string, action: ToastAction | null = null): void {
  window.dispatchEvent(new CustomEvent(EVENT, { detail: { text, action } }));
}

/** Where `notify` speaks. Once a page; its code comes with the first word. */
export function Toaster() {
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    let n = 0;
    const hear = (event: Event) => {
      if (event instanceof CustomEvent) setSaid({ ...event.detail, n: ++n });
    };
    window.addEventListener(EVENT, hear);
    return () => window.removeEventListener(EVENT, hear);
  }, []);
  return said ? (
    <Suspense>
      <ToastHost said={said} />
    </Suspense>
  ) : null;
}
