import { expect, test } from 'vitest';
import type { Exchange } from './exchanges';
import { firstTurns } from './first-turns';

function exchanges(count: number, characters: number): Exchange[] {
  return Array.from({ length: count }, (_, n) => ({
    key: `${n}`,
    messages: [
      {
        id: `${n}`,
        parentId: null,
        role: 'assistant' as const,
        parts: [{ type: 'text' as const, text: 'x'.repeat(characters) }],
        createdAt: n,
      },
    ],
  }));
}

test('a conversation opens with what fills a window, however long it is', () => {
  expect(firstTurns(exchanges(30, 900))).toBe(8);
  expect(firstTurns(exchanges(30, 10_000))).toBe(1);
});

test('short turns are all there at once', () => {
  expect(firstTurns(exchanges(30, 10))).toBe(29);
  expect(firstTurns(exchanges(4, 10))).toBe(4);
  expect(firstTurns([])).toBe(0);
});
