/** Questions with what answers them, each with a key that outlives its way to the server. Pure. */

import { joinContinued } from '@/lib/contract/continued';
import { type Message, textOf } from '@/lib/contract/message';

/** A question and its answers; the first exchange of a page may begin with an answer. */
export interface Exchange {
  /** The same from the moment a question is asked to when it is read back from the server. */
  key: string;
  messages: Message[];
}

/** Cuts messages at each question; an answer and what continues it are one. */
export function exchangesOf(messages: readonly Message[]): Exchange[] {
  const exchanges: Exchange[] = [];
  for (const message of joinContinued(messages)) {
    const last = exchanges.at(-1);
    if (message.role === 'user' || !last) exchanges.push({ key: message.id, messages: [message] });
    else last.messages.push(message);
  }
  return exchanges;
}

/**
 * Gives exchanges the keys they had before. A question that was just asked has an
 * id of its own until the stored one, of the same words, takes its place at the end:
 * that one inherits its key, so that nothing on screen is built anew. `known` maps ids
 * to keys and is filled here.
 */
export function keepKeys(
  before: readonly Exchange[],
  now: Exchange[],
  known: Map<string, string>,
): Exchange[] {
  const oldLast = before.at(-1);
  const newLast = now.at(-1);
  const oldId = oldLast?.messages[0]?.id;
  const newId = newLast?.messages[0]?.id;
  const replaced =
    oldLast !== undefined &&
    oldId !== undefined &&
    newId !== undefined &&
    oldId !== newId &&
    sameWords(oldLast.messages[0], newLast?.messages[0]) &&
    !now.some((exchange) => exchange.messages[0]?.id === oldId) &&
    !before.some((exchange) => exchange.messages[0]?.id === newId);
  if (replaced) known.set(newId, oldLast.key);
  return now.map((exchange) => {
    const key = known.get(exchange.messages[0]?.id ?? '');
    return key === undefined ? exchange : { ...exchange, key };
  });
}

function sameWords(a: Message | undefined, b: Message | undefined): boolean {
  return a !== undefined && b !== undefined && textOf(a.parts) === textOf(b.parts);
}
