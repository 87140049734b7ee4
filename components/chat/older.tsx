'use client';

import { useTranslations } from 'next-intl';
import { LoadButton } from './load-button';

/** Asks for earlier messages; the place where one reads stays where it is. */
export function Older({ load }: { load: () => Promise<void> }) {
  const t = useTranslations('chat.turn');
  return (
    <div className="flex justify-center">
      <LoadButton load={load}>{t('older')}</LoadButton>
    </div>
  );
}
