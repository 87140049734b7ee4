'use client';

import { useEffect, useRef, useState } from 'react';
import { Kbd } from './kbd';
import { useKeyCaps } from './key-caps';

interface Tip {
  text: string;
  /** In the form of `aria-keyshortcuts`. */
  keys: string;
  anchor: DOMRect;
}

const SHOW_AFTER_MS = 350;

/**
 * One tooltip for the whole page: shows the `data-tip` of what is pointed at or
 * focused. Decoration for eyes only; names are on the controls themselves.
 */
export function TooltipHost() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => followTips(setTip), []);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tip && box.current) place(box.current, tip.anchor);
  }, [tip]);
  const capsOf = useKeyCaps();
  if (!tip) return null;
  const caps = capsOf(tip.keys, /Mac|iP(hone|ad)/.test(navigator.userAgent));
  return (
    <div
      ref={box}
      aria-hidden
      data-edge
      className="pointer-events-none fixed z-60 flex animate-appear items-center gap-1.5 rounded-md bg-ink px-2 py-1 text-xs font-medium text-paper shadow-float"
    >
      {tip.text}
      {caps.length > 0 && (
        <span className="flex gap-0.5 [&_kbd]:border-paper/25 [&_kbd]:bg-transparent [&_kbd]:text-paper">
          {caps.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </div>
  );
}

function place(box: HTMLElement, anchor: DOMRect): void {
  const gap = 6;
  const { width, height } = box.getBoundingClientRect();
  const below = anchor.bottom + gap + height < window.innerHeight;
  const left = anchor.left + anchor.width / 2 - width / 2;
  box.style.top = `${below ? anchor.bottom + gap : anchor.top - gap - height}px`;
  box.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
}

/** Listens to the whole document; returns what undoes that. */
function followTips(show: (tip: Tip | null) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let current: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(timer);
    current = null;
    show(null);
  };
  const meet = (event: Event, delayMs: number) => {
    const target = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
    if (target === current) return;
    hide();
    if (!target || target.getAttribute('aria-expanded') === 'true') return;
    current = target;
    timer = setTimeout(() => show(readTip(target)), delayMs);
  };
  document.addEventListener(
    'pointerover',
    (event) => event.pointerType === 'mouse' && meet(event, SHOW_AFTER_MS),
    { signal },
  );
  document.addEventListener(
    'focusin',
    (event) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) meet(event, 0);
    },
    { signal },
  );
  document.addEventListener('focusout', hide, { signal });
  document.addEventListener('pointerdown', hide, { signal });
  document.addEventListener('scroll', hide, {
    signal,
    capture: true,
    passive: true,
  });
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide(), { signal });
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

function readTip(target: Element): Tip | null {
  const text = target.getAttribute('data-tip');
  if (!text || !target.isConnected) return null;
  return {
    text,
    keys: target.getAttribute('data-tip-keys') ?? '',
    anchor: target.getBoundingClientRect(),
  };
}
