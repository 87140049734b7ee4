import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CONTENT_ID, SkipLink } from './skip-link';
import { TooltipHost } from './tooltip-host';
import { Wordmark } from './wordmark';

interface RailFrameProps {
  banner: ReactNode;
  /** The bar above the page on a phone. */
  bar: ReactNode;
  /** The way out, above the pages. */
  back: ReactNode;
  nav: ReactNode;
  children: ReactNode;
}

/** The frame of the settings and of the admin: pages at the side, on a phone a bar instead. */
export function RailFrame({ banner, bar, back, nav, children }: RailFrameProps) {
  const name = useTranslations('common');
  return (
    <div className="min-h-dvh bg-paper md:grid md:grid-cols-[var(--rail)_minmax(0,1fr)]">
      <SkipLink>{name('skip')}</SkipLink>
      <header className="z-30 border-line bg-side pt-[env(safe-area-inset-top)] max-md:sticky max-md:top-0 max-md:border-b md:border-e">
        <div className="flex h-12 items-center px-1 md:hidden">{bar}</div>
        <div className="px-2 pb-6 max-md:hidden md:sticky md:top-0 md:h-dvh md:overflow-y-auto">
          <div className="flex h-12 items-center ps-2">
            <Wordmark>{name('appName')}</Wordmark>
          </div>
          {back}
          <div className="mt-5">{nav}</div>
        </div>
      </header>
      <div className="min-w-0">
        {banner}
        <main
          id={CONTENT_ID}
          tabIndex={-1}
          className="px-4 pt-6 pb-[max(4rem,env(safe-area-inset-bottom))] sm:px-8 md:pt-10 lg:px-12"
        >
          {children}
        </main>
      </div>
      <TooltipHost />
    </div>
  );
}

/** From the side back to the conversations. */
export function RailBack({ children }: { children: ReactNode }) {
  return (
    <Link
      href="/"
      className="flex h-8 items-center gap-2.5 rounded-md px-2 text-base text-soft transition-colors hover:bg-press hover:text-ink pointer-coarse:h-11"
    >
      <ArrowLeft aria-hidden className="size-4 shrink-0 stroke-[1.5] rtl:-scale-x-100" />
      {children}
    </Link>
  );
}
