/** The messages that wait, as elements that the arrow keys go through. */
const ITEM = '[data-queued]';

/** From the empty composer up to the last message that waits. */
export function focusLastQueued(): void {
  [...document.querySelectorAll<HTMLElement>(ITEM)].at(-1)?.focus();
}

/** From one waiting message to the next one up or down; down from the last, back to writing. */
export function walkQueue(from: HTMLElement, step: 1 | -1): void {
  const items = [...(from.closest('ol')?.querySelectorAll<HTMLElement>(ITEM) ?? [])];
  const next = items[items.indexOf(from) + step];
  const box = from.closest('.dock')?.querySelector<HTMLElement>('.composer textarea');
  if (next) next.focus();
  else if (step === 1) box?.focus();
}
