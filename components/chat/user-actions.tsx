'use client';

import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { cn } from '@/lib/cn';
import { type Message, textOf } from '@/lib/contract/message';
import { BranchSwitch } from './branch-switch';
import { CopyButton } from './copy-button';
import { type TurnStore, useTurn } from './turn-context';
import { TurnMenu } from './turn-menu';

/** What can be done with a question, in one calm row below it. */
export function UserActions({ turns, message }: { turns: TurnStore; message: Message }) {
  const t = useTranslations('turns.actions');
  const branched = useTurn(({ marks }) => message.id in marks.branches);
  return (
    <div
      className={cn(
        '-me-1.5 flex h-8 items-center gap-0.5 pointer-coarse:-me-3.5 pointer-coarse:h-11 pointer-coarse:gap-0',
        !branched && 'reveal',
      )}
    >
      <BranchSwitch turns={turns} messageId={message.id} />
      <CopyButton label={t('copy')} done={t('copied')} text={() => textOf(message.parts)} />
      <Edit turns={turns} messageId={message.id} />
      <TurnMenu sessionId={turns.view().sessionId} message={message} align="end" />
    </div>
  );
}

function Edit({ turns, messageId }: { turns: TurnStore; messageId: string }) {
  const t = useTranslations('turns.actions');
  const busy = useTurn((view) => view.busy);
  return (
    <IconButton
      size="sm"
      label={t('edit')}
      disabled={busy === true}
      onClick={() => turns.view().setEditing(messageId)}
    >
      <Pencil aria-hidden />
    </IconButton>
  );
}
