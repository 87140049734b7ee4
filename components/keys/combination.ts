/**
 * Key combinations as texts: `Mod+Shift+O`. Modifiers come in the order Mod, Ctrl,
 * Alt, Shift; `Mod` is ⌘ on Apple's systems and Ctrl elsewhere, `Ctrl` exists on Apple's only.
 */

/** What of a keyboard event counts. */
export interface Press {
  key: string;
  /** The place of the key on the keyboard: `KeyO`. */
  code: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const MODIFIERS = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const;
type Modifier = (typeof MODIFIERS)[number];

/** Where signs stand on the keyboard these defaults were chosen on. */
const PLACE: Record<string, string> = {
  '/': 'Slash',
  ';': 'Semicolon',
  ',': 'Comma',
  '.': 'Period',
  "'": 'Quote',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '\\': 'Backslash',
  '-': 'Minus',
  '=': 'Equal',
  '`': 'Backquote',
};

const NAMED =
  /^(?:Escape|Enter|Tab|Space|Backspace|Delete|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right)|F(?:[1-9]|1\d|2[0-4]))$/;

interface Combination {
  modifiers: ReadonlySet<Modifier>;
  key: string;
}

/** Reads `Mod+Shift+O`; null when it is no combination in its one right form. */
export function parseCombination(text: string): Combination | null {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  const modifiers = new Set(MODIFIERS.filter((modifier) => parts.includes(modifier)));
  const known = /^[A-Z0-9]$/.test(key) || key in PLACE || NAMED.test(key);
  const inOrder = [...modifiers].join('+') === parts.join('+');
  return known && inOrder ? { modifiers, key } : null;
}

/** Whether these keys were pressed. On layouts where a sign needs Shift, that Shift does not count. */
export function isPressed(text: string, press: Press, apple: boolean): boolean {
  const wanted = parseCombination(text);
  if (!wanted) return false;
  const held = modifiersOf(press, apple);
  if (!held) return false;
  const { key, modifiers } = wanted;
  const sign = key in PLACE;
  const others = MODIFIERS.filter((one) => one !== 'Shift');
  if (others.some((one) => held.has(one) !== modifiers.has(one))) return false;
  const shiftRight = held.has('Shift') === modifiers.has('Shift');
  if (sign && press.key === key) return shiftRight || held.has('Shift');
  return shiftRight && keyOf(press) === key;
}

/** The combination that was pressed; null for modifiers alone and for keys that cannot be named. */
export function combinationOf(press: Press, apple: boolean): string | null {
  const key = keyOf(press);
  const held = modifiersOf(press, apple);
  if (key === null || !held) return null;
  const text = [...held, key].join('+');
  return parseCombination(text) ? text : null;
}

/** In the form of `aria-keyshortcuts`: `Meta+Shift+O`. */
export function ariaKeys(text: string, apple: boolean): string {
  const names: Record<string, string> = { Mod: apple ? 'Meta' : 'Control', Ctrl: 'Control' };
  return text
    .split('+')
    .map((part) => names[part] ?? part)
    .join('+');
}

/** Null when a key is held that no combination can have: the Windows key. */
function modifiersOf(press: Press, apple: boolean): Set<Modifier> | null {
  if (!apple && press.metaKey) return null;
  const held: Record<Modifier, boolean> = {
    Mod: apple ? press.metaKey : press.ctrlKey,
    Ctrl: apple && press.ctrlKey,
    Alt: press.altKey,
    Shift: press.shiftKey,
  };
  return new Set(MODIFIERS.filter((modifier) => held[modifier]));
}

/** The key's name. Letters of other scripts and signs made by modifiers go by their place. */
function keyOf({ key, code }: Press): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit) return digit;
  if (key === ' ') return 'Space';
  if (NAMED.test(key)) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return letter;
  return Object.keys(PLACE).find((sign) => PLACE[sign] === code) ?? null;
}
