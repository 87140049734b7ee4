import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** The browser's checkbox in the accent colour. */
export function Checkbox({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      type="checkbox"
      className={cn('hit size-4 shrink-0 cursor-pointer accent-accent', className)}
      {...rest}
    />
  );
}
