import { expect, test } from 'vitest';
import type { MessagePart, ToolPart } from './message';
import { spansOf } from './timeline';

function step(startedAtMs?: number, endedAtMs?: number): ToolPart {
  return {
    type: 'tool',
    toolCallId: String(startedAtMs),
    toolName: 'search',
    state: 'done',
    args: null,
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
  };
}
const words: MessagePart = { type: 'text', text: 'words' };

function read(parts: MessagePart[], durationMs?: number, firstEventMs?: number) {
  return spansOf(parts, { durationMs, firstEventMs }).map(({ kind, fromMs, toMs }) => [
    kind,
    fromMs,
    toMs,
  ]);
}

test('waiting, steps, thinking between them and writing add up to the whole', () => {
  expect(read([step(400, 900), words, step(1500, 1600), words], 3000)).toEqual([
    ['waiting', 0, 400],
    ['step', 400, 900],
    ['thinking', 900, 1500],
    ['step', 1500, 1600],
    ['writing', 1600, 3000],
  ]);
});

test('steps that run at the same time overlap, and a short gap is nobody’s', () => {
  expect(read([step(20, 900), step(100, 500), step(910, 1000)], 1000)).toEqual([
    ['step', 20, 900],
    ['step', 100, 500],
    ['step', 910, 1000],
  ]);
});

test('a step without an end lasts to the end; without times there is no line', () => {
  expect(read([step(100)], 600)).toEqual([
    ['waiting', 0, 100],
    ['step', 100, 600],
  ]);
  expect(read([words], 600)).toEqual([['thinking', 0, 600]]);
  expect(read([step(), words])).toEqual([]);
});

test('where it is known when the first of it came, waiting ends there', () => {
  expect(read([words], 600, 200)).toEqual([
    ['waiting', 0, 200],
    ['writing', 200, 600],
  ]);
  expect(read([words, step(400, 500), words], 900, 100)).toEqual([
    ['waiting', 0, 100],
    ['thinking', 100, 400],
    ['step', 400, 500],
    ['writing', 500, 900],
  ]);
  expect(read([], 600, 900)).toEqual([['waiting', 0, 600]]);
});
