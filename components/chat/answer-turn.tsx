'use client';

import { useTranslations } from 'next-intl';
import { memo, type ReactNode, useMemo } from 'react';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import type { AgentColour } from '@/lib/contract/agent-colour';
import type { ErrorCode } from '@/lib/contract/errors';
import type { RunStatus } from '@/lib/contract/events';
import { type MessagePart, textOf } from '@/lib/contract/message';
import { blocksOf } from '@/lib/contract/steps';
import type { TurnTimes } from '@/lib/contract/timeline';
import { AnswerText } from './answer-text';
import { CopyButton } from './copy-button';
import { outcomeOf } from './outcome';
import { OutcomeLine } from './outcome-line';
import { StepsBlock } from './steps-block';
import { TurnBoundary } from './turn-boundary';
import { useTurn } from './turn-context';
import { TurnTime } from './turn-time';

/** The agent as a conversation names it. */
export interface AgentName {
  name: string;
  icon: string;
  colour?: AgentColour | '' | undefined;
}

/** How an answer ended, and what can be done where that was not well. */
export interface Ending {
  /** Of an answer that has none of its own actions: shown beside the copy button. */
  times?: TurnTimes | undefined;
  errorCode?: ErrorCode | undefined;
  /** Unix milliseconds at which trying again makes sense. */
  retryAt?: number | undefined;
  onRetry?: (() => void) | undefined;
  onGoOn?: (() => void) | undefined;
}

interface AnswerTurnProps {
  agent: AgentName;
  /** The id of its message; undefined until it is stored. */
  id?: string | undefined;
  parts: MessagePart[];
  status: RunStatus;
  ending?: Ending;
  /** Unix milliseconds at which it was asked for, while it runs. */
  since?: number | null;
  /** What can be done with it once it is there; else its text can be copied. */
  actions?: ReactNode;
  /** While it runs: that it does, and for how long nothing has come. */
  children?: ReactNode;
}

/** An answer: the agent's name, text and steps in their order, how it ended, what can be done. */
export const AnswerTurn = memo(function AnswerTurn(props: AnswerTurnProps) {
  const { agent, id, parts, status, ending, since = null, actions, children } = props;
  const t = useTranslations('chat.turn');
  const blocks = useMemo(() => blocksOf(parts), [parts]);
  const { errorCode, times, ...offers } = ending ?? {};
  const outcome = outcomeOf(status, errorCode);
  const running = status === 'running';
  const isTarget = useTurn(({ target }) => target !== null && target === id);
  const hasText = blocks.some((block) => block.kind === 'text');
  const copy = (hasText || times) && (
    <div className="reveal -ms-1.5 flex min-h-8 flex-wrap items-center">
      {hasText && <CopyButton label={t('copy')} done={t('copied')} text={() => textOf(parts)} />}
      {times && <TurnTime parts={parts} times={times} />}
    </div>
  );
  return (
    <article
      id={id && `m-${id}`}
      data-target={isTarget || undefined}
      tabIndex={-1}
      className="turn group"
      aria-label={agent.name}
    >
      <h2 className="flex items-center gap-2 pb-1.5 text-sm font-medium text-ink">
        <AgentGlyph name={agent.icon} colour={agent.colour} className="mx-0.5 text-muted" />
        <bdi>{agent.name}</bdi>
      </h2>
      <TurnBoundary source={textOf(parts)}>
        <div>
          {blocks.map((block, index) =>
            block.kind === 'text' ? (
              <AnswerText
                key={block.key}
                text={block.text}
                growing={running && index === blocks.length - 1}
              />
            ) : (
              <StepsBlock key={block.key} steps={block.steps} since={since} />
            ),
          )}
        </div>
      </TurnBoundary>
      {children}
      {outcome && <OutcomeLine outcome={outcome} {...offers} />}
      {!running && (actions ?? copy)}
    </article>
  );
});
