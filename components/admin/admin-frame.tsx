import { ArrowLeft, Bot, UserPlus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TooltipHost } from '@/components/ui/tooltip-host';
import { Wordmark } from '@/components/ui/wordmark';
import { NavLink } from './nav-link';

/** The admin's frame: what there is to manage, the page, and the way back. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const t = useTranslations('admin');
  const name = useTranslations('common');
  return (
    <div className="min-h-dvh bg-paper md:grid md:grid-cols-[var(--rail)_minmax(0,1fr)]">
      <header className="z-30 border-line bg-side max-md:sticky max-md:top-0 max-md:border-b md:border-e">
        <div className="flex items-center gap-1 px-2 py-1.5 md:sticky md:top-0 md:block md:h-dvh md:overflow-y-auto md:py-0">
          <div className="flex h-12 items-center ps-2 max-md:hidden">
            <Wordmark>{name('appName')}</Wordmark>
          </div>
          <BackLink />
          <nav aria-label={t('nav.label')} className="flex gap-1 md:mt-5 md:flex-col md:gap-5">
            <NavGroup title={t('nav.agentsGroup')}>
              <NavLink href="/admin" below="/admin/agents/" icon={<Bot aria-hidden />}>
                {t('nav.agents')}
              </NavLink>
            </NavGroup>
            <NavGroup title={t('nav.peopleGroup')}>
              <NavLink href="/admin/invite" icon={<UserPlus aria-hidden />}>
                {t('nav.invite')}
              </NavLink>
            </NavGroup>
          </nav>
        </div>
      </header>
      <main className="min-w-0 px-4 pt-6 sm:px-8 md:pt-10 lg:px-12">{children}</main>
      <TooltipHost />
    </div>
  );
}

function BackLink() {
  const t = useTranslations('admin');
  return (
    <Link
      href="/"
      aria-label={t('back')}
      className="flex h-8 items-center gap-2.5 rounded-md px-2 text-base text-soft transition-colors hover:bg-press hover:text-ink max-md:w-10 max-md:justify-center pointer-coarse:h-11"
    >
      <ArrowLeft aria-hidden className="size-4 shrink-0 stroke-[1.5]" />
      <span className="max-md:hidden">{t('back')}</span>
    </Link>
  );
}

function NavGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="mb-1 px-2 text-xs font-medium text-muted max-md:hidden">{title}</p>
      <div className="flex md:flex-col">{children}</div>
    </div>
  );
}
