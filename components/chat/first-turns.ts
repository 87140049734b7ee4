/** How many turns a conversation opens with: what fills the window, before all else. Pure. */

import { textOf } from '@/lib/contract/message';
import type { Exchange } from './exchanges';

/** Twice a large window, in pixels. */
const FILLED_PX = 3_000;
/** At least so high is an exchange, and at least so high a character of it. */
const EXCHANGE_PX = 100;
const CHARACTER_PX = 0.35;

/** How many exchanges from the end on surely fill the window. */
export function firstTurns(exchanges: readonly Exchange[]): number {
  let filled = 0;
  let count = 0;
  while (count < exchanges.length && filled < FILLED_PX) {
    const { messages } = exchanges[exchanges.length - 1 - count] ?? { messages: [] };
    const characters = messages.reduce((sum, { parts }) => sum + textOf(parts).length, 0);
    filled += EXCHANGE_PX + characters * CHARACTER_PX;
    count += 1;
  }
  return count;
}
