/** Which action a press of keys means where it happens: pure, so that every rule has a test. */

import { isPressed, type Press, parseCombination } from './combination';
import { keysOf, type OwnKeys, SHORTCUT_ACTIONS, type ShortcutAction } from './shortcut-actions';

/** Where keys are pressed. */
export interface Surroundings {
  /** In what one types: the composer, empty or not, or another field. */
  typing: 'no' | 'composer' | 'empty composer' | 'elsewhere';
  /** A dialog or menu is open: the keys are its own. */
  covered: boolean;
  /** An input method is in the middle of a word. */
  composing: boolean;
}

/** The person's keys and the system they are pressed on. */
export interface Keyboard {
  own: OwnKeys;
  apple: boolean;
}

/** The action, if these keys mean one here; null otherwise. Fixed ones are their elements' own. */
export function pressedAction(
  press: Press,
  where: Surroundings,
  { own, apple }: Keyboard,
): ShortcutAction | null {
  if (where.covered || where.composing) return null;
  for (const action of SHORTCUT_ACTIONS as readonly ShortcutAction[]) {
    if (action.fixed) continue;
    const keys = keysOf(action, own, apple);
    if (isPressed(keys, press, apple) && mayFire(action, keys, where)) return action;
  }
  return null;
}

function mayFire(action: ShortcutAction, keys: string, { typing }: Surroundings): boolean {
  if (action.inEmptyComposer) return typing === 'empty composer';
  if (typing === 'no') return true;
  const combination = parseCombination(keys);
  if (combination?.modifiers.has('Mod') || combination?.modifiers.has('Ctrl')) return true;
  if (combination?.key !== 'Escape') return false;
  // In another field Escape alone leaves that field as it was.
  return combination.modifiers.size > 0 || typing !== 'elsewhere';
}
