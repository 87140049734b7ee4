import { useEffect, useState } from 'react';
import type { LiveRuns } from '@/lib/contract/live-runs';

const EVERY_MS = 3_000;

/**
 * What runs, asked for again every few seconds while the page is looked at. `stale` when
 * the last time failed; `refresh` asks at once.
 */
export function useLiveRuns(first: LiveRuns): {
  runs: LiveRuns;
  stale: boolean;
  refresh: () => void;
} {
  const [runs, setRuns] = useState(first);
  const [stale, setStale] = useState(false);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const found = document.hidden ? undefined : await read(leaving.signal);
      if (leaving.signal.aborted) return;
      if (found) setRuns(found);
      if (found !== undefined) setStale(found === null);
      timer = setTimeout(ask, EVERY_MS);
    };
    const seen = () => {
      if (document.hidden) return;
      clearTimeout(timer);
      void ask();
    };
    if (asked > 0) void ask();
    else timer = setTimeout(ask, EVERY_MS);
    document.addEventListener('visibilitychange', seen, { signal: leaving.signal });
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [asked]);
  return { runs, stale, refresh: () => setAsked((times) => times + 1) };
}

/** Null when it could not be read: offline, signed out, the server restarting. */
async function read(signal: AbortSignal): Promise<LiveRuns | null> {
  try {
    const response = await fetch('/api/admin/live', { signal, cache: 'no-store' });
    return response.ok ? await response.json() : null;
  } catch {
    return null; // No connection, or the page was left.
  }
}
