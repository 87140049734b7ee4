'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ConversationHeader } from '@/components/chat/conversation-header';
import { cn } from '@/lib/cn';

const PAGES = ['search', 'archive', 'trash'] as const;

interface HistoryFrameProps {
  page: (typeof PAGES)[number];
  /** Beside the title. */
  actions?: ReactNode;
  /** A line below the title. */
  description?: ReactNode;
  children: ReactNode;
}

/** A page of what was said before: search, archive or trash, one click from each other. */
export function HistoryFrame({ page, actions, description, children }: HistoryFrameProps) {
  const t = useTranslations('history.pages');
  const [scrolled, setScrolled] = useState(false);
  return (
    <main
      className="conversation"
      tabIndex={-1}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop > 4)}
    >
      <ConversationHeader title={null} scrolled={scrolled}>
        <nav aria-label={t('label')} className="flex items-center gap-1 pe-1">
          {PAGES.map((one) => (
            <Link
              key={one}
              href={`/${one}`}
              prefetch={false}
              aria-current={one === page ? 'page' : undefined}
              className={cn(
                'hit inline-flex h-8 items-center rounded-md px-2.5 text-sm font-medium transition-colors',
                one === page ? 'bg-tint text-ink' : 'text-muted hover:bg-tint hover:text-ink',
              )}
            >
              {t(`${one}.tab`)}
            </Link>
          ))}
        </nav>
      </ConversationHeader>
      <div className="column pt-4 pb-16">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-5">
          <div className="min-w-0">
            <h1 className="text-xl font-semibold tracking-[-0.015em] text-ink">
              {t(`${page}.title`)}
            </h1>
            {description && <p className="pt-1 text-base text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
        {children}
      </div>
    </main>
  );
}
