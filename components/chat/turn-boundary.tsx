'use client';

import { catchError } from 'next/error';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';

/** Keeps one message that cannot be drawn from taking the others with it; shows its source. */
export const TurnBoundary = catchError(BrokenTurn);

function BrokenTurn({ source }: { source: string }) {
  const t = useTranslations('chat.turn');
  return (
    <Notice tone="warning" title={t('broken')}>
      <details className="pt-1">
        <summary className="text-sm">{t('brokenSource')}</summary>
        <pre className="max-h-80 overflow-auto pt-2 text-xs whitespace-pre-wrap wrap-anywhere">
          {source}
        </pre>
      </details>
    </Notice>
  );
}
