import { expect, it } from 'vitest';
import { attachment, fileNameOf, uniqueNames } from './names';

it.each([
  ['Ants and bees', 'Ants and bees'],
  ['../../etc/passwd', 'etc passwd'],
  ['..', 'conversation'],
  ['a\u0000b\r\nc', 'a b c'],
  ['C:\\x|y?', 'C x y'],
  ['NUL', 'conversation'],
  ['con.report', 'conversation'],
  ['-rf ~', 'rf ~'],
  ['=HYPERLINK(1)', 'HYPERLINK(1)'],
  ['＝1+1', '1+1'],
  ['%2e%2e%2fpasswd', '%2e%2e%2fpasswd'],
  ['Grüße 🐜', 'Grüße 🐜'],
])('I13 the title %j is the file %j', (title, name) => {
  expect(fileNameOf(title)).toBe(name);
});

it('cuts a long title between characters', () => {
  expect(Array.from(fileNameOf('🐜'.repeat(100)))).toHaveLength(60);
});

it('says a name so that no header can be broken out of', () => {
  expect(attachment('Grüße "x".md')).toBe(
    `attachment; filename="Gr__e _x_.md"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%22x%22.md`,
  );
});

it('counts names that come again', () => {
  const unique = uniqueNames();
  expect(['a', 'A', 'b', 'a'].map(unique)).toEqual(['a', 'A (2)', 'b', 'a (3)']);
  expect(['b (2)', 'b', 'B (2)'].map(unique)).toEqual(['b (2)', 'b (3)', 'B (2) (2)']);
});
