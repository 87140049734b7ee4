import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

const BASE =
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap ' +
  'select-none transition-[background-color,border-color,color,opacity] ' +
  'disabled:pointer-events-none disabled:opacity-45 aria-disabled:pointer-events-none aria-disabled:opacity-45 ' +
  'pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]';

const VARIANT = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-strong active:bg-accent-strong',
  secondary: 'border border-edge bg-raised text-ink hover:bg-tint active:bg-press',
  ghost: 'text-soft hover:bg-tint hover:text-ink active:bg-press',
  danger: 'border border-edge bg-raised text-red hover:border-red hover:bg-red-tint',
} as const;

const SIZE = {
  sm: 'h-7 px-2.5 text-sm',
  md: 'h-8 px-3 text-base',
  lg: 'h-10 px-4 text-base',
} as const;

/** How a button looks; shared with links that look like one. */
export interface ButtonLook {
  variant?: keyof typeof VARIANT;
  size?: keyof typeof SIZE;
}

/** The classes of a button, for a link that should look like one. */
export function buttonClass({ variant = 'secondary', size = 'md' }: ButtonLook = {}): string {
  return cn(BASE, VARIANT[variant], SIZE[size]);
}

/** A button with words. One `primary` a screen; `danger` for what cannot be undone. */
export function Button({
  variant,
  size,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & ButtonLook) {
  return <button type={type} className={cn(buttonClass({ variant, size }), className)} {...rest} />;
}
