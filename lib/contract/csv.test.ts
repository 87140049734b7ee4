import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRow, toCsv } from './csv';

const FORMULAS = ['=1+1', '+A1', '-A1', '@SUM(A1)', '＝1+1', '＠x', '-1+cmd|x', ' =1+1', '-2\n=3'];

test.each(FORMULAS)('I12 %j is not a formula in a spreadsheet', (cell) => {
  expect(read(toCsv([[cell]]))).toEqual([[`'${cell}`]]);
});

test('figures stay figures, and what must be quoted is', () => {
  expect(toCsv([['-5', '+3.5%', 'a,b', 'say "x"', 'two\nlines', '\tx']])).toBe(
    `-5,+3.5%,"a,b","say ""x""","two\nlines","'\tx"`,
  );
});

test('a row has no line break of its own', () => {
  expect(`${csvRow(['a', 'b'])}\r\n${csvRow(['1', '2'])}`).toBe(
    toCsv([
      ['a', 'b'],
      ['1', '2'],
    ]),
  );
});

test('I12 what is read again is what was written, but for the mark before a formula', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom(...FORMULAS, '"', ',', '\r\n', ' x ', '-1'));
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
    );
  fc.assert(
    fc.property(table, (rows) => {
      const again = read(toCsv(rows));
      expect(again.map((row) => row.length)).toEqual(rows.map((row) => row.length));
      for (const [at, row] of rows.entries()) {
        for (const [column, text] of row.entries()) {
          expect([text, `'${text}`]).toContain(again[at]?.[column]);
        }
      }
    }),
  );
});

/** A plain reader of RFC 4180. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [whole, quoted, bare = '', end] of csv.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    rows.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '' || whole === '') break;
  }
  return rows;
}
