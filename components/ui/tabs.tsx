'use client';

import { Content, List, Root, Trigger } from 'radix-ui/tabs';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** Several views of one thing, one shown. */
export const Tabs = Root;

/** The row of tabs. */
export function TabList({ className, ...rest }: ComponentProps<typeof List>) {
  return <List className={cn('flex gap-4 border-b border-line', className)} {...rest} />;
}

/** One tab. */
export function Tab({ className, ...rest }: ComponentProps<typeof Trigger>) {
  return (
    <Trigger
      className={cn(
        'hit -mb-px h-8 pointer-coarse:h-11 border-b-2 border-transparent text-sm font-medium text-muted transition-colors',
        'hover:text-ink data-[state=active]:border-ink data-[state=active]:text-ink',
        className,
      )}
      {...rest}
    />
  );
}

/** What a tab shows. */
export function TabPanel({ className, ...rest }: ComponentProps<typeof Content>) {
  return <Content className={cn('pt-4', className)} {...rest} />;
}
