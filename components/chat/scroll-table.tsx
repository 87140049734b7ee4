'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** A table of an answer: scrolls inside itself, never widens the page. */
export function ScrollTable({ children }: { children: ReactNode }) {
  const t = useTranslations('chat.table');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={t('label')} tabIndex={0} className="scroll-table">
      <table>{children}</table>
    </section>
  );
}
