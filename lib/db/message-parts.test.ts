import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MessagePart } from '@/lib/contract/message';
import { sqlClient } from './client';
import { partColumns, readParts } from './message-parts';
import { openTestDatabase } from './testing';

const tool: MessagePart = {
  type: 'tool',
  toolCallId: 'c',
  toolName: 'web_search',
  state: 'done',
  args: { query: 'ants' },
  result: 'x',
};

it('gives back what it was given, whatever stands between the texts', () => {
  const text = fc
    .string({ unit: 'grapheme' })
    .map((value): MessagePart => ({ type: 'text', text: value }));
  const parts = fc.array(fc.oneof(text, fc.constant(tool)));
  fc.assert(
    fc.property(parts, (all) => {
      expect(readParts({ ...partColumns(all) })).toEqual(all);
    }),
  );
});

it('keeps a text once', () => {
  const { text, toolNames, parts } = partColumns([
    { type: 'text', text: 'One. ' },
    tool,
    { type: 'text', text: 'Two 🙂.' },
  ]);
  expect([text, toolNames]).toEqual(['One. Two 🙂.', '\uE002 web_search']);
  expect(parts).not.toContain('Two');
  expect(partColumns([{ type: 'text', text: 'Only.' }]).parts).toBeNull();
  expect(partColumns([]).parts).toBe('[]');
});

it('gives back the same from SQLite, also with half a sign or a zero in a text', async () => {
  const database = await openTestDatabase();
  const all: MessagePart[] = [
    { type: 'text', text: 'a\0b \ud83d' },
    tool,
    { type: 'text', text: 'c \udc00 é🙂' },
  ];
  const columns = JSON.stringify(partColumns(all));
  const { rows } = await sqlClient().execute({
    sql: "SELECT ?1 ->> 'text' AS text, ?1 ->> 'parts' AS parts",
    args: [columns],
  });
  expect(readParts({ ...rows[0] })).toEqual([
    { type: 'text', text: 'a\0b \ufffd' },
    tool,
    { type: 'text', text: 'c \ufffd é🙂' },
  ]);
  await database.dispose();
});

it('reads rows of earlier versions, which hold the texts twice', () => {
  const all: MessagePart[] = [tool, { type: 'text', text: 'Found.' }];
  expect(readParts({ text: 'Found.', parts: JSON.stringify(all) })).toEqual(all);
});
