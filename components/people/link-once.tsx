'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { LinkField } from '@/components/admin/link-field';

/** A link that is shown this once, in a card of its own. `expiresAt` is Unix milliseconds. */
export function LinkOnce({ url, expiresAt }: { url: string; expiresAt: number }) {
  const t = useTranslations('people.link');
  const format = useFormatter();
  const until = format.dateTime(new Date(expiresAt), { dateStyle: 'long', timeStyle: 'short' });
  return (
    <div className="rounded-lg border border-line bg-raised p-4">
      <LinkField
        id="link-once"
        url={url}
        label={t('label')}
        help={t('help', { date: until })}
        copy={t('copy')}
        copied={t('copied')}
      />
    </div>
  );
}
