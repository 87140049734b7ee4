'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { keepPlace, type Place, placeOf } from './keep-place';

/** So far above the window earlier messages are fetched, so that they are there when one comes. */
const AHEAD = '1600px 0px 0px';

/** Brings earlier messages before one scrolls to them; the place where one reads stays where it is. */
export function Older({ load }: { load: () => Promise<void> }) {
  const t = useTranslations('chat.turn');
  const edge = useRef<HTMLDivElement>(null);
  const kept = useRef<(Place & { loaded: boolean }) | null>(null);
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('ready');

  const fetchOlder = async () => {
    if (state === 'loading') return;
    setState('loading');
    kept.current = placeIn(edge.current);
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

function placeIn(edge: HTMLElement | null) {
  const place = placeOf(edge?.parentElement);
  // `loaded`: what was asked for has come, or does not, and is drawn next.
  return place && { ...place, loaded: false };
}
