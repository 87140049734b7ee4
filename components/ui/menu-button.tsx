'use client';

import { type ComponentProps, lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import type { MenuEntry } from './menu-entry';

interface MenuButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** Names the menu for screen readers. */
  menuLabel: string;
  entries: MenuEntry[];
  side?: 'top' | 'bottom';
  align?: 'start' | 'end';
  /** Not an entry: shown at the top of the menu. */
  header?: ReactNode;
  children: ReactNode;
}

const loadContent = async () => ({ default: (await import('./menu-content')).MenuContent });
const MenuContent = lazy(loadContent);

/**
 * A button that opens a menu. The menu's code is fetched when the button is
 * first pointed at or focused, so pages with many menus start light.
 */
export function MenuButton(props: MenuButtonProps) {
  const { menuLabel, entries, side = 'bottom', align = 'end', header, children, ...button } = props;
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <span className="relative inline-flex min-w-0 has-[>.w-full]:w-full">
      <button
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        {...button}
        ref={trigger}
        onPointerEnter={() => void loadContent()}
        onFocus={() => void loadContent()}
        onClick={() => setOpen((was) => !was)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open && (
        <Suspense>
          <MenuContent
            label={menuLabel}
            entries={entries}
            side={side}
            align={align}
            header={header}
            trigger={trigger}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </span>
  );
}
