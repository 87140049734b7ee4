'use client';

import { useTranslations } from 'next-intl';
import { memo, useRef } from 'react';
import type { Phase } from '@/lib/client/conversation';
import { type Answer, EMPTY_ANSWER, type Message } from '@/lib/contract/message';
import { type AgentName, AnswerTurn } from './answer-turn';
import { Growing, Waiting } from './waiting';

/** An answer that runs, or that ended a moment ago and is not stored in view yet. */
export interface LiveAnswer {
  answer: Answer | null;
  phase: Phase;
  askedAt: number | null;
}

interface AnswerSlotProps {
  agent: AgentName;
  /** The stored answer. Wins over the live one, in whose place it comes. */
  stored: Message | null;
  live: LiveAnswer | null;
  onRetry?: (() => void) | undefined;
}

/** The place of one answer: first the live one, then the stored one, without a seam. */
export const AnswerSlot = memo(function AnswerSlot(props: AnswerSlotProps) {
  const { agent, stored, live, onRetry } = props;
  const retryAt = useRetryAt(live?.answer ?? null);
  if (stored) {
    return (
      <AnswerTurn
        agent={agent}
        parts={stored.parts}
        status={stored.status ?? 'completed'}
        errorCode={stored.errorCode}
        retryAt={stored.retryAt ?? retryAt}
        onRetry={onRetry}
      />
    );
  }
  const { parts, status, error } = live?.answer ?? EMPTY_ANSWER;
  return (
    <AnswerTurn
      agent={agent}
      parts={parts}
      status={status}
      errorCode={error?.code}
      retryAt={retryAt}
      since={live?.askedAt ?? null}
      onRetry={onRetry}
    >
      {live && live.phase !== 'idle' && status === 'running' && (
        <Running agent={agent} live={live} />
      )}
    </AnswerTurn>
  );
});

/** That it runs: nothing has come yet, or more is to come, or it is being stopped. */
function Running({ agent, live }: { agent: AgentName; live: LiveAnswer }) {
  const t = useTranslations('chat.waiting');
  const parts = live.answer?.parts ?? EMPTY_ANSWER.parts;
  const lastChange = useLastChange(parts);
  if (live.phase === 'stopping') return <Growing lastChange={lastChange} words={t('stopping')} />;
  if (parts.length === 0) return <Waiting agent={agent.name} since={live.askedAt} />;
  const last = parts.at(-1);
  const stepRuns = last?.type === 'tool' && last.state === 'running';
  return stepRuns ? null : <Growing lastChange={lastChange} />;
}

/** When the parts changed last, by this browser's clock. */
function useLastChange(parts: unknown): number {
  const last = useRef({ parts, at: Date.now() });
  if (last.current.parts !== parts) last.current = { parts, at: Date.now() };
  return last.current.at;
}

/** When a refused answer may be asked for again: counted from when the refusal came. */
function useRetryAt(answer: Answer | null): number | undefined {
  const seconds = answer?.error?.retryAfterSeconds;
  const known = useRef<number | undefined>(undefined);
  if (answer?.status === 'running') known.current = undefined;
  else if (seconds !== undefined) known.current ??= Date.now() + seconds * 1000;
  return known.current;
}
