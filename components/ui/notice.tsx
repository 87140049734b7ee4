import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

const LOOK = {
  info: { icon: Info, frame: 'border-line bg-side', mark: 'text-muted' },
  success: {
    icon: CircleCheck,
    frame: 'border-green/30 bg-green-tint',
    mark: 'text-green',
  },
  warning: {
    icon: TriangleAlert,
    frame: 'border-amber/30 bg-amber-tint',
    mark: 'text-amber',
  },
  error: {
    icon: CircleAlert,
    frame: 'border-red/30 bg-red-tint',
    mark: 'text-red',
  },
} as const;

interface NoticeProps {
  tone?: keyof typeof LOOK;
  title?: ReactNode;
  children?: ReactNode;
  /** What can be done about it, at the end. */
  action?: ReactNode;
}

/** Something to know, in the flow of the page. Errors are announced when they appear. */
export function Notice({ tone = 'info', title, children, action }: NoticeProps) {
  const { icon: Icon, frame, mark } = LOOK[tone];
  return (
    <div
      role={tone === 'error' ? 'alert' : undefined}
      data-edge
      className={cn('flex items-start gap-2.5 rounded-lg border px-3 py-2.5 text-base', frame)}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0 stroke-[1.5]', mark)} />
      <div className="min-w-0 flex-1 text-soft">
        {title && <p className="font-medium text-ink">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
