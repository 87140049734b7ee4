/**
 * What a person types to search their conversations: words, "exact words", and
 * filters (`agent:`, `tag:`, `before:`, `after:`, `has:tool`). Pure; the browser
 * shows as chips what the server searches by.
 */

/** The filters there are. */
export const SEARCH_FILTERS = ['agent', 'tag', 'before', 'after', 'has'] as const;
export type SearchFilter = (typeof SEARCH_FILTERS)[number];

/** One filter as typed. `start` and `end` are its place in the text. */
export interface FilterTerm {
  filter: SearchFilter;
  value: string;
  start: number;
  end: number;
  /** What is wrong with its value, as the text alone tells. */
  problem: 'empty' | 'date' | 'has' | null;
}

/** A text taken apart. Words and phrases must all be found; the last word may be a beginning. */
export interface SearchQuery {
  words: string[];
  phrases: string[];
  /** Whether the text ends in the last of `words`, which may then go on. */
  open: boolean;
  filters: FilterTerm[];
}

/** A day as typed: its first instant and the first one after it, as dates without a zone. */
export interface DateSpan {
  from: string;
  to: string;
}

const TERM =
  /(?:(?<filter>agent|tag|before|after|has):(?:"(?<quoted>[^"]*)"?|(?<plain>\S*)))|"(?<phrase>[^"]*)"?|(?<word>\S+)/giu;

/** The most words and phrases that are looked for; more are left out. */
const MAX_WORDS = 12;

/** Takes a text apart. Never fails: what is no filter is words. */
export function parseSearch(text: string): SearchQuery {
  const query: SearchQuery = { words: [], phrases: [], open: false, filters: [] };
  for (const found of text.matchAll(TERM)) {
    const { filter, quoted, plain, phrase, word } = found.groups ?? {};
    const end = found.index + found[0].length;
    if (filter !== undefined) {
      const value = (quoted ?? plain ?? '').trim();
      query.filters.push(filterTerm(filter, value, { start: found.index, end }));
    } else if (phrase !== undefined) {
      const words = wordsOf(phrase);
      if (words.length > 0) query.phrases.push(words.join(' '));
    } else if (word !== undefined) {
      const words = wordsOf(word);
      query.words.push(...words);
      if (words.length > 0) query.open = end === text.length;
    }
  }
  query.words = query.words.slice(0, MAX_WORDS);
  query.phrases = query.phrases.slice(0, MAX_WORDS);
  return query;
}

/** The words of a text as the search index cuts them: letters and digits. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The text without one of its filters, for the chip's button. */
export function withoutFilter(text: string, term: FilterTerm): string {
  const before = text.slice(0, term.start).trimEnd();
  const after = text.slice(term.end).trimStart();
  return [before, after].filter(Boolean).join(' ');
}

/** The text with one more filter at its end; a value with spaces is quoted. */
export function withFilter(text: string, filter: SearchFilter, value: string): string {
  const bare = value.replaceAll('"', '');
  const term = `${filter}:${/\s/.test(bare) ? `"${bare}"` : bare}`;
  return [text.trim(), term].filter(Boolean).join(' ');
}

function filterTerm(
  name: string,
  value: string,
  place: Pick<FilterTerm, 'start' | 'end'>,
): FilterTerm {
  const filter = SEARCH_FILTERS.find((known) => known === name.toLowerCase()) ?? 'has';
  return { filter, value, ...place, problem: problemOf(filter, value) };
}

function problemOf(filter: SearchFilter, value: string): FilterTerm['problem'] {
  if (value === '') return 'empty';
  if (filter === 'has') return /^tools?$/i.test(value) ? null : 'has';
  if (filter === 'before' || filter === 'after') return isDate(value) ? null : 'date';
  return null;
}

const DATE = /^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?$/;
const NAMED: Record<string, number> = { today: 0, yesterday: 1 };

function isDate(value: string): boolean {
  return dateSpan(value, '2000-01-01') !== null;
}

/**
 * The days a date names: `2026`, `2026-03`, `2026-03-14`, `today`, `yesterday`; null
 * when it names none. `today` is the person's own date, `YYYY-MM-DD`.
 */
export function dateSpan(value: string, today: string): DateSpan | null {
  const ago = NAMED[value.toLowerCase()];
  if (ago !== undefined) {
    const day = Date.parse(`${today}T00:00:00Z`) - ago * 86_400_000;
    return { from: isoDay(day), to: isoDay(day + 86_400_000) };
  }
  const parts = DATE.exec(value)?.groups;
  if (!parts) return null;
  const year = Number(parts.year);
  const month = parts.month === undefined ? null : Number(parts.month);
  const day = parts.day === undefined ? null : Number(parts.day);
  const from = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  const isReal =
    from.getUTCFullYear() === year &&
    from.getUTCMonth() === (month ?? 1) - 1 &&
    from.getUTCDate() === (day ?? 1);
  if (!isReal || year < 1000) return null;
  return { from: isoDay(from.getTime()), to: isoDay(endOf(year, month, day)) };
}

/** The first day after a year, a month or a day. */
function endOf(year: number, month: number | null, day: number | null): number {
  if (month === null) return Date.UTC(year + 1, 0, 1);
  return day === null ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1);
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
