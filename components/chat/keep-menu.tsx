'use client';

import { Ellipsis, FileCode, FileJson, FileText, Printer, Share2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { MenuButton } from '@/components/ui/menu-button';
import type { MenuEntry } from '@/components/ui/menu-entry';
import type { ShareActions } from './share';

interface KeepMenuProps {
  sessionId: string;
  /** Null: the instance has no links. */
  share: ShareActions | null;
  /** What else can be done with it: before and after the ways to save it. */
  care: MenuEntry[];
}

const loadDialog = async () => ({ default: (await import('./share-dialog')).ShareDialog });
const ShareDialog = lazy(loadDialog);

/** At the head of a conversation: share it, keep it in order, save it, print it, delete it. */
export function KeepMenu({ sessionId, share, care }: KeepMenuProps) {
  const t = useTranslations('keeping.menu');
  const [sharing, setSharing] = useState(false);
  const save = (format: string) => () => {
    window.location.assign(`/api/sessions/${sessionId}/export?format=${format}`);
  };
  const entries: MenuEntry[] = [
    ...care.filter(({ danger }) => !danger),
    {
      id: 'md',
      label: t('exportMarkdown'),
      icon: <FileText />,
      divided: true,
      onSelect: save('md'),
    },
    { id: 'html', label: t('exportHtml'), icon: <FileCode />, onSelect: save('html') },
    { id: 'json', label: t('exportJson'), icon: <FileJson />, onSelect: save('json') },
    {
      id: 'print',
      label: t('print'),
      icon: <Printer />,
      onSelect: () => window.open(`/print/${sessionId}`, '_blank', 'noopener'),
    },
    ...care.filter(({ danger }) => danger),
  ];
  return (
    <>
      {share && (
        <IconButton
          label={t('share')}
          onPointerEnter={() => void loadDialog()}
          onClick={() => setSharing(true)}
        >
          <Share2 aria-hidden />
        </IconButton>
      )}
      <MenuButton
        menuLabel={t('more')}
        aria-label={t('more')}
        data-tip={t('more')}
        entries={entries}
        className="hit inline-flex size-8 pointer-coarse:size-11 items-center justify-center rounded-md text-muted transition-colors hover:bg-tint hover:text-ink [&_svg]:size-4 [&_svg]:stroke-[1.5]"
      >
        <Ellipsis aria-hidden />
      </MenuButton>
      {share && sharing && (
        <Suspense>
          <ShareDialog sessionId={sessionId} actions={share} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </>
  );
}
