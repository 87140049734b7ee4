import { expect, it } from 'vitest';
import { nextSize, paceOf } from './search-pace';

it('a slow slice is followed by a smaller one, a quick one by a larger, within bounds', () => {
  expect(nextSize(100, 10)).toBe(50);
  expect(nextSize(200, 1_000)).toBe(50);
  expect(nextSize(40, 1_000)).toBe(30);
  expect(nextSize(40, 2.5)).toBe(80);
  expect(nextSize(40, 0)).toBe(120);
  expect(nextSize(200, 0)).toBe(250);
});

it('where a find costs a tenth of a millisecond slices settle at fifty', async () => {
  let now = 0;
  const pace = paceOf(() => now, 200);
  const sizes: number[] = [];
  for (let i = 0; i < 4; i += 1) {
    await pace.slice(async (size) => {
      sizes.push(size);
      now += size / 10;
    });
  }
  expect(sizes).toEqual([200, 50, 50, 50]);
  expect([pace.spentMs(), pace.lastMs()]).toEqual([35, 5]);
});

it('lets everybody else have a turn between two slices', async () => {
  const pace = paceOf(() => 0, 1);
  const order: string[] = [];
  setImmediate(() => order.push('somebody else'));
  await pace.slice(async () => order.push('first'));
  await pace.slice(async () => order.push('second'));
  expect(order).toEqual(['first', 'somebody else', 'second']);
});
