import type { Message } from '@/lib/contract/message';
import type { TurnMarks } from '@/lib/contract/turn-marks';
import { readBranches } from './branches';
import { readRatings } from './ratings';

/** What may change about these messages: where they branch, what their person thinks of them. */
export async function readTurnMarks(
  owner: { userId: string; sessionId: string },
  messages: readonly Message[],
): Promise<TurnMarks> {
  const ids = messages.map(({ id }) => id);
  const [branches, ratings] = await Promise.all([
    readBranches(owner, messages),
    readRatings(owner.userId, ids),
  ]);
  return { branches, ratings };
}
