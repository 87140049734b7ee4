'use client';

import { type RefObject, startTransition, useEffect, useRef, useState } from 'react';
import { openCode } from './colours';
import type { Token } from './highlight';

/** Code longer than this stays plain: so many coloured words would cost more than they help. */
const COLOURED_CHARACTERS = 120_000;
/** How far outside the window code is coloured, so that it has its colours when it is seen. */
const NEAR = '600px';

interface Code {
  code: string;
  language: string | undefined;
  growing: boolean;
}

/** Lines with their colours, as far as they are read. Read in a worker, near the window only. */
export function useColours(frame: RefObject<HTMLElement | null>, wanted: Code): Token[][] | null {
  const [lines, setLines] = useState<Token[][] | null>(null);
  const near = useNear(frame);
  const { language, code, growing } = wanted;
  const latest = useRef(wanted);
  const tell = useRef<() => void>(() => undefined);
  latest.current = wanted;
  const coloured = near && language !== undefined && code.length <= COLOURED_CHARACTERS;

  useEffect(() => {
    if (!coloured || language === undefined) return;
    // Colours may wait for whatever else is to be drawn.
    const opened = openCode(language, (now) => startTransition(() => setLines(now)));
    tell.current = () => opened.tell(latest.current.code, !latest.current.growing);
    tell.current();
    return () => {
      tell.current = () => undefined;
      opened.close();
    };
  }, [coloured, language]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: more code is what there is to tell
  useEffect(() => tell.current(), [code, growing]);
  return lines;
}

function useNear(frame: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element || near) return;
    const seen = new IntersectionObserver(
      (entries) => setNear(entries.some((entry) => entry.isIntersecting)),
      { rootMargin: NEAR },
    );
    seen.observe(element);
    return () => seen.disconnect();
  }, [frame, near]);
  return near;
}
