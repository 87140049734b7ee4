import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  /** What to do about it. */
  action?: ReactNode;
}

/** Nothing here yet: says so, why, and what to do. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-16 text-center">
      {icon && (
        <span className="mb-3 text-faint [&_svg]:size-5 [&_svg]:stroke-[1.5]" aria-hidden>
          {icon}
        </span>
      )}
      <h2 className="text-base font-medium text-ink">{title}</h2>
      {children && <p className="mt-1 max-w-sm text-base text-muted">{children}</p>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
