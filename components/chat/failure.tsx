'use client';

import { useTranslations } from 'next-intl';
import { Button, buttonClass } from '@/components/ui/button';

/** A page that could not be drawn. What was typed is kept as a draft. */
export function Failure({ retry }: { retry: () => void }) {
  const t = useTranslations('common.failure');
  return (
    <main className="flex min-w-0 flex-1 flex-col items-center justify-center px-6 text-center">
      <h1 className="text-lg font-semibold text-ink">{t('title')}</h1>
      <p role="alert" className="max-w-sm pt-1 pb-5 text-base text-muted">
        {t('text')}
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        <a href="/" className={buttonClass({ variant: 'ghost' })}>
          {t('home')}
        </a>
        <Button variant="primary" onClick={retry}>
          {t('retry')}
        </Button>
      </div>
    </main>
  );
}
