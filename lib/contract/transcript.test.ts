import { describe, expect, it } from 'vitest';
import type { MessagePart } from './message';
import { wordsForTests as words } from './testing';
import { conversationAsMarkdown, partsAsMarkdown, type Transcript } from './transcript';

const step = (more: Partial<MessagePart> = {}): MessagePart => ({
  type: 'tool',
  toolCallId: 'c1',
  toolName: 'web_search',
  state: 'done',
  args: { query: 'ants' },
  result: 'Two hits',
  startedAtMs: 100,
  endedAtMs: 1350,
  ...(more as object),
});

describe('partsAsMarkdown', () => {
  it('keeps text and steps in their order, with arguments, result and duration', () => {
    const parts: MessagePart[] = [
      { type: 'text', text: 'Let me look.\n' },
      step(),
      { type: 'text', text: 'Found.' },
    ];
    expect(partsAsMarkdown(parts, words)).toBe(
      [
        'Let me look.',
        '',
        '> **web\\_search** · ants · 8 B · 1.3 s',
        '>',
        '> Arguments:',
        '>',
        '> ```json',
        '> {',
        '>   "query": "ants"',
        '> }',
        '> ```',
        '>',
        '> Result:',
        '>',
        '> ```',
        '> Two hits',
        '> ```',
        '',
        'Found.',
      ].join('\n'),
    );
  });

  it('fences a result so that nothing in it ends the fence', () => {
    const markdown = partsAsMarkdown([step({ args: null, result: 'a\n````\nb' })], words);
    expect(markdown).toContain('> `````\n> a\n> ````\n> b\n> `````');
  });

  it('says what was taken out by saying nothing of it', () => {
    expect(partsAsMarkdown([step({ args: null, result: null, state: 'unfinished' })], words)).toBe(
      '> **web\\_search** · Not finished · 1.3 s',
    );
  });
});

describe('conversationAsMarkdown', () => {
  it('has a title, facts, a heading a turn and how an answer ended', () => {
    const transcript: Transcript = {
      title: 'Ants\nand bees',
      facts: ['Agent: Guide', 'Exported: today'],
      speakers: { person: 'Ada', agent: 'Guide' },
      messages: [
        { role: 'user', parts: [{ type: 'text', text: 'Ants?' }] },
        { role: 'assistant', parts: [{ type: 'text', text: 'They' }], status: 'stopped' },
      ],
    };
    expect(conversationAsMarkdown(transcript, words)).toBe(
      '# Ants and bees\n\nAgent: Guide  \nExported: today\n\n## Ada\n\nAnts?\n\n## Guide\n\nThey\n\n*Stopped.*\n',
    );
  });
});
