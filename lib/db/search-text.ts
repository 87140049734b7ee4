/**
 * Found text as people see it: the stretch round the words that were found, and how
 * well a text fits them. The index finds; this only looks at what was found, so its
 * cost is bounded by the number of finds.
 */

import type { Segment } from '@/lib/contract/search-results';

/** What is looked for, folded: words, phrases (words joined by a space), and maybe a beginning. */
export interface Wanted {
  whole: string[];
  /** The last word typed, when it may go on; null otherwise. */
  start: string | null;
}

const EXCERPT = 180;
const LEAD = 50;
const CHUNK = 4_000;
/** Longer than any word or phrase, so that none is lost between two chunks. */
const OVERLAP = 250;
const WORD = '[\\p{L}\\p{N}]';
const MARKUP = /[*`#>|~[\]\s]+/g;

/** Lower case, without accents: as the index compares. */
export function fold(text: string): string {
  return isAscii(text)
    ? text.toLowerCase()
    : text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * The stretch of a text that shows best what was found, in segments; its beginning
 * when nothing of it stands in the text.
 */
export function excerptOf(text: string, wanted: Wanted): Segment[] {
  const pattern = patternOf(wanted);
  for (let at = 0; pattern && at < text.length; at += CHUNK - OVERLAP) {
    const chunk = readable(text.slice(at, at + CHUNK));
    const { folded, origin } = foldWithOrigin(chunk);
    const matches = [...folded.matchAll(pattern)];
    const best = densest(matches);
    if (!best) continue;
    const marks = matches.map((found) => markOf(found, origin));
    const place = stretch(chunk, origin(best.index), { more: at + CHUNK < text.length });
    return withEllipses(segmentsOf(chunk, marks, place), at > 0 || place.from > 0, place.cut);
  }
  const chunk = readable(text.slice(0, CHUNK));
  const place = stretch(chunk, 0, { more: text.length > CHUNK });
  return withEllipses(segmentsOf(chunk, [], place), false, place.cut);
}

/** A whole short text, a title, with what was found marked. */
export function markAll(text: string, wanted: Wanted): Segment[] {
  const pattern = patternOf(wanted);
  const { folded, origin } = foldWithOrigin(text);
  const marks = pattern ? [...folded.matchAll(pattern)].map((found) => markOf(found, origin)) : [];
  return segmentsOf(text, marks, { from: 0, to: text.length });
}

/** How well a text fits, from 0: how often the words stand in it for its length, and together. */
export function fitness(text: string, wanted: Wanted): number {
  const folded = fold(text);
  const words = [...wanted.whole, ...(wanted.start === null ? [] : [wanted.start])];
  const length = 0.25 + (0.75 * folded.length) / 1_000;
  let score = 0;
  for (const word of words) {
    const times = count(folded, word);
    score += (times * 2.2) / (times + 1.2 * length);
  }
  const together = words.length > 1 && folded.includes(words.join(' ')) ? words.length : 0;
  return score + together;
}

interface Mark {
  from: number;
  to: number;
}

type Origin = (index: number) => number;

function patternOf({ whole, start }: Wanted): RegExp | null {
  const terms = whole.map((term) => `${term.split(' ').join('[^\\p{L}\\p{N}]+')}(?!${WORD})`);
  if (start !== null) terms.push(`${start}${WORD}*`);
  return terms.length > 0 ? new RegExp(`(?<!${WORD})(?:${terms.join('|')})`, 'gu') : null;
}

function markOf(found: RegExpExecArray, origin: Origin): Mark {
  return { from: origin(found.index), to: origin(found.index + found[0].length) };
}

/** Of all matches the one that most different ones follow closely. */
function densest(matches: RegExpExecArray[]): RegExpExecArray | undefined {
  let best = matches[0];
  let most = 0;
  for (const [i, match] of matches.slice(0, 40).entries()) {
    const near = matches
      .slice(i, i + 12)
      .filter((other) => other.index < match.index + EXCERPT - LEAD);
    const kinds = new Set(near.map((other) => other[0])).size;
    if (kinds > most) [best, most] = [match, kinds];
  }
  return best;
}

/** Without the signs of markdown, and with single spaces. */
function readable(text: string): string {
  return text.replace(MARKUP, ' ').trim();
}

/** A piece round `at`, from a word's beginning to a word's end. */
function stretch(text: string, at: number, { more }: { more: boolean }) {
  let from = Math.max(0, at - LEAD);
  if (from > 0) from = Math.min(at, text.indexOf(' ', from) + 1 || at);
  let to = Math.min(text.length, from + EXCERPT);
  if (to < text.length) to = Math.max(text.lastIndexOf(' ', to), at + 1);
  return { from, to, cut: to < text.length || more };
}

function segmentsOf(text: string, marks: Mark[], { from, to }: Mark): Segment[] {
  const segments: Segment[] = [];
  const add = (start: number, end: number, match: boolean) => {
    if (end > start) segments.push({ text: text.slice(start, end), match });
  };
  let at = from;
  for (const mark of marks) {
    if (mark.from < at || mark.from >= to) continue;
    add(at, mark.from, false);
    at = Math.min(mark.to, to);
    add(mark.from, at, true);
  }
  add(at, to, false);
  return segments;
}

function withEllipses(segments: Segment[], before: boolean, after: boolean): Segment[] {
  const all = [...segments];
  if (before) all.unshift({ text: '… ', match: false });
  if (after) all.push({ text: ' …', match: false });
  return all;
}

function count(text: string, word: string): number {
  let times = 0;
  for (let at = text.indexOf(word); at >= 0 && times < 20; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !isLetter(text.charCodeAt(at - 1))) times += 1;
  }
  return times;
}

/** Quick and rough: good enough for ranking. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 191;
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them
  return /^[\x00-\x7f]*$/.test(text);
}

/** Folded text, and where each of its characters stood before. */
function foldWithOrigin(text: string): { folded: string; origin: Origin } {
  if (isAscii(text)) return { folded: text.toLowerCase(), origin: (index) => index };
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = fold(character);
    for (let i = 0; i < plain.length; i += 1) places.push(at);
    folded += plain;
    at += character.length;
  }
  places.push(text.length);
  return { folded, origin: (index) => places[index] ?? text.length };
}
