import { describe, expect, it } from 'vitest';
import { escaped, joined, phrase, shownNumber, table } from './markdown';

describe('escaped', () => {
  it.each([
    ['a *b* _c_ `d`', String.raw`a \*b\* \_c\_ \`d\``],
    ['[x](http://evil) ![y](z)', String.raw`\[x\](http://evil) !\[y\](z)`],
    ['<img onerror=1>', String.raw`\<img onerror=1\>`],
    ['# head', String.raw`\# head`],
    ['- item', String.raw`\- item`],
    ['1. item', String.raw`1\. item`],
    ['a\n\n| b |', String.raw`a \| b \|`],
  ])('%j', (text, expected) => {
    expect(escaped(text)).toBe(expected);
  });
});

describe('numbers', () => {
  it.each([
    ['409.5', '409.5'],
    ['1234567.25', '1,234,567.25'],
    ['-1000', '-1,000'],
    ['999', '999'],
    ['2.5e+43', '2.5e+43'],
    ['2i', '2i'],
    ['1267650600228229401496703205376', '1,267,650,600,228,229,401,496,703,205,376'],
  ])('%s reads %s', (value, expected) => {
    expect(shownNumber(value)).toBe(expected);
  });

  it('keeps the digits that are asked for', () => {
    expect(shownNumber(37.7777777778, 6)).toBe('37.7778');
    expect(shownNumber(26_400, 6)).toBe('26,400');
  });
});

it('writes expressions as code where their signs would be markup', () => {
  expect(phrase('17.5% of 2,340')).toBe('17.5% of 2,340');
  expect(phrase('2*3*4')).toBe('`2*3*4`');
  expect(phrase('`a`')).toBe('`a`');
});

it('writes tables and lists of names', () => {
  expect(table(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
  expect([joined([]), joined(['a']), joined(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
});
