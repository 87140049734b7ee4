import { expect, test } from 'vitest';
import { FIRST_PIECE, nextEnd, nextPiece } from './pace';

function pieces(text: string, piece: number): number[] {
  const ends = [0];
  while ((ends.at(-1) ?? 0) < text.length) ends.push(nextEnd(text, ends.at(-1) ?? 0, piece));
  return ends.slice(1);
}

test('what comes as one agent writes is drawn at once', () => {
  expect(nextEnd('A few words.', 5, FIRST_PIECE)).toBe(12);
});

test('a megabyte of paragraphs is drawn in pieces that stay small', () => {
  const text = `${'word '.repeat(40)}\n\n`.repeat(5_000);
  const ends = pieces(text, FIRST_PIECE);
  expect(ends.at(-1)).toBe(text.length);
  expect(Math.max(...ends.map((end, n) => end - (ends[n - 1] ?? 0)))).toBe(FIRST_PIECE);
});

test('a paragraph of a megabyte is read a few times, not a thousand', () => {
  const ends = pieces('gossamer '.repeat(110_000), FIRST_PIECE);
  expect(ends.length).toBeLessThan(30);
});

test('no piece ends within a character', () => {
  const text = '😀'.repeat(3_000);
  for (const end of pieces(text, 251)) expect(text.slice(0, end).isWellFormed()).toBe(true);
});

test('pieces follow what the machine can draw, within bounds', () => {
  expect(nextPiece(1_000, 60)).toBe(500);
  expect(nextPiece(1_000, 20)).toBe(1_000);
  expect(nextPiece(1_000, 5)).toBe(1_500);
  expect(nextPiece(250, 500)).toBe(250);
  expect(nextPiece(40_000, 1)).toBe(40_000);
});
