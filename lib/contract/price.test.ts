import { expect, it } from 'vitest';
import { formatPrice, parsePrice } from './price';

it.each([
  ['', null],
  ['  ', null],
  ['2', 2_000_000],
  ['2.5', 2_500_000],
  ['2,50', 2_500_000],
  ['.15', 150_000],
  ['0.000001', 1],
  ['0', 0],
])('reads %j as %j millionths', (text, micros) => {
  expect(parsePrice(text)).toBe(micros);
});

it.each(['x', '-1', '1.0000001', '1 000', '1.2.3', '.', '€2'])('finds no amount in %j', (text) => {
  expect(parsePrice(text)).toBeNaN();
});

it.each([0, 1, 150_000, 2_500_000, 12_345_678, 999_999_999_999])(
  'writes %i so that it is read again',
  (micros) => {
    expect(parsePrice(formatPrice(micros))).toBe(micros);
  },
);

it('writes amounts as people do', () => {
  expect([2_000_000, 150_000, 1_234_500, null].map(formatPrice)).toEqual([
    '2.00',
    '0.15',
    '1.2345',
    '',
  ]);
});
