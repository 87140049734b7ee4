'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { clock } from '@/components/chat/outcome';
import type { ReachedLimit } from '@/lib/contract/budget';

interface LimitReachedProps {
  limit: ReachedLimit;
  /** Milliseconds until trying again makes sense. */
  left: number;
}

/** Which limit was reached, of whom, how much it is and when it renews. */
export function LimitReached({ limit, left }: LimitReachedProps) {
  const t = useTranslations('usage');
  const format = useFormatter();
  const { kind, scope, subject, limit: most, resets_at } = limit;
  const passed = kind === 'requestsPerMinute' && left <= 0;
  const when =
    resets_at === null
      ? ''
      : format.dateTime(new Date(resets_at * 1000), {
          dateStyle: 'medium',
          timeStyle: 'short',
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        });
  return (
    <>
      {passed
        ? t('refusal.again')
        : t(`refusal.${kind}`, { limit: most, scope, name: subject, time: clock(left), when })}{' '}
      {t('refusal.kept')}{' '}
      <Link href="/settings/usage" className="text-accent underline underline-offset-2">
        {t('refusal.usage')}
      </Link>
    </>
  );
}
