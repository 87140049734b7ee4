import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

interface IconButtonProps extends ComponentProps<'button'> {
  /** Its name: read aloud, and shown as its tooltip. */
  label: string;
  /** The keys that do the same, in `aria-keyshortcuts` form ("Control+Shift+O"). */
  shortcut?: string | undefined;
  size?: 'sm' | 'md';
}

/** A button with only an icon. The tooltip is drawn by `TooltipHost` from the data attributes. */
export function IconButton({
  label,
  shortcut,
  size = 'md',
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      data-tip={label}
      data-tip-keys={shortcut}
      className={cn(
        'hit inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors',
        'hover:bg-tint hover:text-ink active:bg-press aria-expanded:bg-tint aria-expanded:text-ink',
        'disabled:pointer-events-none disabled:opacity-45',
        '[&_svg]:size-4 [&_svg]:stroke-[1.5]',
        size === 'sm' ? 'size-7' : 'size-8',
        'pointer-coarse:size-11',
        className,
      )}
      {...rest}
    />
  );
}
