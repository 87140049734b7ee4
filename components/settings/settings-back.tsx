'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';

/** On a phone: from a page to the list of pages, from the list to the conversations. */
export function SettingsBack() {
  const t = useTranslations('settings');
  const inList = usePathname() === '/settings';
  return (
    <Link
      href={inList ? '/' : '/settings'}
      className="flex h-11 items-center gap-2 rounded-md px-2.5 text-base font-medium text-soft transition-colors hover:bg-press hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4 shrink-0 stroke-[1.5] rtl:-scale-x-100" />
      {inList ? t('back') : t('all')}
    </Link>
  );
}
