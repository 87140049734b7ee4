/**
 * Languages nobody speaks, made from the English catalogue, to see whether the
 * interface is ready for those people do: `en-XA` is longer and full of accents,
 * `ar-XB` is the same from right to left. Every text stands in ⟦ ⟧, so that what
 * is not from the catalogue shows.
 */

/** The locales that can be asked for where the environment allows it. */
export const PSEUDO_LOCALES = ['en-XA', 'ar-XB'] as const;
export type PseudoLocale = (typeof PSEUDO_LOCALES)[number];

/** By how much texts grow: many languages need so much more room than English. */
const GROWTH = 0.4;
const FILLER = '~';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = [...'åƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ'];

/** A catalogue, or a part of one: texts in ICU form, nested by their keys. */
export interface Catalogue {
  [key: string]: string | Catalogue;
}

/** The catalogue with every text made strange. Arguments, plurals and tags stay what they are. */
export function pseudoCatalogue(catalogue: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudoMessage(value) : pseudoCatalogue(value),
    ]),
  );
}

/** One ICU message made strange. */
export function pseudoMessage(message: string): string {
  const body = accentText(message);
  const letters = body.replace(/\{[^}]*\}|<[^>]*>/g, '').length;
  const filler = FILLER.repeat(Math.ceil(letters * GROWTH)).replace(/~{6}(?=~)/g, '$&\u200B');
  return `⟦${body}${filler}⟧`;
}

/** Accents the words of a message and copies what is not words. */
function accentText(message: string): string {
  let out = '';
  let at = 0;
  while (at < message.length) {
    const end = endOfSyntax(message, at);
    const piece = message.slice(at, end);
    if (piece.startsWith('{') && end > at + 1) out += accentArgument(piece);
    else out += end > at + 1 ? piece : accentLetter(piece);
    at = end;
  }
  return out;
}

/** Where the syntax that begins at `at` ends: an argument, a tag, something quoted; or one character on. */
function endOfSyntax(message: string, at: number): number {
  const char = message[at];
  if (char === '{') return endOfBraces(message, at);
  if (char === '<') {
    const tag = /^<\/?[a-zA-Z][\w-]*\s*\/?>/.exec(message.slice(at));
    return at + (tag?.[0].length ?? 1);
  }
  if (char === "'" && /[{}<>#|]/.test(message[at + 1] ?? '')) {
    const close = message.indexOf("'", at + 2);
    return close === -1 ? message.length : close + 1;
  }
  return at + 1;
}

function endOfBraces(message: string, at: number): number {
  let depth = 0;
  for (let i = at; i < message.length; i++) {
    if (message[i] === '{') depth++;
    if (message[i] === '}' && --depth === 0) return i + 1;
  }
  return message.length;
}

/** `{name}` stays; of a plural or a selection, the words of each case are accented. */
function accentArgument(argument: string): string {
  if (!/^\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,/.test(argument)) return argument;
  let out = '{';
  let at = 1;
  while (at < argument.length - 1) {
    const end = argument[at] === '{' ? endOfBraces(argument, at) : at + 1;
    const piece = argument.slice(at, end);
    out += piece.length > 1 ? `{${accentText(piece.slice(1, -1))}}` : piece;
    at = end;
  }
  return `${out}}`;
}

function accentLetter(letter: string): string {
  return ACCENTED[PLAIN.indexOf(letter)] ?? letter;
}
