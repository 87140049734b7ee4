import type { KeyboardEvent } from 'react';
import type { Preferences } from '@/lib/contract/preferences';

/** Whether a key pressed in a box sends what is in it, by the person's choice and on touch. */
export function sends(
  event: KeyboardEvent<HTMLTextAreaElement>,
  sendKey: Preferences['sendKey'],
): boolean {
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return false;
  // 229 is Enter that ends a word in an input method, in browsers that forget isComposing.
  if (event.nativeEvent.isComposing || event.keyCode === 229) return false;
  const withMod = event.ctrlKey || event.metaKey;
  return withMod || !(sendKey === 'mod_enter' || matchMedia('(pointer: coarse)').matches);
}
