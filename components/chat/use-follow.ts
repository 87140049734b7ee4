'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Follower, followEnd, type ReaderPlace } from './follow';

/** Refs for the three parts of a conversation that scrolls, and where its reader is. */
export interface Follow extends ReaderPlace {
  view: RefObject<HTMLDivElement | null>;
  turns: RefObject<HTMLDivElement | null>;
  dock: RefObject<HTMLDivElement | null>;
  toEnd(): void;
}

/** Follows a conversation. When `question` changes, it was just asked and goes to the top. */
export function useFollow(question: string | undefined): Follow {
  const view = useRef<HTMLDivElement>(null);
  const turns = useRef<HTMLDivElement>(null);
  const dock = useRef<HTMLDivElement>(null);
  const follower = useRef<Follower>(null);
  const asked = useRef(question);
  const [place, setPlace] = useState<ReaderPlace>({ away: 'no', scrolled: false });

  useLayoutEffect(() => {
    if (!view.current || !turns.current || !dock.current) return;
    const parts = { view: view.current, turns: turns.current, dock: dock.current };
    const started = followEnd(parts, setPlace);
    follower.current = started;
    return () => started.stop();
  }, []);

  useEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    follower.current?.showQuestion();
  }, [question]);

  const toEnd = useCallback(() => follower.current?.toEnd(), []);
  return { view, turns, dock, ...place, toEnd };
}
