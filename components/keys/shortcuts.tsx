'use client';

import { usePathname, useRouter } from 'next/navigation';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { Preferences } from '@/lib/contract/preferences';
import type { OpenPalette } from './palette-items';
import { pressedAction, type Surroundings } from './pressed-action';
import { createRegistry } from './registry';
import { ShortcutsContext, useShortcut, useShortcuts } from './shortcuts-context';

const ShortcutsDialog = lazy(async () => ({
  default: (await import('./shortcuts-dialog')).ShortcutsDialog,
}));

const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }));

interface ShortcutsProps {
  preferences: Preferences;
  apple: boolean;
  /** What the command palette begins with. */
  openPalette: OpenPalette;
  children: ReactNode;
}

/** Listens to the keys of all actions, and tells everything inside what the person chose. */
export function Shortcuts({ preferences, apple, openPalette, children }: ShortcutsProps) {
  const [registry] = useState(createRegistry);
  const view = useMemo(() => ({ registry, preferences, apple }), [registry, preferences, apple]);
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      const { preferences: chosen, apple: system } = latest.current;
      // AltGr makes signs, and looks like Ctrl+Alt.
      if (!system && event.getModifierState('AltGraph')) return;
      const keyboard = { own: chosen.shortcuts, apple: system };
      const action = pressedAction(event, surroundingsOf(event), keyboard);
      if (action && registry.run(action.id)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [registry]);
  return (
    <ShortcutsContext value={view}>
      {children}
      <Everywhere openPalette={openPalette} />
    </ShortcutsContext>
  );
}

/** What can be done on every page. */
function Everywhere({ openPalette }: { openPalette: OpenPalette }) {
  const router = useRouter();
  const path = usePathname();
  const { registry } = useShortcuts();
  const [open, setOpen] = useState<'help' | 'palette' | null>(null);
  useShortcut('newChat', () => {
    if (path === '/') registry.run('focusComposer');
    else router.push('/');
  });
  useShortcut('shortcuts', () => setOpen('help'));
  useShortcut('palette', () => setOpen('palette'));
  const close = () => setOpen(null);
  if (open === null) return null;
  return (
    <Suspense>
      {open === 'help' ? (
        <ShortcutsDialog onClose={close} />
      ) : (
        <Palette load={openPalette} onClose={close} />
      )}
    </Suspense>
  );
}

const COVER = '[role=dialog],[role=alertdialog],[role=menu]';

function surroundingsOf(event: KeyboardEvent): Surroundings {
  return {
    typing: typingIn(event.target),
    covered: document.querySelector(COVER) !== null,
    // 229 is a key for an input method, in browsers that forget isComposing.
    composing: event.isComposing || event.keyCode === 229,
  };
}

function typingIn(target: EventTarget | null): Surroundings['typing'] {
  if (!(target instanceof HTMLElement)) return 'no';
  if (target instanceof HTMLTextAreaElement && target.closest('.composer')) {
    return target.value === '' ? 'empty composer' : 'composer';
  }
  const editable = target.isContentEditable || target.matches('input, textarea, select');
  return editable ? 'elsewhere' : 'no';
}
