'use client';

import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { cn } from '@/lib/cn';
import { type Message, textOf } from '@/lib/contract/message';
import { BranchSwitch } from './branch-switch';
import { CopyButton } from './copy-button';
import type { TurnView } from './turn-context';
import { TurnMenu } from './turn-menu';

/** What can be done with a question, in one calm row below it. */
export function UserActions({ turns, message }: { turns: TurnView; message: Message }) {
  const t = useTranslations('turns.actions');
  const branched = message.id in turns.marks.branches;
  return (
    <div
      className={cn(
        '-me-1.5 flex h-8 items-center gap-0.5 pointer-coarse:-me-3.5 pointer-coarse:h-11 pointer-coarse:gap-0',
        !branched && 'reveal',
      )}
    >
      <BranchSwitch turns={turns} messageId={message.id} />
      <CopyButton label={t('copy')} done={t('copied')} text={() => textOf(message.parts)} />
      <IconButton
        size="sm"
        label={t('edit')}
        disabled={turns.busy}
        onClick={() => turns.setEditing(message.id)}
      >
        <Pencil aria-hidden />
      </IconButton>
      <TurnMenu sessionId={turns.sessionId} message={message} align="end" />
    </div>
  );
}
