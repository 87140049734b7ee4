/** The top of a chart that begins at nought. */

const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The smallest round number that is not below `most`: of things that are whole, a whole one. */
export function ceilingOf(most: number, whole = true): number {
  if (most <= 0 || (whole && most <= 1)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = STEPS.find(
    (one) => one * power >= most && (!whole || Number.isInteger(one * power)),
  );
  return (step ?? 10) * power;
}

/** A share from before to now, as a change: `null` when there was nothing before. */
export function changeOf(now: number, before: number): number | null {
  return before === 0 ? null : now / before - 1;
}
