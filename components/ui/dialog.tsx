'use client';

import { Close, Content, Description, Overlay, Portal, Root, Title } from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { Button } from './button';
import { useFocusReturn } from './use-focus-return';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the one that does it last. Omit for a dialog with its own form buttons. */
  actions?: ReactNode;
}

/** A question that must be answered before going on. Focus is kept inside and given back. */
export function Dialog({ open, onOpenChange, ...panel }: DialogProps) {
  return (
    <Root open={open} onOpenChange={onOpenChange}>
      <Portal>
        <Panel {...panel} />
      </Portal>
    </Root>
  );
}

/** There only while the dialog is open. */
function Panel({
  title,
  description,
  children,
  actions,
}: Omit<DialogProps, 'open' | 'onOpenChange'>) {
  const giveBack = useFocusReturn();
  return (
    <>
      <Overlay className="fixed inset-0 z-50 animate-appear bg-scrim" />
      <Content
        data-edge
        {...(description ? {} : { 'aria-describedby': undefined })}
        onCloseAutoFocus={giveBack}
        className="fixed inset-x-0 top-1/2 z-50 mx-auto flex max-h-[85dvh] w-[min(27rem,calc(100vw-2rem))] -translate-y-1/2 animate-appear flex-col overflow-y-auto rounded-lg bg-raised p-5 shadow-float"
      >
        <Title className="text-lg font-semibold tracking-[-0.01em] wrap-anywhere text-ink">
          {title}
        </Title>
        {description && (
          <Description className="mt-1.5 text-base leading-relaxed text-soft">
            {description}
          </Description>
        )}
        {children && <div className="mt-4">{children}</div>}
        {actions && <div className="mt-6 flex flex-wrap justify-end gap-2">{actions}</div>}
      </Content>
    </>
  );
}

/** The button that leaves a dialog without doing anything. */
export function DialogCancel({ children }: { children: ReactNode }) {
  return (
    <Close asChild>
      <Button variant="ghost">{children}</Button>
    </Close>
  );
}
