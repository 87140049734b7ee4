/** Whatever is written into an answer, a question or a step: what is drawn of it does nothing. */

import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { AnswerTurn } from '@/components/chat/answer-turn';
import { StepPanel } from '@/components/chat/step-panel';
import { UserTurn } from '@/components/chat/user-turn';
import type { Json } from '@/lib/contract/events';
import type { MessagePart, ToolPart } from '@/lib/contract/message';
import { wordsForTests } from '@/lib/contract/testing';
import { conversationAsHtml } from '@/lib/export/document';
import { markdownToHtml } from '@/lib/export/markdown-html';
import { ATTACKS, PLAIN_ATTACKS } from './attacks';
import { drawn } from './drawn';
import { activeIn } from './html-check';

/** In the application an answer's links lead out by a dialog only: as addresses they stand nowhere. */
const INSIDE = /^(#|\/(?!\/))/;

const AGENT = { name: 'Weaver', icon: 'bot' };
const say = (words: string): MessagePart[] => [{ type: 'text', text: words }];

function answer(parts: MessagePart[], status: 'running' | 'completed' = 'completed') {
  return <AnswerTurn agent={AGENT} parts={parts} status={status} />;
}

/** Draws several things in one go, each as what follows its number. */
async function drawnEach(nodes: ReactNode[]): Promise<string[]> {
  const html = await drawn(
    nodes.map((node, n) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once
      <div key={n}>
        <hr data-begins={n} />
        {node}
      </div>
    )),
  );
  return html.split(/<hr data-begins="\d+"\/?>/).slice(1);
}

function expectInert(names: string[], pieces: string[]): void {
  const active = pieces.flatMap((html, n) =>
    activeIn(html, INSIDE).map((what) => `${names[n]}: ${what}`),
  );
  expect(active).toEqual([]);
}

test('the corpus is as large as it says, and the check finds what acts', () => {
  expect(new Set(ATTACKS.map(({ text: words }) => words)).size).toBeGreaterThan(400);
  const bare = PLAIN_ATTACKS.filter(
    (attack) => attack.startsWith('<') && activeIn(attack, INSIDE).length > 0,
  );
  expect(bare.length).toBeGreaterThan(40);
});

describe('I01 I03 text that would act', () => {
  const names = ATTACKS.map(({ name }) => name);

  test('as an answer', async () => {
    expect(await drawn(answer(say('It is **really** read.')))).toContain('<strong>really</strong>');
    const pieces = await drawnEach(ATTACKS.map(({ text: words }) => answer(say(words))));
    expect(pieces).toHaveLength(ATTACKS.length);
    expectInert(names, pieces);
  });

  test('as an answer that comes, cut anywhere', async () => {
    // Every place of some, every few places of the others: no cut is special to one vector.
    for (const [n, { name, text: words }] of ATTACKS.entries()) {
      const step = name.endsWith('alone') || name.startsWith('other') ? 1 : 29;
      const cuts: string[] = [];
      for (let end = 1 + (n % step); end < words.length; end += step)
        cuts.push(words.slice(0, end));
      const pieces = await drawnEach(cuts.map((cut) => answer(say(cut), 'running')));
      expectInert(cuts, pieces);
    }
  }, 120_000);

  test('as a question', async () => {
    const pieces = await drawnEach(
      ATTACKS.map(({ text: words }, n) => (
        <UserTurn
          key={names[n]}
          message={{ id: `m${n}`, parentId: null, role: 'user', parts: say(words), createdAt: 0 }}
        />
      )),
    );
    expectInert(names, pieces);
  });

  test('as a step: its name, arguments and result, as they are and in shapes that are drawn', async () => {
    const steps = ATTACKS.map(
      ({ text: words }, n): ToolPart => ({
        type: 'tool',
        toolCallId: words,
        toolName: words,
        state: n % 2 ? 'failed' : 'done',
        args: { query: words, [words]: words },
        result: shapes(words)[n % 5] ?? words,
        startedAtMs: 0,
        endedAtMs: 5,
      }),
    );
    const rows = await drawnEach(steps.map((step) => answer([step])));
    expectInert(names, rows);
    const panels = await drawnEach(
      steps.map((step) => <StepPanel key={step.toolCallId} step={step} />),
    );
    expectInert(names, panels);
    expect(panels.join('').length).toBeGreaterThan(200_000);
  });

  test('as the name of an agent', async () => {
    const pieces = await drawnEach(
      PLAIN_ATTACKS.map((name) => (
        <AnswerTurn key={name} agent={{ name, icon: name }} parts={say('x')} status="completed" />
      )),
    );
    expectInert(PLAIN_ATTACKS, pieces);
  });
});

test('I01 I02 I03 text that would act, in a file it is saved to', () => {
  const toHtml = markdownToHtml(({ alt, address }) => `Image: ${alt} (${address})`);
  for (const { name, text: words } of ATTACKS) {
    const step: ToolPart = {
      type: 'tool',
      toolCallId: words,
      toolName: words,
      state: 'failed',
      args: { [words]: words },
      result: words,
    };
    const html = conversationAsHtml(
      {
        title: words,
        facts: [words],
        speakers: { person: words, agent: words },
        messages: [
          { role: 'user', parts: say(words) },
          { role: 'assistant', parts: [...say(words), step], status: 'stopped' },
        ],
      },
      { words: wordsForTests, locale: 'en', toHtml },
    );
    const { length } = html.match(/<body>/g) ?? [];
    expect([name, length]).toEqual([name, 1]);
    // A file has no dialog to ask in: its links lead out by their addresses, and nowhere else.
    const body = html.slice(html.indexOf('<body>') + 6);
    expect([name, activeIn(body, /^(https?:|mailto:|#)/)]).toEqual([name, []]);
    const head = html.slice(0, html.indexOf('<body>'));
    expect(head.replaceAll(/<\/?(?:html|head|meta|title|style)\b[^<>]*>/g, '')).not.toMatch(
      /<[a-z/]/i,
    );
  }
});

const HIDDEN = [
  '\u202a',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2068',
  '\u200b',
  '\u200e',
  '\u2060',
  '\ufeff',
  '\u00ad',
];

describe('I22 what is not seen', () => {
  test.each(HIDDEN)('shows its number in code and in what a step got: %j', async (character) => {
    const words = `user${character}nimda`;
    const number = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    const step: ToolPart = {
      type: 'tool',
      toolCallId: 'c',
      toolName: words,
      state: 'done',
      args: { query: words },
      result: [
        { [words]: words, a: 1 },
        { [words]: words, a: 2 },
      ],
    };
    for (const html of [
      await drawn(answer(say(`\`\`\`js\nif (${words}) {}\n\`\`\`\n\nand \`${words}\``))),
      await drawn(<StepPanel step={step} />),
    ]) {
      expect(html).not.toContain(character);
      expect(html).toContain(number);
    }
    // The line of a step leaves it out, and keeps what it says to itself.
    const row = await drawn(answer([step]));
    expect(row).not.toContain(character);
    expect(row).toMatch(/<bdi[^>]*>User ?nimda<\/bdi>/);
  });

  test('stays within a name', async () => {
    const name = 'A\u202egnp.exe';
    const html = await drawn(
      <AnswerTurn agent={{ name, icon: 'bot' }} parts={say('x')} status="completed" />,
    );
    expect(html).toContain(`<bdi>${name}</bdi>`);
  });
});

/** The same words as text, links, rows, prose, and data. */
function shapes(words: string): Json[] {
  return [
    words,
    [
      { url: words, title: words, snippet: words },
      { url: 'https://x.example', title: words, text: words },
    ],
    [
      { a: words, b: 1 },
      { a: words, b: 2 },
    ],
    `# Found\n\n${words}\n\n- one\n- two`,
    { deep: [{ [words]: { words } }] },
  ];
}
