import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface TryPanelProps {
  /** What is tried, in a few words. */
  note: string;
  /** At the end of its head. */
  action?: ReactNode;
  /** Below its head: what is shown, and what is tried. */
  bar?: ReactNode;
  children: ReactNode;
}

/** The frame of the agent that is tried beside its form. */
export function TryPanel({ note, action, bar, children }: TryPanelProps) {
  const t = useTranslations('admin.try');
  return (
    <section
      aria-labelledby="try-title"
      className="flex h-full flex-col overflow-hidden rounded-lg border border-line bg-paper"
    >
      <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line ps-4 pe-2">
        <h2 id="try-title" className="shrink-0 text-base font-medium text-ink">
          {t('title')}
        </h2>
        <p className="min-w-0 flex-1 truncate text-sm text-muted">{note}</p>
        {action}
      </div>
      {bar && (
        <div className="flex min-h-10 shrink-0 flex-wrap items-center justify-between gap-2 border-b border-line px-2 py-1.5">
          {bar}
        </div>
      )}
      {children}
    </section>
  );
}
