'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { SearchView } from './use-search';

/** What follows the results: more of them, a search that paused, or one that failed. */
export function SearchMore({ view }: { view: SearchView }) {
  const t = useTranslations('history.search');
  const dates = useFormatter();
  const { results, state } = view;
  if (state === 'failed') {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 py-4">
        <p className="text-base text-soft">{t('failed')}</p>
        <Button size="sm" onClick={() => view.search(view.input)}>
          {t('again')}
        </Button>
      </div>
    );
  }
  if (results.next === null) return null;
  const back = results.searchedBackTo;
  return (
    <div className="flex flex-wrap items-center gap-3 pt-5">
      {back !== null && (
        <p className="text-base text-muted">
          {t('paused', { date: dates.dateTime(back, { dateStyle: 'long' }) })}
        </p>
      )}
      <Button size="sm" disabled={state === 'loading'} onClick={view.more}>
        {t(back === null ? 'more' : 'further')}
      </Button>
    </div>
  );
}
