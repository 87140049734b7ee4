import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface TryPanelProps {
  /** At the end of its head. */
  action?: ReactNode;
  children: ReactNode;
}

/** The frame of the agent that is tried beside its form. */
export function TryPanel({ action, children }: TryPanelProps) {
  const t = useTranslations('admin.try');
  return (
    <section
      aria-labelledby="try-title"
      className="flex h-full flex-col overflow-hidden rounded-lg border border-line bg-paper"
    >
      <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line pe-2 ps-4">
        <h2 id="try-title" className="text-base font-medium text-ink">
          {t('title')}
        </h2>
        <p className="min-w-0 flex-1 truncate text-sm text-muted">{t('stale')}</p>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Why it cannot be tried now, and what to do. */
export function TryLater({ children }: { children: ReactNode }) {
  return <p className="m-auto max-w-72 px-4 py-12 text-center text-base text-muted">{children}</p>;
}
