import { expect, test } from 'vitest';
import { directionOf } from './direction';

test.each([
  ['Hello שלום', 'ltr'],
  ['«שלום» hello', 'rtl'],
  ['123 مرحبا', 'rtl'],
  ['  42 + 1', ''],
  ['', ''],
  [`${' '.repeat(100_000)}a`, ''],
])('the first letter decides: %j', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});
