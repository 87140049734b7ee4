'use client';

import { type PointerEvent, useEffect, useRef } from 'react';

const HOLD_MS = 450;
/** A finger that moved farther scrolls. */
const SLIP_PX = 10;

/** Handlers that call back when a finger rests on the element; the click that follows is swallowed. */
export function useLongPress(onHold: (element: HTMLElement) => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const from = useRef({ x: 0, y: 0 });
  const held = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  const letGo = () => clearTimeout(timer.current);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      held.current = false;
      if (event.pointerType !== 'touch') return;
      const element = event.currentTarget;
      from.current = { x: event.clientX, y: event.clientY };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        held.current = true;
        onHold(element);
      }, HOLD_MS);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { x, y } = from.current;
      if (Math.hypot(event.clientX - x, event.clientY - y) > SLIP_PX) letGo();
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
    onContextMenu(event: { preventDefault(): void }) {
      // The system's own menu of a link would lie over ours.
      if (held.current) event.preventDefault();
    },
    onClickCapture(event: {
      preventDefault(): void;
      stopPropagation(): void;
      target: EventTarget;
    }) {
      if (!held.current) return;
      held.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
