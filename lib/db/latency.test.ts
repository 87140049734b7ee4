import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketOf, percentile } from './latency';

const times = fc.array(fc.integer({ min: 1, max: 24 * 3_600_000 }), {
  minLength: 1,
  maxLength: 300,
});

describe('percentiles from buckets', () => {
  test('p50 and p95 are within 5% of the true ones', () => {
    fc.assert(
      fc.property(times, fc.constantFrom(0.5, 0.95), (all, share) => {
        const sorted = all.toSorted((a, b) => a - b);
        const truth = sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
        const found = percentile(histogramOf(all), share) ?? 0;
        expect(Math.abs(found - truth) / truth).toBeLessThan(0.05);
      }),
    );
  });

  test('a longer time is never in an earlier bucket; without runs there is none', () => {
    const buckets = Array.from({ length: 20_000 }, (_, ms) => bucketOf(ms));
    expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
    expect(percentile([], 0.5)).toBeNull();
  });
});

function histogramOf(all: readonly number[]): [number, number][] {
  const runs = new Map<number, number>();
  for (const ms of all) runs.set(bucketOf(ms), (runs.get(bucketOf(ms)) ?? 0) + 1);
  return [...runs].toSorted(([a], [b]) => a - b);
}
