'use client';

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { directionOf } from './direction';
import { readDraft, writeDraft } from './draft';

/** How long typing must rest before the text is kept, in milliseconds. */
const KEEP_AFTER_MS = 400;

/** A text box whose text is kept in this browser. */
export interface Draft {
  box: RefObject<HTMLTextAreaElement | null>;
  /** How long the text is; the text itself stays in the box, however long it is. */
  length: number;
  /** There is more than white space. */
  filled: boolean;
  text(): string;
  /** Puts a text into the box. */
  set(text: string): void;
  /** To be called with every input. */
  typed(): void;
}

/** The draft of a conversation, brought back into its box when that appears. */
export function useDraft(key: string): Draft {
  const box = useRef<HTMLTextAreaElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [state, setState] = useState({ length: 0, filled: false });

  const measure = useCallback(() => {
    const text = box.current?.value ?? '';
    if (box.current) box.current.dir = directionOf(text);
    // Looking at the first word is enough, and cheap for a text of 20,000 lines.
    setState((was) => {
      const now = { length: text.length, filled: /\S/.test(text) };
      return was.length === now.length && was.filled === now.filled ? was : now;
    });
  }, []);
  const keep = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (box.current) writeDraft(key, box.current.value);
  }, [key]);

  useLayoutEffect(() => {
    const kept = readDraft(key);
    // The box may hold what was typed before the page came to life: that is newer.
    if (box.current && kept !== '' && box.current.value === '') box.current.value = kept;
    measure();
  }, [key, measure]);

  // A layout effect: when the box goes, its text can still be read at this point.
  useLayoutEffect(() => {
    const flush = () => timer.current !== undefined && keep();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [keep]);

  const typed = useCallback(() => {
    measure();
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, KEEP_AFTER_MS);
  }, [measure, keep]);
  const set = useCallback(
    (text: string) => {
      if (!box.current) return;
      box.current.value = text;
      measure();
      keep();
    },
    [measure, keep],
  );
  const text = useCallback(() => box.current?.value ?? '', []);
  return { box, ...state, text, set, typed };
}
