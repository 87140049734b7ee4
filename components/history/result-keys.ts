import type { KeyboardEvent } from 'react';

/** The arrow keys walk from the box through the results and back. Results carry `data-result`. */
export function walkResults(event: KeyboardEvent<HTMLElement>): void {
  const { key, currentTarget, target } = event;
  if ((key !== 'ArrowDown' && key !== 'ArrowUp') || event.nativeEvent.isComposing) return;
  const stops = [
    ...currentTarget.querySelectorAll<HTMLElement>('input[type=search], [data-result]'),
  ];
  const at = target instanceof HTMLElement ? stops.indexOf(target) : -1;
  const next = stops[at + (key === 'ArrowDown' ? 1 : -1)];
  if (at === -1 || !next) return;
  event.preventDefault();
  next.focus();
}
