import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: string;
  description?: ReactNode;
  /** Buttons at the end; the primary one last. */
  actions?: ReactNode;
}

/** The head of a page: what it is, in a line what for, and what can be done. */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-6">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-[-0.015em] wrap-anywhere text-ink">
          {title}
        </h1>
        {description && <p className="mt-1 max-w-prose text-base text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
