/** Generated texts whose words are as unevenly frequent as those of a language, the same in every run. */

const VOCABULARY = 40_000;
/** A draw is one look-up in a table in which each word stands as often as it is said. */
const DRAWS = 1 << 18;
const ONSETS = 'b c d f g h j k l m n p r s t v w z br ch dr fl gr pl sh st th tr'.split(' ');
const VOWELS = 'a e i o u ai ea io ou'.split(' ');

/** Random numbers below a limit, the same for the same seed. */
export type Dice = (limit: number) => number;

/** Mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}

/** Writes texts of so many words. */
export interface Prose {
  text(words: number): string;
  /** The word of this rank: 0 is the most frequent. */
  word(rank: number): string;
}

/** Words by Zipf's law: the second is half as frequent as the first, the tenth a tenth. */
export function proseOf(dice: Dice): Prose {
  const words = vocabulary(diceOf(7));
  const draws: string[] = [];
  const total = words.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0);
  let sum = 0;
  for (const [rank, word] of words.entries()) {
    sum += 1 / (rank + 1);
    while (draws.length < (sum / total) * DRAWS) draws.push(word);
  }
  return {
    text(count) {
      let text = '';
      for (let i = 0; i < count; i += 1) {
        text += draws[dice(DRAWS)] ?? '';
        text += i % 12 === 11 ? '.\n' : ' ';
      }
      return text;
    },
    word: (rank) => words[rank] ?? '',
  };
}

/** Frequent words are short, as in languages. */
function vocabulary(dice: Dice): string[] {
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const syllables = 1 + Number(words.size >= 60) + Number(words.size >= 3_000);
    let word = '';
    for (let i = 0; i < syllables; i += 1) {
      word += (ONSETS[dice(ONSETS.length)] ?? '') + (VOWELS[dice(VOWELS.length)] ?? '');
    }
    words.add(word + (dice(2) === 0 ? (ONSETS[dice(18)] ?? '') : ''));
  }
  return [...words];
}
