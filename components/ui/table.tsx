import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** A table that scrolls inside itself; `label` names the region for the keyboard and readers. */
export function Table({ label, className, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="relative w-full overflow-x-auto">
      <table className={cn('w-full border-collapse text-base', className)} {...rest} />
    </section>
  );
}

/** The head, which stays in sight while the rows scroll. */
export function TableHead({ className, ...rest }: ComponentProps<'thead'>) {
  return <thead className={cn('sticky top-0 z-10 bg-paper', className)} {...rest} />;
}

/** A 40 px row. */
export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn(
        'h-10 border-b pointer-coarse:h-12 border-line transition-colors hover:bg-side',
        className,
      )}
      {...rest}
    />
  );
}

/** A column's head; `numeric` puts it to the right, above its figures. */
export function TableHeader({
  numeric,
  className,
  ...rest
}: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        'h-9 border-b border-line px-3 pointer-coarse:h-11 text-start text-xs font-medium whitespace-nowrap text-muted first:ps-0 last:pe-0',
        numeric && 'text-end',
        className,
      )}
      {...rest}
    />
  );
}

/** A cell; `numeric` for figures: to the right, all digits of one width. */
export function TableCell({
  numeric,
  className,
  ...rest
}: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      className={cn('px-3 py-2 first:ps-0 last:pe-0', numeric && 'figures text-end', className)}
      {...rest}
    />
  );
}
