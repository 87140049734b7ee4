/** A small full-text ranking (BM25F) for a few hundred texts in memory. */

import { stemsOf, synonymsOf } from './words';

/** A searchable text: its fields, each with its own weight. */
export type Fields<Name extends string> = Record<Name, string>;

/** A hit. `match` is the share (0–1) of the query's meaning that the text contains. */
export interface Ranked {
  index: number;
  score: number;
  match: number;
}

/** Saturation and length normalisation; the usual values. */
const K1 = 1.2;
const B = 0.75;
/** What a synonym counts beside the word itself. */
const SYNONYM_WEIGHT = 0.6;

/** Builds an index over texts once; the answer searches it, best first. */
export function buildRanking<Name extends string>(
  texts: readonly Fields<Name>[],
  weights: Record<Name, number>,
): (query: string) => Ranked[] {
  const entries = weighted(texts, weights);
  const rarity = rarityIn(entries);
  const weigh = (entry: Map<string, number>, word: string) => {
    const count = entry.get(word) ?? 0;
    return count === 0 ? 0 : (rarity(word) * count) / (count + K1);
  };
  return (query) => {
    const words = [...new Set(stemsOf(query))];
    const total = words.reduce((sum, word) => sum + rarity(word), 0);
    const ranked = entries.map((entry, index) => {
      let score = 0;
      let matched = 0;
      for (const word of words) {
        const other = Math.max(0, ...synonymsOf(word).map((same) => weigh(entry, same)));
        const best = Math.max(weigh(entry, word), other * SYNONYM_WEIGHT);
        score += best;
        if (best > 0) matched += rarity(word);
      }
      return { index, score, match: total === 0 ? 0 : matched / total };
    });
    return ranked.filter((hit) => hit.score > 0).sort((a, b) => b.score - a.score);
  };
}

/** For each text, how often each word occurs: by field, in proportion to the field's length. */
function weighted<Name extends string>(
  texts: readonly Fields<Name>[],
  weights: Record<Name, number>,
): Map<string, number>[] {
  const entries = texts.map(() => new Map<string, number>());
  for (const name in weights) {
    const stems = texts.map((text) => stemsOf(text[name]));
    const average = stems.reduce((sum, words) => sum + words.length, 0) / stems.length || 1;
    for (const [index, words] of stems.entries()) {
      const entry = entries[index];
      const share = weights[name] / (1 - B + (B * words.length) / average);
      for (const word of words) entry?.set(word, (entry.get(word) ?? 0) + share);
    }
  }
  return entries;
}

/** How much a word says: the rarer, the more; a word in no text says the most. */
function rarityIn(entries: Map<string, number>[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    for (const word of entry.keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (word) => {
    const count = counts.get(word) ?? 0;
    return Math.log(1 + (entries.length - count + 0.5) / (count + 0.5));
  };
}
