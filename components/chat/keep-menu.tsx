'use client';

import { Ellipsis, FileCode, FileJson, FileText, Printer, Share2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { MenuButton } from '@/components/ui/menu-button';
import type { ShareActions } from './share';

interface KeepMenuProps {
  sessionId: string;
  share: ShareActions;
}

const loadDialog = async () => ({ default: (await import('./share-dialog')).ShareDialog });
const ShareDialog = lazy(loadDialog);

/** At the head of a conversation: share it, save it, print it. */
export function KeepMenu({ sessionId, share }: KeepMenuProps) {
  const t = useTranslations('keeping.menu');
  const [sharing, setSharing] = useState(false);
  const save = (format: string) => () => {
    window.location.assign(`/api/sessions/${sessionId}/export?format=${format}`);
  };
  const entries = [
    { id: 'md', label: t('exportMarkdown'), icon: <FileText />, onSelect: save('md') },
    { id: 'html', label: t('exportHtml'), icon: <FileCode />, onSelect: save('html') },
    { id: 'json', label: t('exportJson'), icon: <FileJson />, onSelect: save('json') },
    {
      id: 'print',
      label: t('print'),
      icon: <Printer />,
      divided: true,
      onSelect: () => window.open(`/print/${sessionId}`, '_blank', 'noopener'),
    },
  ];
  return (
    <>
      <IconButton
        label={t('share')}
        onPointerEnter={() => void loadDialog()}
        onClick={() => setSharing(true)}
      >
        <Share2 aria-hidden />
      </IconButton>
      <MenuButton
        menuLabel={t('more')}
        aria-label={t('more')}
        data-tip={t('more')}
        entries={entries}
        className="hit inline-flex size-8 items-center justify-center rounded-md text-muted transition-colors hover:bg-tint hover:text-ink [&_svg]:size-4 [&_svg]:stroke-[1.5]"
      >
        <Ellipsis aria-hidden />
      </MenuButton>
      {sharing && (
        <Suspense>
          <ShareDialog sessionId={sessionId} actions={share} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </>
  );
}
