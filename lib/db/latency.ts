/**
 * Times as histograms. Each bucket is a tenth wider than the one before, so that a
 * percentile read from them is within 4.9% of the true one, however many runs
 * there were, and adding two histograms loses nothing.
 */

const FACTOR = 1.1;

/** The bucket of a time in milliseconds. Bucket 0 is everything up to one. */
export function bucketOf(ms: number): number {
  return ms <= 1 ? 0 : Math.ceil(Math.log(ms) / Math.log(FACTOR) - 1e-9);
}

/** {@link bucketOf} in SQL, of an expression in milliseconds. */
export const bucketSql = (ms: string) =>
  `CASE WHEN ${ms} <= 1 THEN 0 ELSE CAST(ceil(ln(${ms}) / ln(${FACTOR}) - 1e-9) AS INTEGER) END`;

/**
 * What a bucket's times are taken to be, in milliseconds: the middle by ratio of
 * `(1.1^(b-1), 1.1^b]`, which is off by a factor of at most √1.1.
 */
function msOf(bucket: number): number {
  return bucket <= 0 ? 1 : FACTOR ** (bucket - 0.5);
}

/** How many runs fell into each bucket, the buckets ascending. */
export type Histogram = readonly (readonly [bucket: number, runs: number])[];

/**
 * The time that `share` (0 to 1) of the runs did not exceed, in milliseconds; null
 * without runs. The nearest-rank percentile, to within 4.9%.
 */
export function percentile(histogram: Histogram, share: number): number | null {
  const total = histogram.reduce((sum, [, runs]) => sum + runs, 0);
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(total * share));
  let seen = 0;
  for (const [bucket, runs] of histogram) {
    seen += runs;
    if (seen >= rank) return msOf(bucket);
  }
  return null;
}
