'use client';

import { memo, type ReactNode, useMemo } from 'react';
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
 * The turns, each question with its answer. While an answer comes only the last exchange is
 * drawn again: what a token costs does not grow with the conversation. All stay in one list,
 * so that the last one keeps its state when the next begins.
 */
export function Turns({ agent, exchanges, live, onRetry }: TurnsProps): ReactNode {
  const past = useMemo(
    () =>
      exchanges
        .slice(0, -1)
        .map((exchange) => <ExchangeTurns key={exchange.key} agent={agent} exchange={exchange} />),
    [agent, exchanges],
  );
  const last = exchanges.at(-1);
  if (!last) return null;
  return [
    ...past,
    <ExchangeTurns
      key={last.key}
      agent={agent}
      exchange={last}
      last={{ running: live, onRetry }}
    />,
  ];
}

interface ExchangeProps {
  agent: AgentName;
  exchange: Exchange;
  /**
   * Of the last one: it is at least as high as the window once a question was asked here, so
   * that the question can stand at the top and the answer fill the space below (see follow.ts).
   */
  last?: { running: LiveAnswer | null; onRetry: () => void };
}

const ExchangeTurns = memo(function ExchangeTurns(props: ExchangeProps) {
  const {
    agent,
    exchange: { messages },
    last,
  } = props;
  const running = last?.running ?? null;
  const question = messages.find((message) => message.role === 'user') ?? null;
  const answers: (Message | null)[] = messages.filter((message) => message.role === 'assistant');
  // One list for both: the stored answer comes into the place of the live one, not beside it.
  if (running && answers.at(-1)?.id !== (running.continues ?? '')) answers.push(null);
  return (
    <div data-exchange={last ? 'last' : undefined} className="exchange">
      {question && <UserTurn message={question} />}
      {answers.map((stored, n) => {
        const end = last && n === answers.length - 1 ? last : null;
        return (
          <AnswerSlot
            // biome-ignore lint/suspicious/noArrayIndexKey: the place of the answer is what stays
            key={n}
            agent={agent}
            question={question}
            stored={stored}
            live={end?.running ?? null}
            last={end !== null}
            onRetry={end && canRetry(stored) ? end.onRetry : undefined}
          />
        );
      })}
    </div>
  );
}, sayTheSame);

/** What the server renders anew says mostly the same, in other objects. */
function sayTheSame(before: ExchangeProps, after: ExchangeProps): boolean {
  const { messages } = after.exchange;
  return (
    before.last === after.last &&
    before.agent.name === after.agent.name &&
    before.agent.icon === after.agent.icon &&
    before.exchange.messages.length === messages.length &&
    before.exchange.messages.every((message, n) => message === messages[n])
  );
}

function canRetry(stored: Message | null): boolean {
  return stored?.status !== 'completed';
}
