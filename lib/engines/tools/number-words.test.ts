import { expect, it } from 'vitest';
import { digitsForWords } from './number-words';

it.each([
  ['five', '5'],
  ['twenty-five', '25'],
  ['one hundred and five', '105'],
  ['a thousand', '1000'],
  ['three hundred thousand', '300000'],
  ['two million three hundred', '2000300'],
  ['nineteen hundred eighty four', '1984'],
  ['2.5 million', '2500000'],
  ['1,500 thousand', '1500000'],
  ['five and six', '5 and 6'],
  ['one two three', '1 2 3'],
  ['twenty twelve', '20 12'],
  ['Five Apples', '5 Apples'],
  ['often someone', 'often someone'],
  ['a phone', 'a phone'],
  ['zero', '0'],
])('%s → %s', (words, digits) => {
  expect(digitsForWords(words)).toBe(digits);
});
