/**
 * Characters that are not seen but change what is: they reorder text, hide in names, or
 * make two words look alike. In code and in what a tool got they are shown. Pure.
 */

/** Controls and formats (direction marks, zero-width, tags), line separators, fillers. */
const HIDDEN = /(?![\t\n\r\u0600-\u0605\u06dd])[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0]/u;
const EACH = new RegExp(HIDDEN.source, 'gu');

/** A stretch of text, or one hidden character by its code point ("U+202E"). */
export type Stretch = { text: string } | { hidden: string; character: string };

/** Whether there is anything to show in a text. */
export function hasHidden(text: string): boolean {
  return HIDDEN.test(text);
}

/** The text cut at its hidden characters. A joiner between emoji parts is left in its place. */
export function stretchesOf(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const { index, 0: character } of text.matchAll(EACH)) {
    if (character === '\u200d' && joinsEmoji(text, index)) continue;
    if (index > from) stretches.push({ text: text.slice(from, index) });
    const code = character.codePointAt(0) ?? 0;
    stretches.push({ hidden: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, character });
    from = index + character.length;
  }
  if (from < text.length) stretches.push({ text: text.slice(from) });
  return stretches;
}

function joinsEmoji(text: string, index: number): boolean {
  return /\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*$/u.test(text.slice(0, index));
}
