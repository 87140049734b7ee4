'use client';

import { createContext, useContext, useEffect, useRef } from 'react';
import type { Preferences } from '@/lib/contract/preferences';
import { ariaKeys } from './combination';
import { createRegistry, type Registry } from './registry';
import { type ActionId, findAction, keysOf, type ShortcutAction } from './shortcut-actions';

/** What `Shortcuts` gives to everything inside it. */
interface ShortcutsView {
  registry: Registry;
  preferences: Preferences;
  /** On Apple's systems ⌘ is what Ctrl is elsewhere. */
  apple: boolean;
}

/** As the schema has them; written out, since parsing would bring zod into every page. */
const DEFAULTS: Preferences = { textSize: 'medium', sendKey: 'enter', shortcuts: {} };

/** Filled by `Shortcuts`. Outside of it no keys do anything, and choices have their defaults. */
export const ShortcutsContext = createContext<ShortcutsView>({
  registry: createRegistry(),
  preferences: DEFAULTS,
  apple: false,
});

/**
 * Says what an action does while this component is there: on its keys, in the command
 * palette. With null it cannot be done now. The latest one to register counts.
 */
export function useShortcut(id: ActionId, run: (() => void) | null): void {
  const { registry } = useContext(ShortcutsContext);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const can = run !== null;
  useEffect(() => {
    if (can) return registry.add(id, () => latest.current?.());
  }, [registry, id, can]);
}

/**
 * The keys of an action in the form of `aria-keyshortcuts` ("Control+Shift+O"), for an
 * `IconButton`'s `shortcut` and the like; undefined when it is switched off.
 */
export function useShortcutKeys(id: ActionId): string | undefined {
  const { preferences, apple } = useContext(ShortcutsContext);
  const action = findAction(id);
  const keys = action ? shownKeys(action, preferences, apple) : '';
  return keys === '' ? undefined : ariaKeys(keys, apple);
}

/** Sending and new lines follow a choice of their own. */
function shownKeys(action: ShortcutAction, preferences: Preferences, apple: boolean): string {
  if (preferences.sendKey === 'mod_enter') {
    if (action.id === 'send') return 'Mod+Enter';
    if (action.id === 'newLine') return 'Enter';
  }
  return keysOf(action, preferences.shortcuts, apple);
}

/** Whatever stands around: the registry, the person's choices, the system. */
export function useShortcuts(): ShortcutsView {
  return useContext(ShortcutsContext);
}

/** What the person chose in the settings. */
export function usePreferences(): Preferences {
  return useContext(ShortcutsContext).preferences;
}
