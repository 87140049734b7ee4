'use client';

import { Content, Overlay, Portal, Root, Title } from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { useFocusReturn } from './use-focus-return';

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Its name, for screen readers. */
  title: string;
  children: ReactNode;
}

/** A drawer from the side where reading starts. Focus is kept inside and given back. */
export function Sheet({ open, onOpenChange, title, children }: SheetProps) {
  return (
    <Root open={open} onOpenChange={onOpenChange}>
      <Portal>
        <Panel title={title}>{children}</Panel>
      </Portal>
    </Root>
  );
}

/** There only while the drawer is open. */
function Panel({ title, children }: Pick<SheetProps, 'title' | 'children'>) {
  const giveBack = useFocusReturn();
  return (
    <>
      <Overlay className="fixed inset-0 z-50 animate-appear bg-scrim" />
      <Content
        aria-describedby={undefined}
        data-edge
        data-sheet
        onCloseAutoFocus={giveBack}
        onInteractOutside={(event) => {
          // Taking something back that was done in here is no leaving.
          const { target } = event;
          if (target instanceof Element && target.closest('[data-sonner-toaster]')) {
            event.preventDefault();
          }
        }}
        className="fixed inset-y-0 start-0 z-50 flex w-[min(20rem,calc(100vw-3rem))] animate-drawer flex-col bg-side pt-[env(safe-area-inset-top)] pb-[env(safe-area-inset-bottom)] shadow-float"
      >
        <Title className="sr-only">{title}</Title>
        {children}
      </Content>
    </>
  );
}
