import { expect, test } from 'vitest';
import { ceilingOf, changeOf } from './scale';

test.each([
  [0, 1],
  [0.2, 1],
  [1, 1],
  [2, 2],
  [2.3, 3],
  [3, 3],
  [7, 8],
  [11, 12],
  [24, 25],
  [26, 30],
  [1000, 1000],
  [1001, 1200],
  [72_300, 80_000],
])('a chart of at most %d ends at %d', (most, ceiling) => {
  expect(ceilingOf(most)).toBe(ceiling);
});

test('amounts of money may end below one', () => {
  expect(ceilingOf(0.27, false)).toBeCloseTo(0.3);
  expect(ceilingOf(0.0004, false)).toBeCloseTo(0.0004);
  expect(ceilingOf(2.3, false)).toBe(2.5);
});

test('a change is a share of what was before, and none without a before', () => {
  expect(changeOf(15, 10)).toBe(0.5);
  expect(changeOf(0, 10)).toBe(-1);
  expect(changeOf(3, 0)).toBeNull();
});
