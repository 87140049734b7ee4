'use client';

import { useTranslations } from 'next-intl';
import { memo, useRef } from 'react';
import type { Phase } from '@/lib/client/conversation';
import { joinParts } from '@/lib/contract/continued';
import { type Answer, EMPTY_ANSWER, type Message } from '@/lib/contract/message';
import { AnswerActions } from './answer-actions';
import { type AgentName, AnswerTurn } from './answer-turn';
import { useTurns } from './turn-context';
import { Growing, Waiting } from './waiting';

/** An answer that runs, or that ended a moment ago and is not stored in view yet. */
export interface LiveAnswer {
  answer: Answer | null;
  phase: Phase;
  askedAt: number | null;
  /** The stored answer that it goes on from, by the id of its last piece. */
  continues: string | null;
}

interface AnswerSlotProps {
  agent: AgentName;
  question: Message | null;
  /** The stored answer. Wins over the live one, in whose place it comes, unless that continues it. */
  stored: Message | null;
  live: LiveAnswer | null;
  /** The last answer of the conversation. */
  last: boolean;
  onRetry?: (() => void) | undefined;
}

/** The place of one answer: first the live one, then the stored one, without a seam. */
export const AnswerSlot = memo(function AnswerSlot(props: AnswerSlotProps) {
  const { stored, live } = props;
  const retryAt = useRetryAt(live?.answer ?? null);
  if (stored && !live) return <StoredAnswer {...props} stored={stored} retryAt={retryAt} />;
  return <RunningAnswer {...props} retryAt={retryAt} />;
});

interface Timed {
  retryAt: number | undefined;
}

function StoredAnswer(props: AnswerSlotProps & Timed & { stored: Message }) {
  const { agent, question, stored, last, onRetry, retryAt } = props;
  const turns = useTurns();
  const { parts, status = 'completed', errorCode } = stored;
  const broken = last && status !== 'completed' && parts.some(({ type }) => type === 'text');
  return (
    <AnswerTurn
      agent={agent}
      id={stored.id}
      parts={parts}
      status={status}
      ending={{
        errorCode,
        retryAt: stored.retryAt ?? retryAt,
        onRetry,
        onGoOn: turns && broken ? () => void turns.goOn(stored) : undefined,
      }}
      actions={
        turns && <AnswerActions turns={turns} answer={stored} question={question} last={last} />
      }
    />
  );
}

function RunningAnswer({ agent, stored, live, onRetry, retryAt }: AnswerSlotProps & Timed) {
  const { parts, status, error } = live?.answer ?? EMPTY_ANSWER;
  return (
    <AnswerTurn
      agent={agent}
      id={stored?.id}
      parts={stored ? joinParts(stored.parts, parts, stored.durationMs) : parts}
      status={status}
      ending={{ errorCode: error?.code, retryAt, onRetry }}
      since={live?.askedAt ?? null}
    >
      {live && live.phase !== 'idle' && status === 'running' && (
        <Running agent={agent} live={live} />
      )}
    </AnswerTurn>
  );
}

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
