/** From what a person typed to what the search index is asked. Nothing typed is syntax. */

import { type SearchQuery, wordsOf } from '@/lib/contract/search-query';
import { fold, type Wanted } from './search-text';

/**
 * Stands before the tool names of a message that used tools, so that `has:tool` is
 * found by the index as well. A private-use character: a token that nobody can type.
 */
export const TOOL_MARK = '\uE002';

/** The names of tools as a message row keeps them for the search; empty without tools. */
export function toolNamesColumn(names: Iterable<string>): string {
  const all = new Set(names);
  return all.size === 0 ? '' : [TOOL_MARK, ...all].join(' ');
}

/** The names that {@link toolNamesColumn} wrote. */
export function readToolNames(column: string): string[] {
  return column.split(' ').filter((name) => name !== '' && name !== TOOL_MARK);
}

/** The index keeps the beginnings of this length; shorter ones would read all people's words. */
export const KEPT_START = 3;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** The words of a query for looking at texts. */
export function wantedOf(query: SearchQuery): Wanted {
  const last = query.words.at(-1);
  const goesOn = query.open && last !== undefined && mayGoOn(last);
  const whole = goesOn ? query.words.slice(0, -1) : query.words;
  return { whole: [...whole, ...query.phrases].map(fold), start: goesOn ? fold(last) : null };
}

/**
 * The words of a query as an FTS5 expression; null when there are none. `begun`: the words
 * that the beginning stands for, when they are known.
 */
export function termsOf({ whole, start }: Wanted, begun: readonly string[] = []): string | null {
  const terms = whole.map((term) => `"${term}"`);
  if (start !== null && begun.length > 0) {
    terms.push(`(${begun.map((word) => `"${word.replaceAll('"', '""')}"`).join(' OR ')})`);
  } else if (start !== null) terms.push(`"${start}"*`);
  return terms.length > 0 ? terms.join(' AND ') : null;
}

/** What a person's own words are, when anything is: all of them, the last one as a beginning. */
export function plainQuery(text: string): SearchQuery {
  return { words: wordsOf(text).slice(0, 12), phrases: [], open: true, filters: [] };
}

/** Within one person's rows: the index folds case and punctuation, so the caller checks again. */
export function ownedBy(userId: string, expression: string): string {
  return `user_id : "${userId.replaceAll('"', '')}" AND ${expression}`;
}

function mayGoOn(word: string): boolean {
  return word.length >= KEPT_START || UNSPACED.test(word);
}
