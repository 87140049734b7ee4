'use client';

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PLACES } from './places';

/** The pages at the side, marked where we are. `/settings` shows the first. */
export function SettingsNav() {
  const t = useTranslations('settings');
  const path = usePathname();
  const current = path === '/settings' ? PLACES[0].href : path;
  return (
    <nav aria-label={t('nav')} className="flex flex-col gap-px">
      {PLACES.map(({ id, href, icon: Icon }) => (
        <Link
          key={id}
          href={href}
          aria-current={href === current ? 'page' : undefined}
          className="flex h-8 items-center gap-2.5 rounded-md px-2 text-base text-soft transition-colors hover:bg-tint hover:text-ink aria-[current]:bg-press aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:h-11"
        >
          <Icon aria-hidden className="size-4 shrink-0 stroke-[1.5]" />
          {t(`places.${id}`)}
        </Link>
      ))}
    </nav>
  );
}

/** The pages as a list with a line on each: what `/settings` is on a phone. */
export function SettingsList() {
  const t = useTranslations('settings');
  return (
    <nav aria-label={t('nav')} className="-mx-4 divide-y divide-line border-y border-line">
      {PLACES.map(({ id, href, icon: Icon }) => (
        <Link
          key={id}
          href={href}
          className="flex min-h-14 items-center gap-3.5 px-4 py-2 transition-colors active:bg-press"
        >
          <Icon aria-hidden className="size-4 shrink-0 stroke-[1.5] text-muted" />
          <span className="min-w-0 flex-1">
            <span className="block text-base font-medium text-ink">{t(`places.${id}`)}</span>
            <span className="block text-sm text-muted">{t(`about.${id}`)}</span>
          </span>
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 stroke-[1.5] text-faint rtl:-scale-x-100"
          />
        </Link>
      ))}
    </nav>
  );
}
