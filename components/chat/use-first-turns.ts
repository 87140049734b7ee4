'use client';

import {
  type RefObject,
  startTransition,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Exchange } from './exchanges';
import { firstTurns } from './first-turns';
import { keepPlace, type Place, placeOf } from './keep-place';

/** So many exchanges are drawn more in each idle moment. */
const STEP = 3;

/**
 * The exchanges to draw when a conversation is opened by a click: at first those that fill the
 * window, so that it is there at once; the earlier ones in idle moments, while what is read stays
 * where it is. `whole`: all at once. So are those of a page that the server drew: it is in sight
 * already, and to draw more while React still takes it over makes that begin anew, for seconds.
 */
export function useFirstTurns(
  turns: RefObject<HTMLElement | null>,
  exchanges: Exchange[],
  whole: boolean,
): { drawn: Exchange[]; all: boolean } {
  const drawnByServer = !useSyncExternalStore(never, inBrowser, onServer);
  const [count, setCount] = useState(() => (whole || drawnByServer ? null : firstTurns(exchanges)));
  const kept = useRef<Place | null>(null);
  const all = count === null || whole || count >= exchanges.length;

  useEffect(() => {
    if (count === null) return;
    // Whatever comes from here on is drawn as it comes.
    if (all) return setCount(null);
    return whenIdle(() => {
      kept.current = placeOf(turns.current);
      startTransition(() => setCount(count + STEP));
    });
  }, [count, all, turns]);

  // Before it is painted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each step, and not otherwise
  useLayoutEffect(() => {
    if (kept.current) keepPlace(kept.current);
    kept.current = null;
  }, [count]);

  return { drawn: all ? exchanges : exchanges.slice(-count), all };
}

/** Nothing to hear of: on the server, and while its page is taken over, it is the server's. */
const never = () => () => undefined;
const inBrowser = () => true;
const onServer = () => false;

/** Safari has no idle callback. */
function whenIdle(work: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const asked = requestIdleCallback(work, { timeout: 2_000 });
    return () => cancelIdleCallback(asked);
  }
  const asked = setTimeout(work, 32);
  return () => clearTimeout(asked);
}
