'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from './copy-button';
import { type ShareItem, shareAddress } from './share';

interface ShareLineProps {
  share: ShareItem;
  onEnd: () => Promise<void>;
}

/** One link: since when, until when, copy it, end it. */
export function ShareLine({ share, onEnd }: ShareLineProps) {
  const t = useTranslations('keeping.share');
  const dates = useFormatter();
  const [ending, setEnding] = useState(false);
  const day = (time: number) => dates.dateTime(time, { dateStyle: 'medium' });
  const facts = [
    t('since', { when: day(share.createdAt) }),
    share.expiresAt === null ? t('noEnd') : t('until', { when: day(share.expiresAt) }),
    t(share.withTrace ? 'withTrace' : 'withoutTrace'),
  ];
  return (
    <li className="flex min-h-10 items-center gap-1 border-t border-line py-1 first:border-0">
      <a
        href={`/s/${share.code}`}
        target="_blank"
        rel="noopener"
        className="hit min-w-0 flex-1 text-sm text-soft hover:text-ink hover:underline"
      >
        {facts.join(' · ')}
      </a>
      <CopyButton label={t('copy')} done={t('copied')} text={() => shareAddress(share.code)} />
      <Button
        size="sm"
        variant="ghost"
        disabled={ending}
        aria-label={t('revokeNamed', { title: share.title })}
        onClick={async () => {
          setEnding(true);
          await onEnd();
          setEnding(false);
        }}
      >
        {t('revoke')}
      </Button>
    </li>
  );
}
