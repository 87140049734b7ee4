'use client';

import { useRef, useState } from 'react';
import { type Act, act } from './act';
import type { PersonChoice } from './agent-draft';

/** People whose address or name contains `text`. */
export type SearchPeople = Act<{ text: string }, PersonChoice[]>;

/** The search as it stands. `found` null: nothing was asked, or no answer yet. */
export interface PeopleSearch {
  text: string;
  found: PersonChoice[] | null;
  failed: boolean;
  ask: (text: string) => void;
}

/** Searches while typing. Only the answer to what was typed last is shown. */
export function usePeopleSearch(search: SearchPeople): PeopleSearch {
  const [state, setState] = useState({
    text: '',
    found: null as PersonChoice[] | null,
    failed: false,
  });
  const latest = useRef('');
  const ask = async (text: string) => {
    latest.current = text;
    if (text.trim() === '') return setState({ text, found: null, failed: false });
    setState((before) => ({ ...before, text, failed: false }));
    const result = await act(search, { text });
    if (latest.current !== text) return;
    setState({ text, found: result.ok ? result.data : null, failed: !result.ok });
  };
  return { ...state, ask: (text) => void ask(text) };
}
