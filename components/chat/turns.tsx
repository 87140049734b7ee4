'use client';

import type { Message } from '@/lib/contract/message';
import { AnswerSlot, type LiveAnswer } from './answer-slot';
import type { AgentName } from './answer-turn';
import type { Exchange } from './exchanges';
import { UserTurn } from './user-turn';

interface TurnsProps {
  agent: AgentName;
  exchanges: Exchange[];
  /** The answer that runs or just ended; null when none does. */
  live: LiveAnswer | null;
  onRetry: () => void;
}

/**
 * The turns, each question with its answer. The last exchange is at least as high
 * as the window once a question was asked here, so that the question can stand at
 * the top and the answer fill the space below (see follow.ts).
 */
export function Turns({ agent, exchanges, live, onRetry }: TurnsProps) {
  return exchanges.map(({ key, messages }, index) => {
    const last = index === exchanges.length - 1;
    const running = last ? live : null;
    const question = messages.find((message) => message.role === 'user') ?? null;
    const answers: (Message | null)[] = messages.filter((message) => message.role === 'assistant');
    // One list for both: the stored answer comes into the place of the live one, not beside it.
    if (running && answers.at(-1)?.id !== (running.continues ?? '')) answers.push(null);
    return (
      <div key={key} data-exchange={last ? 'last' : undefined} className="exchange">
        {question && <UserTurn message={question} />}
        {answers.map((stored, n) => {
          const end = last && n === answers.length - 1;
          return (
            <AnswerSlot
              // biome-ignore lint/suspicious/noArrayIndexKey: the place of the answer is what stays
              key={n}
              agent={agent}
              question={question}
              stored={stored}
              live={end ? running : null}
              last={end}
              onRetry={end && canRetry(stored) ? onRetry : undefined}
            />
          );
        })}
      </div>
    );
  });
}

function canRetry(stored: Message | null): boolean {
  return stored?.status !== 'completed';
}
