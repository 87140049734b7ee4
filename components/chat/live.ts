import type { ConversationView } from '@/lib/client/conversation';
import type { LiveAnswer } from './answer-slot';

/** The answer of a view that runs or just ended; null when the stored messages have all. */
export function liveOf({ answer, phase, askedAt, continues }: ConversationView): LiveAnswer | null {
  return answer || phase !== 'idle' ? { answer, phase, askedAt, continues } : null;
}
