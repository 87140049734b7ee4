'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { fetchSearch } from '@/lib/client/search';
import type { SearchOrder, SearchResults } from '@/lib/contract/search-results';

/** Shorter than a pause between words, longer than one between letters. */
const TYPING_MS = 120;

/** What is searched for. */
export interface SearchInput {
  text: string;
  order: SearchOrder;
}

/** What was found, and how the search stands. Results stay until newer ones are there. */
export interface SearchView {
  input: SearchInput;
  results: SearchResults;
  state: 'idle' | 'loading' | 'failed';
  search(input: SearchInput): void;
  more(): void;
  /** One goes on to a result: what is still being searched must not hold that up. */
  leave(): void;
}

/** Searches as one types: the last text wins, and what is not wanted any more is called off. */
export function useSearch(start: { input: SearchInput; results: SearchResults }): SearchView {
  const [input, setInput] = useState(start.input);
  const [results, setResults] = useState(start.results);
  const [state, setState] = useState<SearchView['state']>('idle');
  const asking = useRef<AbortController | null>(null);
  useEffect(() => () => asking.current?.abort(), []);

  async function ask(wanted: SearchInput, after: SearchResults | null, waitMs: number) {
    asking.current?.abort();
    const own = new AbortController();
    asking.current = own;
    setState('loading');
    try {
      await pause(waitMs, own.signal);
      if (!after) remember(wanted);
      const page = await fetchSearch({ ...wanted, after: after?.next }, own.signal);
      if (own.signal.aborted) return;
      setResults(after ? joined(after, page) : page);
      setState('idle');
    } catch {
      if (!own.signal.aborted) setState('failed'); // No network, or the server is away.
    }
  }

  const restore = useEffectEvent(() => {
    const asked = addressed();
    if (asked.text === start.input.text && asked.order === start.input.order) return;
    setInput(asked);
    void ask(asked, null, 0);
  });
  // Coming back, the page may be drawn as it was first opened: the address knows what was searched since.
  useEffect(() => restore(), []);

  return {
    input,
    results,
    state,
    search(next) {
      const typed = next.text !== input.text;
      setInput(next);
      void ask(next, null, typed ? TYPING_MS : 0);
    },
    more: () => void ask(input, results, 0),
    leave() {
      asking.current?.abort();
      remember(input); // Typed a moment ago: coming back finds it all the same.
      setState('idle');
    },
  };
}

function joined(before: SearchResults, page: SearchResults): SearchResults {
  const known = new Set(before.messages.map((message) => message.id));
  return {
    ...page,
    conversations: [...before.conversations, ...page.conversations],
    messages: [...before.messages, ...page.messages.filter((message) => !known.has(message.id))],
    count: before.count,
    countIsFloor: before.countIsFloor,
  };
}

/** The address says what is searched, for reloading and for coming back. */
function remember({ text, order }: SearchInput): void {
  const query = new URLSearchParams();
  if (text.trim() !== '') query.set('q', text);
  if (order !== 'newest') query.set('order', order);
  const address = query.size > 0 ? `/search?${query}` : '/search';
  if (address === window.location.pathname + window.location.search) return;
  window.history.replaceState(null, '', address);
}

function addressed(): SearchInput {
  const query = new URLSearchParams(window.location.search);
  return { text: query.get('q') ?? '', order: query.get('order') === 'best' ? 'best' : 'newest' };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
