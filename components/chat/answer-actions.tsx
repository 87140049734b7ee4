'use client';

import { RotateCw, Split } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useShortcutKeys } from '@/components/keys/shortcuts-context';
import { IconButton } from '@/components/ui/icon-button';
import { cn } from '@/lib/cn';
import { type Message, textOf } from '@/lib/contract/message';
import { BranchSwitch } from './branch-switch';
import { CopyButton } from './copy-button';
import { Ratings } from './ratings';
import { type TurnStore, useTurn } from './turn-context';
import { TurnMenu } from './turn-menu';
import { TurnTime } from './turn-time';

interface AnswerActionsProps {
  turns: TurnStore;
  answer: Message;
  /** What it answers; null when that is not loaded. */
  question: Message | null;
  /** The end of the conversation: its actions are seen without being looked for. */
  last: boolean;
}

/** What can be done with a finished answer, in one calm row below it. */
export function AnswerActions({ turns, answer, question, last }: AnswerActionsProps) {
  const t = useTranslations('turns.actions');
  const b = useTranslations('turns.branch');
  const copyKeys = useShortcutKeys('copyAnswer');
  const first = answer.pieces?.[0] ?? answer.id;
  const text = textOf(answer.parts);
  const branched = useTurn(({ marks }) => first in marks.branches);
  return (
    <Ratings turns={turns} answerId={answer.id} shown={text !== ''}>
      {(thumbs) => (
        <>
          {answer.branchOpened && (
            <p className="flex items-center gap-2 pt-1 text-sm text-muted">
              <Split aria-hidden className="size-3.5 shrink-0 stroke-[1.5] text-faint" />
              {b('opened')}
            </p>
          )}
          <div
            className={cn(
              '-ms-1.5 flex min-h-8 flex-wrap items-center gap-0.5 pointer-coarse:-ms-3.5 pointer-coarse:gap-0',
              !last && !branched && 'reveal',
            )}
          >
            <BranchSwitch turns={turns} messageId={first} />
            {text !== '' && (
              <CopyButton
                label={t('copy')}
                done={t('copied')}
                text={() => text}
                shortcut={last ? copyKeys : undefined}
              />
            )}
            {question && <Regenerate turns={turns} question={question} last={last} />}
            {thumbs}
            <TurnMenu sessionId={turns.view().sessionId} message={answer} align="start" />
            <TurnTime parts={answer.parts} times={answer} />
          </div>
        </>
      )}
    </Ratings>
  );
}

interface RegenerateProps {
  turns: TurnStore;
  question: Message;
  last: boolean;
}

function Regenerate({ turns, question, last }: RegenerateProps) {
  const t = useTranslations('turns.actions');
  const keys = useShortcutKeys('regenerate');
  const busy = useTurn((view) => view.busy);
  return (
    <IconButton
      size="sm"
      label={t('regenerate')}
      shortcut={last ? keys : undefined}
      disabled={busy === true}
      onClick={() => void turns.view().regenerate(question)}
    >
      <RotateCw aria-hidden />
    </IconButton>
  );
}
