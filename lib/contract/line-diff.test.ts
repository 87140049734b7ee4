import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffLines, foldSame } from './line-diff';

const MARK = { same: ' ', added: '+', removed: '-' } as const;
const drawn = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => MARK[kind] + text);

it.each([
  ['a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a\nb', 'a\nb\nc', [' a', ' b', '+c']],
  ['', 'a', ['+a']],
  ['a', '', ['-a']],
  ['a\r\nb', 'a\nb', [' a', ' b']],
  ['a\nb\na\nb', 'b\na', ['-a', ' b', ' a', '-b']],
  ['same', 'same', [' same']],
  ['', '', []],
])('from %j to %j', (before, after, expected) => {
  expect(drawn(before, after)).toEqual(expected);
});

it('taking away what was put in gives the old text, and the reverse the new one', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [one.join('\n'), other.join('\n')];
      const lines = diffLines(before, after);
      const without = (kind: string) =>
        lines.filter((line) => line.kind !== kind).map((line) => line.text);
      expect(without('added').join('\n')).toBe(before);
      expect(without('removed').join('\n')).toBe(after);
    }),
  );
});

it('texts too long to compare line by line are shown as replaced, at once', () => {
  const long = (mark: string) => Array.from({ length: 20_000 }, (_, n) => `${mark}${n}`).join('\n');
  const lines = diffLines(long('a'), long('b'));
  expect([lines.length, lines[0]?.kind, lines.at(-1)?.kind]).toEqual([40_000, 'removed', 'added']);
});

it('leaves out what is far from a change, but never a single line', () => {
  const before = Array.from({ length: 20 }, (_, n) => `${n}`);
  const after = before.with(10, 'x');
  const pieces = foldSame(diffLines(before.join('\n'), after.join('\n')));
  expect(
    pieces.map((piece) => ('text' in piece ? MARK[piece.kind] + piece.text : piece.lines)),
  ).toEqual([8, ' 8', ' 9', '-10', '+x', ' 11', ' 12', 7]);
  expect(foldSame(diffLines('0\n1\n2\n3', '0\n1\n2\nx'))).toHaveLength(5);
});
