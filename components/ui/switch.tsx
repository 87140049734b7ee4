import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

// A checkbox carries its own checked state, so the role needs no aria-checked.
const SWITCH = { type: 'checkbox', role: 'switch' } as const;

/**
 * On or off, at once. A checkbox underneath, so it works in a form as one.
 * Give it a name with a label (`htmlFor`) or `aria-label`.
 */
export function Switch({ className, ...rest }: Omit<ComponentProps<'input'>, 'type' | 'role'>) {
  return (
    <input
      {...SWITCH}
      className={cn(
        'hit relative h-5 w-8 shrink-0 cursor-pointer appearance-none rounded-full border border-control bg-press transition-colors',
        'before:absolute before:top-1/2 before:start-0.5 before:size-3.5 before:-translate-y-1/2 before:rounded-full before:bg-faint before:transition-transform',
        'checked:border-accent checked:bg-accent checked:before:translate-x-3 checked:before:bg-accent-ink rtl:checked:before:-translate-x-3',
        'disabled:cursor-not-allowed disabled:opacity-45 forced-colors:appearance-auto',
        className,
      )}
      {...rest}
    />
  );
}
