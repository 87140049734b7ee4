/** What may change about messages (`contract/turn-marks`), as the browser holds it. Pure. */

import type { Message } from '@/lib/contract/message';
import type { TurnMarks } from '@/lib/contract/turn-marks';

/** Of a conversation without any. */
export const NO_MARKS: TurnMarks = { branches: {}, ratings: {} };

/** Takes what was just read of `messages` over what was known of them. */
export function renewMarks(
  known: TurnMarks,
  messages: readonly Message[],
  read: TurnMarks,
): TurnMarks {
  const now = { branches: { ...known.branches }, ratings: { ...known.ratings } };
  for (const { id } of messages) {
    delete now.branches[id];
    delete now.ratings[id];
  }
  Object.assign(now.branches, read.branches);
  Object.assign(now.ratings, read.ratings);
  return JSON.stringify(now) === JSON.stringify(known) ? known : now;
}
