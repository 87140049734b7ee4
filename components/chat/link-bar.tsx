'use client';

import { CloudOff } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { BreathingDot } from '@/components/ui/breathing-dot';
import { Button, buttonClass } from '@/components/ui/button';
import { useUpdated } from '@/lib/client/activity';
import type { Link as LinkState } from '@/lib/client/conversation';
import { useOnline } from './use-online';

/** How the browser stands to the server, when it is worth saying. Calm: nothing is lost. */
export function LinkBar({ link, running }: { link: LinkState; running: boolean }) {
  const t = useTranslations('chat.link');
  const cut = !useOnline() || link === 'offline';
  if (!cut && link !== 'reconnecting') return null;
  const offline = running ? t('offline') : t('offlineIdle');
  return (
    <p className="mx-auto flex h-7 animate-rise items-center gap-2 rounded-full border border-line bg-raised px-3 text-sm text-soft shadow-float">
      {cut ? (
        <CloudOff aria-hidden className="size-3.5 stroke-[1.5] text-faint" />
      ) : (
        <BreathingDot />
      )}
      {cut ? offline : t('reconnecting')}
    </p>
  );
}

/** The server has a newer version than this page: said, and left to its person when. */
export function UpdateBar() {
  const t = useTranslations('chat.link');
  if (!useUpdated()) return null;
  return (
    <p className="mx-auto flex h-8 animate-rise items-center gap-2 rounded-full border border-line bg-raised ps-3 pe-1 text-sm text-soft shadow-float">
      {t('updated')}
      <Button size="sm" variant="ghost" onClick={() => window.location.reload()}>
        {t('reload')}
      </Button>
    </p>
  );
}

/** Stands in place of the conversation once its person is signed out: nothing private stays. */
export function SignedOut() {
  const t = useTranslations('chat.link');
  const path = usePathname();
  return (
    <main className="flex min-w-0 flex-1 flex-col items-center justify-center px-6 text-center">
      <h1 className="text-lg font-semibold text-ink">{t('signedOut')}</h1>
      <p className="max-w-sm pt-1 pb-5 text-base text-muted">{t('signedOutText')}</p>
      <a
        href={`/sign-in?next=${encodeURIComponent(path)}`}
        className={buttonClass({ variant: 'primary' })}
      >
        {t('signIn')}
      </a>
    </main>
  );
}
