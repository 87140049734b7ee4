'use client';

import { Ellipsis, FileText, Link as LinkIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MenuButton } from '@/components/ui/menu-button';
import type { MenuEntry } from '@/components/ui/menu-entry';
import { notify } from '@/components/ui/toaster';
import type { Message } from '@/lib/contract/message';
import { copyText } from './copy-text';
import { TurnDetails } from './turn-details';
import { useTraceWords } from './use-trace-words';

interface TurnMenuProps {
  sessionId: string;
  message: Message;
  align: 'start' | 'end';
}

/** What is wanted less often of a turn: copies of other kinds, its link, its figures. */
export function TurnMenu({ sessionId, message, align }: TurnMenuProps) {
  const t = useTranslations('turns.actions');
  const tWords = useTranslations('keeping.transcript');
  const trace = useTraceWords();
  const entries: MenuEntry[] = [
    {
      id: 'link',
      label: t('copyLink'),
      icon: <LinkIcon />,
      onSelect: async () => {
        const address = new URL(`/c/${sessionId}?m=${message.id}`, window.location.href);
        notify((await copyText(address.href)) ? t('linkCopied') : t('copyFailed'));
      },
    },
  ];
  if (message.role === 'assistant') {
    entries.unshift({
      id: 'markdown',
      label: t('copyMarkdown'),
      icon: <FileText />,
      onSelect: async () => {
        const { partsAsMarkdown, transcriptWords } = await import('@/lib/contract/transcript');
        const copied = await copyText(
          partsAsMarkdown(message.parts, transcriptWords(tWords, trace)),
        );
        notify(copied ? t('markdownCopied') : t('copyFailed'));
      },
    });
  }
  return (
    <MenuButton
      aria-label={t('more')}
      menuLabel={t('more')}
      data-tip={t('more')}
      align={align}
      header={<TurnDetails message={message} />}
      entries={entries}
      className="hit inline-flex size-7 pointer-coarse:size-11 items-center justify-center rounded-md text-muted transition-colors hover:bg-tint hover:text-ink aria-expanded:bg-tint aria-expanded:text-ink [&_svg]:size-4 [&_svg]:stroke-[1.5]"
    >
      <Ellipsis aria-hidden />
    </MenuButton>
  );
}
