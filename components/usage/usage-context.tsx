'use client';

/** How the person's limits stand, kept up as answers begin and end. */

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useActivity } from '@/lib/client/activity';
import { lowestLimit, type Standing } from '@/lib/contract/budget';

const StandingsContext = createContext<readonly Standing[]>([]);

/** Several things that happen together are one look. */
const PAUSE_MS = 400;

/** Gives the limits to what stands inside, and asks anew when something was started or ended. */
export function UsageProvider({
  standings,
  children,
}: {
  standings: readonly Standing[];
  children: ReactNode;
}) {
  const [known, setKnown] = useState(standings);
  const activities = useActivity();
  const first = useRef(activities);
  useEffect(() => {
    if (activities === first.current) return;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      fetch('/api/usage', { signal: asking.signal, cache: 'no-store' })
        .then(async (response) => response.ok && setKnown((await response.json()).standings))
        .catch(() => undefined); // Offline, or left: what is shown stays until the next time.
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [activities]);
  return <StandingsContext value={known}>{children}</StandingsContext>;
}

/** The limit that is nearest to its end; undefined while enough of all is left. */
export function useLowestLimit(agentId?: string): Standing | undefined {
  return lowestLimit(useContext(StandingsContext), agentId);
}
