import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HistoryMessage } from './engine';
import { codeOf, TEST_NOW, type Told, tell } from './model-testing';

/** The steps of an answer, written short. */
const stepsOf = ({ answer }: Told) =>
  answer.parts.flatMap((part) =>
    part.type === 'tool' ? [`${part.toolName} ${JSON.stringify(part.args)} ${part.state}`] : [],
  );

/** The conversation after these questions, as the store would hand it over. */
async function historyOf(...questions: string[]): Promise<HistoryMessage[]> {
  let history: HistoryMessage[] = [];
  for (const question of questions) {
    const { answer } = await tell(question, { history });
    history = [
      ...history,
      { role: 'user', parts: [{ type: 'text', text: question }] },
      { role: 'assistant', parts: answer.parts },
    ];
  }
  return history;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the guide, end to end', () => {
  it('answers two questions with two steps and the right figures', async () => {
    const told = await tell('What is 17.5% of 2,340, and what time is it in Tokyo?');
    expect(stepsOf(told)).toEqual([
      'calculate {"expression":"17.5% of 2,340"} done',
      'current_time {"place":"Tokyo"} done',
    ]);
    expect(told.text).toBe(
      '17.5% of 2,340 is **409.5**.\n\n' +
        'In Tokyo it is **07:05** on Thursday, 5 March 2026 (Asia/Tokyo, UTC+9).',
    );
    expect(told.finished).toBe(true);
    expect(told.signs).toEqual(['headers', 'bytes']);
  });

  it('takes its figures from the steps, not from itself', async () => {
    const told = await tell('What time is it in Tokyo?', {
      deps: { now: () => TEST_NOW + 60_000 },
    });
    expect(told.text).toContain('**07:06**');
  });

  it('sums what its steps used, and tells it as it goes', async () => {
    const told = await tell('What is 2 + 2?');
    const usages = told.events.flatMap((event) => (event.type === 'usage' ? [event.usage] : []));
    expect(usages).toHaveLength(2);
    expect(told.usage).toEqual(usages[1]);
    const [first, second] = usages;
    expect(second?.input_tokens).toBeGreaterThan(first?.input_tokens ?? 0);
    expect(second?.total_tokens).toBe((second?.input_tokens ?? 0) + (second?.output_tokens ?? 0));
  });

  it.each([
    [['What time is it in Tokyo?', 'and in London?'], 'In London it is **22:05**'],
    [['What time is it in Tokyo?', 'and tomorrow?'], '**Friday, 6 March 2026**'],
    [['convert 5 miles to km', 'and in feet?'], '**26,400 feet**'],
    [['convert 5 miles to km', 'what about 10 miles'], '**16.0934 kilometres**'],
    [['What is 6 * 7?', 'times 2'], '**84**'],
    [['What is 6 * 7?', 'half of that'], '**21**'],
    [['17.5% of 2,340', 'and 20%?'], '**468**'],
    [['17.5% of 2,340', 'and of 5,000?'], '**875**'],
    [['What is 6 * 7?', 'thanks', 'plus 1'], '**43**'],
    [['How do I stop an answer?', 'tell me more'], 'DELETE /chat/stream'],
  ])('follows up: %s', async (questions, expected) => {
    const last = questions.at(-1) ?? '';
    const told = await tell(last, { history: await historyOf(...questions.slice(0, -1)) });
    expect(told.text).toContain(expected);
    expect(stepsOf(told)).toHaveLength(1);
  });

  it('says honestly that a step failed', async () => {
    const told = await tell('What time is it in Narnia?');
    expect(stepsOf(told)).toEqual(['current_time {"place":"Narnia"} failed']);
    expect(told.text).toBe(
      'I know no time zone for “Narnia”. Try a larger city or a name like Europe/Berlin.',
    );
    expect(told.finished).toBe(true);
  });

  it('shows nothing of an inner error, but logs it', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const told = await tell('What did I ask about looms?', {
      searchMyChats: () => Promise.reject(new Error('SQLITE_CORRUPT at /secret/path')),
    });
    expect(told.text).toBe('I could not search your conversations for “looms”. This step failed.');
    expect(JSON.stringify(told.events)).not.toContain('SQLITE');
    expect(written).not.toHaveBeenCalledWith(expect.stringContaining('AI SDK'));
  });

  it('says so when it was not given the tool', async () => {
    const told = await tell('What is 2 + 2, and what time is it in Rome?', {
      tools: ['current_time'],
    });
    expect(told.text).toContain('I could not calculate 2 + 2. This agent was not given the tool');
    expect(told.text).toContain('In Rome it is **23:05**');
  });

  it('finds the person’s own conversations, without the question itself', async () => {
    const hit = { sessionId: 's1', title: 'Q *1*', role: 'user' as const, createdAt: TEST_NOW };
    const told = await tell('What did I ask about looms?', {
      searchMyChats: async () => [
        { ...hit, excerpt: 'What did I ask about \uE000looms\uE001?' },
        { ...hit, excerpt: 'how do \uE000looms\uE001 work | <b>now</b>' },
      ],
    });
    expect(told.text).toContain('I found one passage about “looms”');
    expect(told.text).toContain(
      '- [Q \\*1\\*](/c/s1), 4 March 2026, you wrote: “how do looms work \\| \\<b\\>now\\</b\\>”',
    );
  });

  it('says what it is when it cannot answer, and how to connect something better', async () => {
    const told = await tell('Write a poem about the sea');
    expect(told.text).toContain('not a language model');
    expect(told.text).toContain('`THINNESTAI_API_KEY`');
    expect(told.text).toContain('`OPENAI_API_KEY`');
  });
});

describe('stopping', () => {
  it('C13: ends at once while a tool runs that does not listen, and starts nothing after', async () => {
    const stop = new AbortController();
    const called: string[] = [];
    const told = await tell('What did I ask about looms?', {
      signal: stop.signal,
      searchMyChats: (query) => {
        called.push(query);
        return new Promise(() => undefined);
      },
      onEvent: () => stop.abort(),
    });
    expect(called).toEqual(['looms']);
    expect(told).toMatchObject({ finished: false, error: null });
    expect(told.answer.parts).toMatchObject([{ type: 'tool', state: 'running' }]);
  });

  it('ends at once in the middle of the text', async () => {
    const stop = new AbortController();
    const { createGuide } = await import('./guide/guide');
    const told = await tell('who are you?', {
      signal: stop.signal,
      deps: { openModel: async () => createGuide({ wordsPerSecond: 300 }) },
      onEvent: (event) => {
        if (event.type === 'text') stop.abort();
      },
    });
    expect(told.answer.parts.filter(({ type }) => type === 'text')).toHaveLength(1);
    expect(told.text.length).toBeLessThan(60);
    expect(told).toMatchObject({ finished: false, error: null });
  });

  it('does not begin when it is stopped before', async () => {
    const told = await tell('2 + 2', { signal: AbortSignal.abort() });
    expect(told).toMatchObject({ events: [], finished: false, error: null });
  });

  it('gives a tool its time and no more', async () => {
    const told = await tell('What did I ask about looms?', {
      searchMyChats: () => new Promise(() => undefined),
      deps: { toolLimitMs: 30 },
    });
    expect(told.text).toContain('This step took too long.');
    expect(told.finished).toBe(true);
  });
});

it('B06: a model that takes more steps than allowed fails with its text kept', async () => {
  const told = await tell('What is 2 + 2?', { deps: { maxSteps: 1 } });
  expect(codeOf(told)).toBe('limit');
  expect(stepsOf(told)).toEqual(['calculate {"expression":"2 + 2"} done']);
});
