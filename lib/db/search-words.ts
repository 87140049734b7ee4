/**
 * The words of the search index that begin as what is typed does. For a beginning the
 * index reads the finds of all its words, everybody's, before it gives the first, unless
 * it keeps beginnings of that length; words that are named it reads only as far as needed.
 */

import { sqlClient } from './client';
import { KEPT_START } from './search-match';
import type { Wanted } from './search-text';

/** More are not named: each is looked for by itself. */
const MOST = 200;
/** Ends the words that begin so: no letter is greater. */
const LAST = '\u{10FFFF}';

/** From each word straight to the next: no more than a look-up for a word, however frequent. */
const WORDS = `WITH RECURSIVE w (term) AS (
    SELECT (SELECT v.term FROM message_words v WHERE v.term >= :start AND v.term < :end LIMIT 1)
    UNION ALL
    SELECT (SELECT v.term FROM message_words v
      WHERE v.term >= w.term || char(1) AND v.term < :end LIMIT 1)
    FROM w WHERE w.term IS NOT NULL LIMIT ${MOST + 1}
  ) SELECT term FROM w WHERE term IS NOT NULL`;

/** The words a typed beginning may stand for; none when the index does better by itself. */
export async function wordsBeginning({ start }: Wanted): Promise<string[]> {
  if (start === null || start.length === KEPT_START) return [];
  const { rows } = await sqlClient().execute({ sql: WORDS, args: { start, end: start + LAST } });
  return rows.length > MOST ? [] : rows.map((row) => String(row.term));
}
