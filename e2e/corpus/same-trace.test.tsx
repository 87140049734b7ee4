/** A trace says the same wherever it is read: as it comes, read back, in a share, in a file. */

import { type AbstractIntlMessages, createFormatter, createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { AnswerTurn } from '@/components/chat/answer-turn';
import { traceWords } from '@/components/chat/trace-words';
import { TurnTimeline } from '@/components/chat/turn-timeline';
import type { RunEvent } from '@/lib/contract/events';
import { foldEvents, type Message } from '@/lib/contract/message';
import { conversationAsMarkdown, transcriptWords } from '@/lib/contract/transcript';
import { redactParts } from '@/lib/contract/visibility';
import { conversationAsHtml } from '@/lib/export/document';
import { markdownToHtml } from '@/lib/export/markdown-html';
import chat from '@/messages/en/chat.json';
import keeping from '@/messages/en/keeping.json';
import reading from '@/messages/en/reading.json';
import { drawn, wordsOf } from './drawn';

const EVENTS: RunEvent[] = [
  { type: 'text', content: 'I looked first.' },
  { type: 'tool_call', id: 'a', name: 'web_search', args: { query: 'ants *and* bees' }, at: 400 },
  { type: 'tool_result', id: 'a', name: 'web_search', result: 'Two hits', at: 1600 },
  { type: 'tool_call', id: 'b', name: 'read_file', args: { path: 'a.csv' }, at: 1700 },
  {
    type: 'tool_result',
    id: 'b',
    name: 'read_file',
    result: { error: 'no' },
    failed: true,
    at: 1900,
  },
  { type: 'tool_call', id: 'c', name: 'get_weather', args: { city: 'Porto' }, at: 1950 },
  { type: 'tool_call', id: 'd', name: 'calculate', args: { expression: '2+2' }, at: 2000 },
  { type: 'tool_result', id: 'd', name: 'calculate', result: 4, at: 3600 },
  { type: 'text', content: 'Ants win.' },
  { type: 'done', status: 'completed', at: 4200 },
];

const AGENT = { name: 'Weaver', icon: 'bot' };
const of = <T,>(namespace: T) => namespace;
const messages: AbstractIntlMessages = { chat, reading };
const translate = { locale: 'en', messages } as const;
const trace = traceWords({
  chat: createTranslator({ ...translate, namespace: of('chat') }),
  reading: createTranslator({ ...translate, namespace: of('reading') }),
  number: createFormatter({ locale: 'en' }).number,
});
const words = transcriptWords((name) => keeping.transcript[name], trace);

const live = foldEvents(EVENTS);
// What the database gives back is what went in, as JSON.
const stored: Message['parts'] = JSON.parse(JSON.stringify(live.parts));
const times = { durationMs: live.durationMs, firstEventMs: 200 };
const transcript = (parts: Message['parts']) => ({
  title: 'T',
  facts: [],
  speakers: { person: 'You', agent: 'Weaver' },
  messages: [{ role: 'assistant' as const, parts, status: live.status, ...times }],
});
const asHtml = (parts: Message['parts']) =>
  conversationAsHtml(transcript(parts), {
    words,
    locale: 'en',
    toHtml: markdownToHtml(({ alt }) => alt),
  });

/** What the folded line says, and then each step that stays in sight or opens with it. */
const FOLDED = ['Used 4 tools · 3.2 s', '1 failed'];
const STEPS = [
  ['Searched the web', 'ants *and* bees', '8 B · 1.2 s'],
  ['Could not read a file', 'a.csv', 'Failed', '14 B · 0.2 s'],
  ['Get weather', 'Porto', 'Not finished'],
  ['Calculated', '2+2', '1 B · 1.6 s'],
];
const TIMES = [
  ['Waiting', '0.2 s'],
  ['Thinking and writing', '0.2 s'],
  ['Searched the web', '1.2 s'],
  ['Thinking and writing', '0.1 s'],
  ['Could not read a file', '0.2 s'],
  ['Thinking and writing', '0.1 s'],
  ['Get weather', '2.3 s'],
  ['Calculated', '1.6 s'],
];

describe('a trace in words', () => {
  test.each([
    ['as it just came', live.parts],
    ['read back, and in a share', stored],
  ])('on a page, %s', async (_, parts) => {
    const folded = wordsOf(
      await drawn(<AnswerTurn agent={AGENT} parts={parts} status="completed" />),
    );
    expect(folded).toContain(FOLDED.join(' '));
    // What failed stays in sight, and what it was opens by itself; the others are folded away.
    expect(folded).toContain(STEPS[1]?.join(' '));
    expect(folded).not.toContain('Searched the web');
    for (const [n, step] of STEPS.entries()) {
      const part = parts.filter(({ type }) => type === 'tool')[n];
      const alone = part ? [part] : [];
      const line = wordsOf(
        await drawn(<AnswerTurn agent={AGENT} parts={alone} status="completed" />),
      );
      expect(line).toContain(step.join(' '));
    }
    const chart = wordsOf(await drawn(<TurnTimeline parts={parts} times={times} />));
    for (const [name, took] of TIMES)
      expect(chart).toMatch(new RegExp(`${name} after \\S+ s ${took}`));
  });

  test('in a file for a browser', () => {
    const html = asHtml(stored);
    expect(wordsOf(html)).toContain(FOLDED.join(' '));
    // Opened, since one of them failed.
    expect(html).toContain('<details class="steps" open>');
    for (const step of STEPS) expect(wordsOf(html)).toContain(step.join(' · '));
    for (const span of TIMES) expect(wordsOf(html)).toContain(span.join(' '));
    expect(wordsOf(html)).toContain('Took 4.2 s');
  });

  test('as Markdown', () => {
    const markdown = conversationAsMarkdown(transcript(stored), words).replaceAll('\\', '');
    expect(markdown).toContain(`**${FOLDED.join(' · ')}**`);
    for (const [name, ...facts] of STEPS)
      expect(markdown).toContain(`> **${name}** · ${facts.join(' · ')}`);
    expect(markdown).toContain(`*Took 4.2 s: ${TIMES.map((span) => span.join(' ')).join(', ')}*`);
  });

  test('with names alone, and without any, nothing else of a step is left anywhere', async () => {
    const names = redactParts(stored, 'names');
    const none = redactParts(stored, 'hidden');
    const ways = async (parts: Message['parts']) => [
      await drawn(<AnswerTurn agent={AGENT} parts={parts} status="completed" />),
      await drawn(<TurnTimeline parts={parts} times={times} />),
      asHtml(parts),
      conversationAsMarkdown(transcript(parts), words),
    ];
    for (const way of [...(await ways(names)), ...(await ways(none))]) {
      expect(way).not.toMatch(/ants|Two hits|a\.csv|Porto|2\+2/);
    }
    for (const way of await ways(none)) expect(way).not.toMatch(/web|weather|calculat|file/i);
    for (const way of (await ways(names)).slice(1)) expect(way).toMatch(/Get weather/);
  });
});
