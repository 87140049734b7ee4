import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** The frame that every text control shares. */
export const CONTROL =
  'w-full rounded-md border border-control bg-raised px-3 text-base text-ink transition-colors ' +
  'hover:border-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:-outline-offset-1 ' +
  'disabled:cursor-not-allowed disabled:border-edge disabled:bg-tint disabled:text-muted ' +
  'aria-invalid:border-red pointer-coarse:text-[1rem]';

/** A one-line text field. Inside a `Field`, which gives it its name and its error. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(CONTROL, 'h-9 pointer-coarse:h-11', className)} {...rest} />;
}
