'use client';

import { ArrowDownToLine } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button, buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { LoadButton } from './load-button';

interface LaterProps {
  sessionId: string;
  load: () => Promise<void>;
}

/** Below messages that a link led to: those that follow, or the end of the conversation. */
export function Later({ sessionId, load }: LaterProps) {
  const t = useTranslations('turns.place');
  return (
    <div className="flex flex-wrap justify-center gap-2 pt-4">
      <LoadButton load={load}>{t('later')}</LoadButton>
      <Link
        href={`/c/${sessionId}`}
        replace
        prefetch={false}
        className={buttonClass({ size: 'sm', variant: 'ghost' })}
      >
        <ArrowDownToLine aria-hidden />
        {t('latest')}
      </Link>
    </div>
  );
}

/** Says that a linked message is on another branch than the one the conversation shows. */
export function Elsewhere({ sessionId, onStay }: { sessionId: string; onStay: () => void }) {
  const t = useTranslations('turns.place');
  return (
    <Notice tone="info" title={t('elsewhere')}>
      <div className="flex flex-wrap gap-2 pt-2">
        <Button size="sm" onClick={onStay}>
          {t('stay')}
        </Button>
        <Link
          href={`/c/${sessionId}`}
          replace
          prefetch={false}
          className={buttonClass({ size: 'sm', variant: 'ghost' })}
        >
          {t('back')}
        </Link>
      </div>
    </Notice>
  );
}
