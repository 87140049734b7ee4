'use client';

import { Content, Overlay, Portal, Root, Title } from 'radix-ui/dialog';
import type { ReactNode } from 'react';

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Its name, for screen readers. */
  title: string;
  children: ReactNode;
}

/** A drawer from the side where reading starts. */
export function Sheet({ open, onOpenChange, title, children }: SheetProps) {
  return (
    <Root open={open} onOpenChange={onOpenChange}>
      <Portal>
        <Overlay className="fixed inset-0 z-50 animate-appear bg-scrim" />
        <Content
          aria-describedby={undefined}
          data-edge
          data-sheet
          className="fixed inset-y-0 start-0 z-50 flex w-[min(20rem,calc(100vw-3rem))] animate-drawer flex-col bg-side pt-[env(safe-area-inset-top)] pb-[env(safe-area-inset-bottom)] shadow-float"
        >
          <Title className="sr-only">{title}</Title>
          {children}
        </Content>
      </Portal>
    </Root>
  );
}
