/**
 * Number words to digits: "twenty-five" → "25", "two million" → "2000000",
 * "2.5 million" → "2500000". What is not a number word stays as it is.
 */

const UNITS = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen',
  'fifteen sixteen seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
  ['trillion', 1_000_000_000_000],
]);

const PLAIN = `(?:${[...UNITS, ...TENS].join('|')})`;
const SCALE = `(?:${[...SCALES.keys()].join('|')})`;
const RUN = new RegExp(
  `\\b(?:${PLAIN}|an? ${SCALE})(?:[\\s-]+(?:and\\s+)?(?:${PLAIN}|${SCALE}))*\\b`,
  'gi',
);
const SCALED_DIGITS = new RegExp(`\\b(\\d[\\d,]*(?:\\.\\d+)?)\\s+(${SCALE})\\b`, 'gi');

/** Replaces every number written in words by its digits. */
export function digitsForWords(text: string): string {
  return text
    .replace(RUN, (run) => readRun(run.toLowerCase().split(/[\s-]+/)))
    .replace(SCALED_DIGITS, (_all, digits: string, word: string) =>
      String(Number(digits.replaceAll(',', '')) * (SCALES.get(word.toLowerCase()) ?? 1)),
    );
}

/** One run of number words as digits; words that do not form one number stay several. */
function readRun(words: string[]): string {
  const out: string[] = [];
  let current: string[] = [];
  for (const word of words) {
    if (word === 'a' || word === 'an') current.push('one');
    else if (word === 'and') {
      if (SCALES.has(current.at(-1) ?? '')) continue;
      out.push(String(sumOf(current)), 'and');
      current = [];
    } else if (current.length === 0 || continues(current.at(-1) ?? '', word)) current.push(word);
    else {
      out.push(String(sumOf(current)));
      current = [word];
    }
  }
  if (current.length > 0) out.push(String(sumOf(current)));
  return out.join(' ');
}

/** Whether two words may follow each other in one number: "twenty one", not "one two". */
function continues(last: string, next: string): boolean {
  if (SCALES.has(next) || SCALES.has(last)) return true;
  const digit = UNITS.indexOf(next);
  return TENS.includes(last) && digit >= 1 && digit <= 9;
}

/** Sums number words; "hundred" multiplies its group, a larger scale closes it. */
function sumOf(words: string[]): number {
  let total = 0;
  let group = 0;
  for (const word of words) {
    const scale = SCALES.get(word);
    if (scale === undefined) {
      group += UNITS.includes(word) ? UNITS.indexOf(word) : (TENS.indexOf(word) + 2) * 10;
    } else if (scale === 100) group = (group || 1) * 100;
    else {
      total += (group || 1) * scale;
      group = 0;
    }
  }
  return total + group;
}
