import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';
import { CONTROL } from './input';

/** The browser's own list of choices, in our frame: right on every phone and screen reader. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select
        className={cn(CONTROL, 'h-9 appearance-none pe-9 pointer-coarse:h-11', className)}
        {...rest}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 end-3 size-4 -translate-y-1/2 stroke-[1.5] text-muted"
      />
    </span>
  );
}
