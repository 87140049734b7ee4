import { expect, test } from 'vitest';
import { joinContinued, joinParts } from './continued';
import type { Message, MessagePart } from './message';
import { textOf } from './message';

const piece = (id: string, parentId: string, parts: MessagePart[]): Message => ({
  id,
  parentId,
  role: 'assistant',
  parts,
  createdAt: 1,
  durationMs: 1000,
  usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
  status: 'stopped',
});
const text = (words: string): MessagePart => ({ type: 'text', text: words });
const step = (toolCallId: string, startedAtMs: number): MessagePart => ({
  type: 'tool',
  toolCallId,
  toolName: 'look',
  state: 'done',
  args: null,
  startedAtMs,
});

test('an answer and its continuations read as one text, under the last one’s id and end', () => {
  const question: Message = {
    id: 'q',
    parentId: null,
    role: 'user',
    parts: [text('Go')],
    createdAt: 1,
  };
  const pieces = [
    piece('a', 'q', [text('```js\nconst x')]),
    piece('b', 'a', [text(' = 1;')]),
    { ...piece('c', 'b', [text('\n```')]), status: 'completed' as const },
  ];
  const [first, whole, ...rest] = joinContinued([question, ...pieces]);
  expect(first).toBe(question);
  expect(rest).toEqual([]);
  expect(whole).toMatchObject({
    id: 'c',
    parentId: 'q',
    status: 'completed',
    pieces: ['a', 'b', 'c'],
  });
  expect(whole?.parts).toEqual([text('```js\nconst x = 1;\n```')]);
  expect([whole?.durationMs, whole?.usage?.total_tokens]).toEqual([3000, 9]);
  expect(joinContinued([question, ...pieces])[1]).toBe(whole);
});

test('two answers of which neither continues the other stay two', () => {
  const both = [piece('a', 'q', [text('one')]), piece('b', 'q', [text('two')])];
  expect(joinContinued(both)).toEqual(both);
});

test('steps of a later piece keep their own names and come later', () => {
  const parts = joinParts([step('c1', 5)], [step('c1', 5), text('done')], 1000);
  const ids = parts.map((part) => (part.type === 'tool' ? part.toolCallId : textOf([part])));
  expect(new Set(ids).size).toBe(3);
  expect(parts[1]).toMatchObject({ startedAtMs: 1005 });
});
