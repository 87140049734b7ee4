'use client';

import { useEffect, useState } from 'react';
import { fetchSearch } from '@/lib/client/search';
import type { SearchResults } from '@/lib/contract/search-results';

/** How long typing must rest before the server is asked, in milliseconds. */
const REST_MS = 120;

interface PaletteSearch {
  /** What was found for the latest text that was answered. */
  found: SearchResults | null;
  searching: boolean;
  failed: boolean;
}

const NOTHING: PaletteSearch = { found: null, searching: false, failed: false };

/** Conversations and messages that hold what is typed, as it is typed. */
export function usePaletteSearch(typed: string): PaletteSearch {
  const text = typed.trim();
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    if (text === '') return setState(NOTHING);
    setState((was) => ({ ...was, searching: true }));
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetchSearch({ text, order: 'newest' }, stop.signal).then(
        (found) => setState({ found, searching: false, failed: false }),
        () => {
          // Called off, a newer text is being searched; otherwise what is known here is still offered.
          if (!stop.signal.aborted) setState({ found: null, searching: false, failed: true });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return state;
}
