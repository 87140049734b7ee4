'use client';

import { useEffect, useLayoutEffect, useReducer, useRef } from 'react';
import { FIRST_PIECE, nextEnd, nextPiece } from './pace';

/**
 * As much of a growing text as is to be drawn now: all of it, unless more has come than fits
 * one frame; then a piece more with each frame. A text that did not grow here is drawn whole.
 */
export function usePaced(text: string, growing: boolean): string {
  const [, goOn] = useReducer((count: number) => count + 1, 0);
  const pace = useRef({ drawn: text.length, piece: FIRST_PIECE, live: growing, ready: true });
  const { current } = pace;
  if (growing) current.live = true;
  const began = current.live ? performance.now() : 0;
  const end = endOf(text, current);
  const behind = end < text.length;

  useLayoutEffect(() => {
    current.drawn = end;
    if (behind) current.ready = false;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each piece
  useEffect(() => {
    if (!behind || current.ready) return;
    const drawnMs = performance.now() - began;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      const from = performance.now();
      // After the frame, in which the browser laid out and painted what was added.
      timer = setTimeout(() => {
        current.piece = nextPiece(current.piece, drawnMs + performance.now() - from);
        current.ready = true;
        goOn();
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [end, behind]);
  return behind ? text.slice(0, end) : text;
}

interface Pace {
  drawn: number;
  piece: number;
  live: boolean;
  /** The frame with the last piece has passed. */
  ready: boolean;
}

function endOf(text: string, { drawn, piece, live, ready }: Pace): number {
  if (!live || text.length < drawn || hasNoFrames()) return text.length;
  return ready ? nextEnd(text, drawn, piece) : drawn;
}

function hasNoFrames(): boolean {
  return typeof document === 'undefined' || document.hidden;
}
