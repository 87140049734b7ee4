'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Colourist, Token } from './highlight';

/** Code longer than this stays plain: so many coloured words would cost more than they help. */
const COLOURED_CHARACTERS = 120_000;
/** How long one stretch of reading may take, between what else the page has to do. */
const SLICE_MS = 6;
/** How far outside the window code is coloured, so that it has its colours when it is seen. */
const NEAR = '600px';

interface Code {
  code: string;
  language: string | undefined;
  growing: boolean;
}

/** Lines with their colours, as far as they are read. Reads in idle moments, near the window only. */
export function useColours(frame: RefObject<HTMLElement | null>, wanted: Code): Token[][] | null {
  const [lines, setLines] = useState<Token[][] | null>(null);
  const near = useNear(frame);
  const { language, code, growing } = wanted;
  const latest = useRef(wanted);
  const wake = useRef<() => void>(() => undefined);
  latest.current = wanted;
  const coloured = near && language !== undefined && code.length <= COLOURED_CHARACTERS;

  useEffect(() => {
    if (!coloured || language === undefined) return;
    let left = false;
    let waiting = false;
    let colourist: Colourist | null = null;
    const go = () => {
      if (left || waiting || !colourist) return;
      waiting = true;
      whenIdle(() => {
        waiting = false;
        if (left || !colourist) return;
        const read = colourist.read(latest.current.code, !latest.current.growing, SLICE_MS);
        setLines(read.lines);
        if (read.more) go();
      });
    };
    wake.current = go;
    void import('./highlight').then(async ({ colouristFor }) => {
      colourist = await colouristFor(language);
      go();
    });
    return () => {
      left = true;
    };
  }, [coloured, language]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: more code is what there is to read
  useEffect(() => wake.current(), [code, growing]);
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

/** Safari has no idle callback. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 400 });
  else setTimeout(work, 32);
}
