import { expect, test } from 'vitest';
import { toCsv, toMarkdown } from './table-text';

test.each(['=1+1', '+A1', '-A1', '@SUM(A1)', '＝1+1', '＠x', '-1+cmd|x'])(
  'I12 %s is not a formula in a spreadsheet',
  (cell) => {
    expect(toCsv([[cell]])).toBe(`'${cell}`);
  },
);

test('figures stay figures, and what must be quoted is', () => {
  expect(toCsv([['-5', '+3.5%', 'a,b', 'say "x"', 'two\nlines', '\tx']])).toBe(
    `-5,+3.5%,"a,b","say ""x""","two\nlines","'\tx"`,
  );
});

test('a table in markdown keeps its columns', () => {
  expect(
    toMarkdown([
      ['a', 'b|c'],
      ['1', 'two\nlines'],
    ]),
  ).toBe('| a | b\\|c |\n| --- | --- |\n| 1 | two lines |');
});
