import { expect, test } from 'vitest';
import { toMarkdown } from './table-text';

test('a table in markdown keeps its columns', () => {
  expect(
    toMarkdown([
      ['a', 'b|c'],
      ['1', 'two\nlines'],
    ]),
  ).toBe('| a | b\\|c |\n| --- | --- |\n| 1 | two lines |');
});
