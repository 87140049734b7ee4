'use client';

import { useTranslations } from 'next-intl';
import { memo, useMemo, useRef } from 'react';
import type { Phase } from '@/lib/client/conversation';
import { joinParts } from '@/lib/contract/continued';
import type { ErrorCode } from '@/lib/contract/errors';
import type { RunStatus } from '@/lib/contract/events';
import { type Answer, EMPTY_ANSWER, type Message, type MessagePart } from '@/lib/contract/message';
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

/**
 * The place of one answer: first the live one, then the stored one. Both are drawn by the same
 * element, so that nothing is built anew when a run ends, however long its answer is.
 */
export const AnswerSlot = memo(function AnswerSlot(props: AnswerSlotProps) {
  const { agent, question, stored, live, last, onRetry } = props;
  const turns = useTurns();
  const retryAt = useRetryAt(live?.answer ?? null);
  const shown = useShown(stored, live);
  const settled = stored !== null && live === null;
  const running = live && live.phase !== 'idle' && shown.status === 'running';
  return (
    <AnswerTurn
      agent={agent}
      id={stored?.id}
      parts={shown.parts}
      status={shown.status}
      ending={{
        errorCode: shown.errorCode,
        retryAt: settled ? (stored.retryAt ?? retryAt) : retryAt,
        onRetry,
        onGoOn:
          settled && turns && isBroken(props) ? () => void turns.view().goOn(stored) : undefined,
      }}
      since={settled ? null : (live?.askedAt ?? null)}
      actions={
        settled &&
        turns && <AnswerActions turns={turns} answer={stored} question={question} last={last} />
      }
    >
      {running && <Running agent={agent} live={live} />}
    </AnswerTurn>
  );
});

/** A last answer that has text and did not come to its end: it can be gone on with. */
function isBroken({ stored, last }: AnswerSlotProps): boolean {
  const { status = 'completed', parts = [] } = stored ?? {};
  return last && status !== 'completed' && parts.some(({ type }) => type === 'text');
}

interface Shown {
  parts: MessagePart[];
  status: RunStatus;
  errorCode: ErrorCode | undefined;
}

function useShown(stored: Message | null, live: LiveAnswer | null): Shown {
  return useMemo(() => {
    if (stored && !live) {
      const { parts, status = 'completed', errorCode } = stored;
      return { parts, status, errorCode };
    }
    const { parts, status, error } = live?.answer ?? EMPTY_ANSWER;
    const joined = stored ? joinParts(stored.parts, parts, stored.durationMs) : parts;
    return { parts: joined, status, errorCode: error?.code };
  }, [stored, live]);
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
