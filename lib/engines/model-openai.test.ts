import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedRequest } from '@/e2e/upstream/board';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { event, pause, reply, type Step, send } from '@/e2e/upstream/steps';
import { codeOf, openAt, TEST_KEY, type TellOptions, tell } from './model-testing';

const PATH = '/v1/chat/completions';
const USAGE = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 };

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterEach(() => upstream.forget());
afterAll(() => upstream.close());

/** One chunk of a completion. */
function chunk(delta: object, finish: string | null = null, usage?: object): Step {
  return event({
    id: 'c1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...(usage ? { usage } : {}),
  });
}

const said = (content: string) => chunk({ content });
const END = [
  chunk({}, 'stop'),
  event({ id: 'c1', choices: [], usage: USAGE }),
  send('data: [DONE]\n\n'),
];

function called(name: string, args: string, id = 'call_0'): Step {
  return chunk({
    tool_calls: [{ index: 0, id, type: 'function', function: { name, arguments: args } }],
  });
}

/** Answers the first request with the first script, and so on. */
function rounds(...scripts: Step[][]): void {
  let round = 0;
  upstream.script(PATH, () => scripts[round++] ?? reply(500, 'no more rounds'));
}

const ask = (question: string, options: TellOptions = {}) =>
  tell(question, {
    model: 'openai:m',
    tools: ['calculate'],
    ...options,
    deps: { openModel: openAt(`${upstream.url}/v1`), ...options.deps },
  });

const bodyOf = (request: RecordedRequest | undefined) => JSON.parse(request?.body ?? '{}');

describe('an OpenAI-compatible endpoint', () => {
  it('streams text, and tells what was used', async () => {
    rounds([chunk({ role: 'assistant', content: '' }), said('A loom '), said('weaves.'), ...END]);
    const told = await ask('What is a loom?', { instructions: 'Be brief.' });
    expect(told.text).toBe('A loom weaves.');
    expect(told).toMatchObject({ finished: true, error: null });
    expect(told.usage).toEqual({ input_tokens: 9, output_tokens: 4, total_tokens: 13 });
    expect(told.signs.slice(0, 3)).toEqual(['connected', 'headers', 'bytes']);
    const [request] = upstream.requests;
    expect(request?.headers.authorization).toBe(`Bearer ${TEST_KEY}`);
    expect(bodyOf(request)).toMatchObject({
      model: 'm',
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'What is a loom?' },
      ],
      tools: [{ type: 'function', function: { name: 'calculate' } }],
    });
  });

  it('runs tools between its steps, with ids of its own where they repeat', async () => {
    rounds(
      [
        said('Let me see.'),
        called('calculate', '{"expression":"17.5% of 2,340"}'),
        chunk({}, 'tool_calls', USAGE),
      ],
      [called('calculate', '{"expression":"1/0"}'), chunk({}, 'tool_calls', USAGE)],
      [said('It is 409.5.'), ...END],
    );
    const told = await ask('How much?');
    expect(told.answer.parts).toMatchObject([
      { type: 'text', text: 'Let me see.' },
      { toolCallId: 'call_0', state: 'done', result: { result: '409.5' } },
      {
        toolCallId: 'call_0_2',
        state: 'failed',
        result: expect.stringContaining('divides by zero'),
      },
      { type: 'text', text: '\n\nIt is 409.5.' },
    ]);
    expect(told.usage).toEqual({ input_tokens: 27, output_tokens: 12, total_tokens: 39 });
    expect(bodyOf(upstream.requests[2]).messages.slice(-1)).toMatchObject([{ role: 'tool' }]);
  });

  it('fails a step whose arguments do not fit, and one of a tool that does not exist', async () => {
    rounds(
      [called('calculate', '{"sum":1}', 'a'), chunk({}, 'tool_calls')],
      [called('rm', '{}', 'b'), chunk({}, 'tool_calls')],
      [said('Sorry.'), ...END],
    );
    const told = await ask('Go');
    expect(told.answer.parts).toMatchObject([
      { toolCallId: 'a', state: 'failed', result: 'The arguments do not fit this tool.' },
      { toolCallId: 'b', state: 'failed', result: 'There is no such tool.' },
      { type: 'text', text: 'Sorry.' },
    ]);
    expect(told.finished).toBe(true);
  });

  it('sends earlier turns with the results of their steps', async () => {
    rounds([said('Yes.'), ...END]);
    await ask('Sure?', {
      history: [
        { role: 'user', parts: [{ type: 'text', text: '2+2' }] },
        {
          role: 'assistant',
          parts: [
            {
              type: 'tool',
              toolCallId: 'x 1',
              toolName: 'calculate',
              state: 'done',
              args: { expression: '2+2' },
              result: { result: '4' },
            },
            {
              type: 'tool',
              toolCallId: 'gone',
              toolName: 'web_search',
              state: 'done',
              args: {},
              result: 'r',
            },
            {
              type: 'tool',
              toolCallId: 'open',
              toolName: 'calculate',
              state: 'unfinished',
              args: {},
            },
            { type: 'text', text: 'Four.' },
          ],
        },
      ],
    });
    expect(bodyOf(upstream.requests[0]).messages).toMatchObject([
      { role: 'user', content: '2+2' },
      { role: 'assistant', tool_calls: [{ id: 'x_1', function: { name: 'calculate' } }] },
      { role: 'tool', tool_call_id: 'x_1', content: '{"result":"4"}' },
      { role: 'assistant', content: 'Four.' },
      { role: 'user', content: 'Sure?' },
    ]);
  });

  it('needs no key on our own machine', async () => {
    rounds([said('Hi'), ...END]);
    await ask('Hi', { deps: { openModel: openAt(`${upstream.url}/v1`, '') } });
    expect(upstream.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('keeps reasoning out of the answer, and takes it as a sign of life', async () => {
    rounds([chunk({ reasoning_content: 'Hmm.' }), said('Yes.'), ...END]);
    expect((await ask('Sure?')).text).toBe('Yes.');
  });
});

describe('a stream that is not whole', () => {
  it.each<[string, Step[]]>([
    ['no finish reason and no end marker', [said('A lo'), { do: 'end' }]],
    ['an end marker but no finish reason', [said('A lo'), send('data: [DONE]\n\n'), { do: 'end' }]],
    [
      'a cut in the middle of an event',
      [said('A lo'), send('data: {"id":"c1","cho'), { do: 'cut' }],
    ],
    ['a reset', [said('A lo'), pause('read'), { do: 'reset' }]],
  ])('S39: %s ends without finish, its text kept', async (_name, steps) => {
    rounds(steps);
    const told = await ask('What is a loom?', {
      onEvent: (one) => {
        if (one.type === 'text') upstream.gates.open('read');
      },
    });
    expect(told.text).toBe('A lo');
    expect(told).toMatchObject({ finished: false, error: null });
  });

  it('S39: a tool call that is cut off is not run', async () => {
    rounds([called('calculate', '{"expression":"2+2"}'), { do: 'end' }]);
    const told = await ask('How much?');
    expect(told.finished).toBe(false);
    expect(
      told.answer.parts.every((part) => part.type === 'tool' && part.state === 'running'),
    ).toBe(true);
    expect(upstream.requests).toHaveLength(1);
  });

  it('S08: passes over events that cannot be read, and gives up when there are many', async () => {
    const bad = send('data: {not json}\n\n');
    rounds([said('A '), bad, said('loom.'), ...END]);
    const told = await ask('What?');
    expect(told).toMatchObject({ text: 'A loom.', finished: true, oddities: ['bad_event'] });
    rounds([said('A '), bad, bad, bad, said('loom.'), ...END]);
    const given = await ask('What?', { deps: { maxBadEvents: 2 } });
    expect(codeOf(given)).toBe('upstream_protocol');
    expect(given.text).toBe('A ');
  });

  it('says when the model reached its own limit', async () => {
    rounds([said('A loom is'), chunk({}, 'length', USAGE)]);
    const told = await ask('What?');
    expect(codeOf(told)).toBe('output_limit');
    expect(told).toMatchObject({ text: 'A loom is', usage: { total_tokens: 13 } });
  });
});
