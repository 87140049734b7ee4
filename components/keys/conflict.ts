/** Why keys cannot be given to an action. */

import { parseCombination } from './combination';
import type { Keyboard } from './pressed-action';
import { type ActionId, keysOf, SHORTCUT_ACTIONS, type ShortcutAction } from './shortcut-actions';

/** `taken`: another action has them. The others have a text in `keys.conflict`. */
export type Conflict =
  | { kind: 'taken'; by: ActionId }
  | { kind: 'modifier' | 'browser' | 'editing' | 'unknown' };

/** What browsers keep for themselves, whatever a page says. */
const BROWSER = new Set([
  ...[...'NTWQRLPDHJ', 'Tab'].map((key) => `Mod+${key}`),
  ...[...'NTWQRJI', 'Tab', 'Delete'].map((key) => `Mod+Shift+${key}`),
]);

/** What one edits text and moves through a page with. */
const EDITING = new Set([
  ...[...'ACVXZY', 'Delete', 'Home', 'End'].map((key) => `Mod+${key}`),
  'Mod+Shift+Z',
  'Mod+Shift+V',
  'Alt+Delete',
]);
const MOVING = /(?:^|\+)(?:Arrow\w+|Tab|Space|Backspace|Enter)$/;

/** Why `keys` cannot be the keys of `action`; null when they can. An empty text switches it off. */
export function conflictOf(
  action: ShortcutAction,
  keys: string,
  keyboard: Keyboard,
): Conflict | null {
  if (keys === '') return null;
  const isDefault = keys === keysOf(action, {}, keyboard.apple);
  return (isDefault ? null : refusalOf(keys)) ?? takenBy(action, keys, keyboard);
}

function refusalOf(keys: string): Conflict | null {
  const combination = parseCombination(keys);
  if (!combination) return { kind: 'unknown' };
  if (EDITING.has(keys) || MOVING.test(keys)) return { kind: 'editing' };
  if (BROWSER.has(keys)) return { kind: 'browser' };
  const { modifiers, key } = combination;
  const held = modifiers.has('Mod') || modifiers.has('Ctrl') || modifiers.has('Alt');
  const alone = key === 'Escape' || /^F\d+$/.test(key);
  return held || alone ? null : { kind: 'modifier' };
}

function takenBy(action: ShortcutAction, keys: string, { own, apple }: Keyboard): Conflict | null {
  const other = SHORTCUT_ACTIONS.find(
    (row) => row.id !== action.id && keysOf(row, own, apple) === keys,
  );
  return other ? { kind: 'taken', by: other.id } : null;
}
