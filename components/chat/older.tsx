'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

/** So far above the window earlier messages are fetched, so that they are there when one comes. */
const AHEAD = '1600px 0px 0px';

/** Brings earlier messages before one scrolls to them; the place where one reads stays where it is. */
export function Older({ load }: { load: () => Promise<void> }) {
  const t = useTranslations('chat.turn');
  const edge = useRef<HTMLDivElement>(null);
  const kept = useRef<Place | null>(null);
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('ready');

  const fetchOlder = async () => {
    if (state === 'loading') return;
    setState('loading');
    kept.current = placeBelow(edge.current);
    const loaded = await load().then(
      () => true,
      () => false, // Offline, or signed out: said here, and tried again when asked for.
    );
    if (kept.current) kept.current.loaded = true;
    setState(loaded ? 'ready' : 'failed');
  };
  const latest = useRef(fetchOlder);
  latest.current = fetchOlder;

  useEffect(() => {
    const element = edge.current;
    if (!element || state !== 'ready') return;
    const near = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && void latest.current(),
      { root: element.closest('.conversation'), rootMargin: AHEAD },
    );
    near.observe(element);
    return () => near.disconnect();
  }, [state]);

  // Before anything of it is painted. What changes its height later, the browser itself makes up for.
  useLayoutEffect(() => {
    if (kept.current) keepPlace(kept.current);
    if (kept.current?.loaded) kept.current = null;
  });

  return (
    <div ref={edge} className="flex min-h-7 flex-col items-center gap-1 pb-3">
      {state === 'failed' && (
        <p role="status" className="text-sm text-muted">
          {t('olderFailed')}
        </p>
      )}
      <Button
        size="sm"
        variant="ghost"
        disabled={state === 'loading'}
        onClick={() => void fetchOlder()}
      >
        {state === 'loading' ? t('olderLoading') : t('older')}
      </Button>
    </div>
  );
}

/** A turn that is there, and how far from the beginning of the conversation it stands. */
interface Place {
  view: HTMLElement;
  turn: HTMLElement;
  offset: number;
  /** What was asked for has come, or does not: it is drawn next. */
  loaded: boolean;
}

/** The second exchange: of the first the question may be among what comes. */
function placeBelow(edge: HTMLElement | null): Place | null {
  const view = edge?.closest<HTMLElement>('.conversation');
  const turns = edge?.parentElement?.querySelectorAll<HTMLElement>('.exchange');
  const turn = turns?.[1] ?? turns?.[0];
  return view && turn ? { view, turn, offset: turn.offsetTop, loaded: false } : null;
}

/** Scrolls by as much as the turn has moved, in the browser's stead: both would be twice as far. */
function keepPlace(place: Place): void {
  const { view, turn } = place;
  if (!turn.isConnected) return;
  view.style.setProperty('overflow-anchor', 'none');
  const moved = turn.offsetTop - place.offset;
  place.offset += moved;
  if (moved !== 0) view.scrollTop += moved;
  // What becomes higher from here on is the browser's again.
  view.style.removeProperty('overflow-anchor');
}
