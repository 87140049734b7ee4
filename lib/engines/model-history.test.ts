import { expect, it } from 'vitest';
import type { Json } from '@/lib/contract/events';
import type { MessagePart, ToolPart } from '@/lib/contract/message';
import { toModelMessages } from './model-history';

const TOOLS = new Set(['calculate']);
const text = (content: string): MessagePart => ({ type: 'text', text: content });
const call = (id: string, state: ToolPart['state'], result?: Json): ToolPart => ({
  type: 'tool',
  toolCallId: id,
  toolName: 'calculate',
  state,
  args: { expression: id },
  result,
});
const answer = (...parts: MessagePart[]) => toModelMessages([{ role: 'assistant', parts }], TOOLS);

it('keeps questions and answers as text', () => {
  const history = [
    { role: 'user' as const, parts: [text('Hello ')] },
    { role: 'assistant' as const, parts: [text('\n\nHi.')] },
  ];
  expect(toModelMessages(history, TOOLS)).toEqual([
    { role: 'user', content: 'Hello ' },
    { role: 'assistant', content: [{ type: 'text', text: 'Hi.' }] },
  ]);
});

it('puts results right after their calls, and text after both', () => {
  const roles = answer(
    text('a'),
    call('1', 'done', 1),
    call('2', 'done', 2),
    text('b'),
    call('3', 'done', 3),
  );
  expect(roles.map(({ role }) => role)).toEqual(['assistant', 'tool', 'assistant', 'tool']);
  expect(roles).toMatchObject([
    { content: [{ type: 'text' }, { toolCallId: '1' }, { toolCallId: '2' }] },
    { content: [{ output: { type: 'json', value: 1 } }, { output: { type: 'json', value: 2 } }] },
    { content: [{ type: 'text', text: 'b' }, { toolCallId: '3' }] },
    { content: [{ toolCallId: '3' }] },
  ]);
});

it('tells a failed call from a good one', () => {
  expect(answer(call('1', 'failed', 'no'), call('2', 'failed', { why: 1 }))).toMatchObject([
    { role: 'assistant' },
    {
      content: [
        { output: { type: 'error-text', value: 'no' } },
        { output: { type: 'error-json' } },
      ],
    },
  ]);
});

it('leaves out what has no result, no tool or no text', () => {
  const foreign: MessagePart = { ...call('4', 'done', 1), toolName: 'web_search' };
  expect(answer(call('1', 'running'), call('2', 'unfinished'), foreign, text(' '))).toEqual([]);
  expect(toModelMessages([{ role: 'user', parts: [text(' ')] }], TOOLS)).toEqual([]);
});
