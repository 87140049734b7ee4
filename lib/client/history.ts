/** The stored messages as the browser holds them: pages joined, objects kept where nothing changed. */

import type { Message } from '@/lib/contract/message';

/** Puts a page of older messages before what is there; what is there twice comes once. */
export function prependPage(history: Message[], older: Message[]): Message[] {
  const known = new Set(history.map((message) => message.id));
  return [...older.filter((message) => !known.has(message.id)), ...history];
}

/**
 * Joins what the server just rendered (the end of the branch) to what was loaded
 * before. Messages never change once stored, so known ones keep their object, and
 * what is drawn from them is not drawn again.
 */
export function mergePage(history: Message[], page: Message[]): Message[] {
  const first = page[0];
  const start = first ? history.findIndex((message) => message.id === first.id) : -1;
  if (start === -1) return page;
  const known = new Map(history.map((message) => [message.id, message]));
  const merged = page.map((message) => known.get(message.id) ?? message);
  const same =
    history.length === start + merged.length && merged.every((m, i) => m === history[start + i]);
  return same ? history : [...history.slice(0, start), ...merged];
}
