/** The stored messages as the browser holds them: pages joined, objects kept where nothing changed. */

import type { Message } from '@/lib/contract/message';

/** Puts a page of older messages before what is there; what is there twice comes once. */
export function prependPage(history: Message[], older: Message[]): Message[] {
  const known = new Set(history.map((message) => message.id));
  return [...older.filter((message) => !known.has(message.id)), ...history];
}

/** Puts a page of later messages after what is there; what is there twice comes once. */
export function appendPage(history: Message[], later: Message[]): Message[] {
  const known = new Set(history.map((message) => message.id));
  return [...history, ...later.filter((message) => !known.has(message.id))];
}

/**
 * Joins what the server just rendered to what was loaded before: older messages, and
 * `later` ones unless the page is the end of its branch. Messages never change once
 * stored, so known ones keep their object, and what is drawn from them is not drawn again.
 */
export function mergePage(history: Message[], page: Message[], later = false): Message[] {
  const first = page[0];
  const start = first ? history.findIndex((message) => message.id === first.id) : -1;
  if (start === -1) return page;
  const known = new Map(history.map((message) => [message.id, message]));
  const merged = page.map((message) => known.get(message.id) ?? message);
  const end = later ? history.findIndex((message) => message.id === page.at(-1)?.id) + 1 : 0;
  const rest = end > 0 ? history.slice(end) : [];
  const same =
    history.length === start + merged.length + rest.length &&
    merged.every((m, i) => m === history[start + i]);
  return same ? history : [...history.slice(0, start), ...merged, ...rest];
}
