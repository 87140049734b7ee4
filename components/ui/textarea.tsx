import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';
import { CONTROL } from './input';

/** A text field of several lines; `rows` is its least height, it grows with its text. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      className={cn(
        CONTROL,
        'field-sizing-content max-h-96 resize-y py-2 leading-relaxed',
        className,
      )}
      {...rest}
    />
  );
}
