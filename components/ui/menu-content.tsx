'use client';

import { Check } from 'lucide-react';
import {
  CheckboxItem,
  Content,
  Item,
  Portal,
  Root,
  Separator,
  Trigger,
} from 'radix-ui/dropdown-menu';
import { Fragment, type ReactNode, type RefObject, useRef } from 'react';
import { cn } from '@/lib/cn';
import type { MenuEntry } from './menu-entry';

const ITEM =
  'relative flex min-h-8 cursor-default items-center gap-2.5 rounded-md px-2 py-1.5 text-base text-ink select-none ' +
  'outline-none data-[highlighted]:bg-tint data-[disabled]:pointer-events-none data-[disabled]:opacity-45 ' +
  'pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5] ' +
  'forced-colors:data-[highlighted]:outline-1';

interface MenuContentProps {
  label: string;
  entries: MenuEntry[];
  side: 'top' | 'bottom';
  align: 'start' | 'end';
  header: ReactNode;
  trigger: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

/** The open menu of a `MenuButton`, laid over its button and giving focus back to it. */
export function MenuContent(props: MenuContentProps) {
  const { label, entries, side, align, header, trigger, onClose } = props;
  const chosen = useRef<MenuEntry | null>(null);
  return (
    <Root open onOpenChange={(open) => !open && onClose()} modal={false}>
      <Trigger asChild>
        <span aria-hidden tabIndex={-1} className="pointer-events-none absolute inset-0" />
      </Trigger>
      <Portal container={landmarkOf(trigger.current)}>
        <Content
          aria-label={label}
          aria-labelledby={undefined}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          data-edge
          onInteractOutside={(event) => {
            // The button closes the menu itself; closing here too would open it again.
            if (event.target instanceof Node && trigger.current?.contains(event.target)) {
              event.preventDefault();
            }
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!chosen.current) trigger.current?.focus();
          }}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-48 animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float"
        >
          {header && <div className="border-b border-line px-2 pt-1.5 pb-2.5 mb-1">{header}</div>}
          {entries.map((entry) => (
            <Fragment key={entry.id}>
              {entry.divided && <Separator className="-mx-1 my-1 h-px bg-line" />}
              <Entry
                entry={entry}
                onSelect={() => {
                  trigger.current?.focus();
                  chosen.current = entry;
                  entry.onSelect();
                }}
              />
            </Fragment>
          ))}
        </Content>
      </Portal>
    </Root>
  );
}

/** Where the menu is put: in the part of the page its button belongs to, so that readers find it there. */
function landmarkOf(button: HTMLElement | null): HTMLElement | null {
  return button?.closest<HTMLElement>('main, aside, [data-sheet]') ?? null;
}

function Entry({ entry, onSelect }: { entry: MenuEntry; onSelect: () => void }) {
  const look = cn(
    ITEM,
    entry.detail && 'items-start [&_svg]:mt-px',
    entry.danger && 'text-red data-[highlighted]:bg-red-tint',
  );
  const content = (
    <>
      {entry.icon && (
        <span className={entry.danger ? 'text-red' : 'text-muted'} aria-hidden>
          {entry.icon}
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{entry.label}</span>
        {entry.detail && <span className="block text-sm text-muted">{entry.detail}</span>}
      </span>
      {entry.hint && <span className="text-xs text-muted">{entry.hint}</span>}
      {entry.checked && <Check aria-hidden className="text-accent" />}
    </>
  );
  if (entry.checked === undefined) {
    return (
      <Item className={look} disabled={entry.disabled} onSelect={onSelect}>
        {content}
      </Item>
    );
  }
  return (
    <CheckboxItem
      role="menuitemradio"
      className={look}
      checked={entry.checked}
      disabled={entry.disabled}
      onSelect={onSelect}
    >
      {content}
    </CheckboxItem>
  );
}
