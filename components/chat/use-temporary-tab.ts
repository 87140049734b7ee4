'use client';

import { useEffect } from 'react';
import { noteTab } from '@/lib/client/transport';

const CHANNEL = 'gossamer-temporary';

/**
 * Keeps a temporary conversation for as long as a tab shows it: says so when this one
 * goes, and that it is still here when another one goes. `sessionId` null: it is not
 * temporary, or not stored yet.
 */
export function useTemporaryTab(sessionId: string | null, onLeave: 'unmount' | 'close'): void {
  useEffect(() => {
    if (sessionId === null) return;
    const channel = new BroadcastChannel(CHANNEL);
    const here = () => void tell(sessionId, 'here');
    const leave = (send: typeof say) => {
      void send(sessionId, 'gone');
      channel.postMessage(sessionId);
    };
    // At once: a page that goes sends nothing later.
    const gone = () => leave(say);
    const back = (event: PageTransitionEvent) => event.persisted && here();
    channel.onmessage = ({ data }) => data === sessionId && here();
    window.addEventListener('pagehide', gone);
    window.addEventListener('pageshow', back);
    if (onLeave === 'unmount') here();
    return () => {
      window.removeEventListener('pagehide', gone);
      window.removeEventListener('pageshow', back);
      if (onLeave === 'unmount') leave(tell);
      channel.close();
    };
  }, [sessionId, onLeave]);
}

type Tab = 'gone' | 'here';

let under: Promise<unknown> | null = null;

/** One after another, so that the last word is the last to arrive; at once when none is under way. */
function tell(sessionId: string, tab: Tab): Promise<unknown> {
  const next = () => say(sessionId, tab);
  const mine: Promise<unknown> = (under ? under.then(next) : next()).finally(() => {
    if (under === mine) under = null;
  });
  under = mine;
  return mine;
}

function say(sessionId: string, tab: Tab): Promise<unknown> {
  // A word that does not arrive is made up for by the sweep of idle conversations.
  return noteTab(sessionId, tab).catch(() => undefined);
}
