/** What is read of the upstream's answers, and what is passed on of it. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import {
  done,
  event,
  reply,
  type Step,
  send,
  text,
  toolCall,
  toolResult,
} from '@/e2e/upstream/steps';
import { codeOf, tell } from './thinnest-testing';

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
beforeEach(() => {
  upstream.forget();
});
afterAll(async () => {
  await upstream.close();
});

const USAGE = { input_tokens: 5, output_tokens: 7, total_tokens: 12 };

async function tellScript(steps: readonly Step[]) {
  upstream.script('ag_test', steps);
  return await tell(upstream.url);
}

test('the published events are passed on as they came', async () => {
  const told = await tellScript([
    text('Let me look. '),
    toolCall('web_search', { query: 'looms', deep: [1, { a: null }] }),
    toolResult('web_search', 'a string'),
    text('Done.'),
    done(USAGE),
  ]);
  expect(told.events).toEqual([
    { type: 'text', content: 'Let me look. ' },
    {
      type: 'tool_call',
      id: 'call_1',
      name: 'web_search',
      args: { query: 'looms', deep: [1, { a: null }] },
    },
    { type: 'tool_result', id: 'call_1', name: 'web_search', result: 'a string' },
    { type: 'text', content: 'Done.' },
    { type: 'finish', usage: USAGE },
  ]);
  expect(told.oddities).toEqual({});
});

test('the events of another Gossamer keep their ids, failures and order', async () => {
  const told = await tellScript([
    send('id: r.1\ndata: {"type":"tool_call","id":"b7","name":"add","args":[1],"at":3}\n\n'),
    send(
      'id: r.2\ndata: {"type":"tool_result","id":"b7","name":"add","result":2,"failed":true}\n\n',
    ),
    send(': keep-alive\n\n'),
    send(
      'id: r.3\ndata: {"type":"done","usage":{"input_tokens":5,"output_tokens":7,"total_tokens":12},"session_id":"s","run_id":"r","status":"completed"}\n\n',
    ),
  ]);
  expect(told.events).toEqual([
    { type: 'tool_call', id: 'b7', name: 'add', args: [1] },
    { type: 'tool_result', id: 'b7', name: 'add', result: 2, failed: true },
    { type: 'finish', usage: USAGE },
  ]);
});

test('text, token and content are all text', async () => {
  const told = await tellScript([
    event({ type: 'text', content: 'a' }),
    event({ type: 'token', content: 'b' }),
    event({ type: 'content', content: 'c' }),
    event({ type: 'token', token: 'd' }),
    event({ type: 'text', content: '' }),
    done(),
  ]);
  expect(told.events).toEqual([
    ...['a', 'b', 'c', 'd'].map((content) => ({ type: 'text', content })),
    { type: 'finish' },
  ]);
});

test.each([
  ['usage', { usage: USAGE }, USAGE],
  [
    'tokens_used',
    { tokens_used: 9, session_id: 'x' },
    { ...USAGE, input_tokens: 0, output_tokens: 0, total_tokens: 9 },
  ],
  ['usage without a total', { usage: { input_tokens: 5, output_tokens: 7 } }, USAGE],
  ['nothing', {}, undefined],
  ['nonsense', { usage: { input_tokens: -1, output_tokens: 'x' }, tokens_used: 1.5 }, undefined],
  ['usage that is no object', { usage: 'many' }, undefined],
])('done with %s', async (_, fields, usage) => {
  const told = await tellScript([text('a'), event({ type: 'done', ...fields })]);
  expect(told.events.at(-1)).toEqual(usage ? { type: 'finish', usage } : { type: 'finish' });
});

test('[DONE] ends a stream', async () => {
  const told = await tellScript([text('a'), send('data: [DONE]\n\n'), text('b')]);
  expect(told.events).toEqual([{ type: 'text', content: 'a' }, { type: 'finish' }]);
});

test.each([
  [
    'response, usage, tool_calls',
    { response: 'Hi', session_id: 's', usage: USAGE, tool_calls: [] },
    USAGE,
  ],
  [
    'response, tokens_used',
    { response: 'Hi', tokens_used: 12 },
    { input_tokens: 0, output_tokens: 0, total_tokens: 12 },
  ],
  [
    'success, response, metadata',
    { success: true, response: 'Hi', metadata: { usage: USAGE } },
    USAGE,
  ],
  ['data', { success: true, data: { response: 'Hi', usage: USAGE } }, USAGE],
])('a JSON reply with %s is one text and a finish', async (_, body, usage) => {
  const told = await tellScript(
    reply(200, body, { 'content-type': 'application/json; charset=utf-8' }),
  );
  expect(told.events).toEqual([
    { type: 'text', content: 'Hi' },
    { type: 'finish', usage },
  ]);
});

test('a JSON reply tells its tool calls first', async () => {
  const tool_calls = [
    { name: 'add', args: [1], result: 1 },
    { name: 'add', arguments: '{}' },
    'x',
    {},
  ];
  const told = await tellScript(reply(200, { response: 'Hi', tool_calls }));
  expect(told.events).toEqual([
    { type: 'tool_call', id: 'call_1', name: 'add', args: [1] },
    { type: 'tool_result', id: 'call_1', name: 'add', result: 1 },
    { type: 'tool_call', id: 'call_2', name: 'add', args: '{}' },
    { type: 'text', content: 'Hi' },
    { type: 'finish' },
  ]);
});

test('a JSON reply that says it failed is a failure', async () => {
  const told = await tellScript(reply(200, { success: false, response: null, error: 'no model' }));
  expect(codeOf(told)).toBe('upstream_error');
  expect(String(told.error)).not.toContain('no model');
  expect(told.error).toMatchObject({ cause: 'error event: no model' });
});

test('S09 unknown types are ignored and counted, the run ends done', async () => {
  const types = ['execute', 'ping2', '', '__proto__', 'constructor', 'toString', 7, null];
  const told = await tellScript([
    ...types.map((type) => event({ type, content: '<script>alert(1)</script>' })),
    send('data: {"__proto__":{"type":"text","content":"x"}}\n\n'),
    text('fine'),
    done(),
  ]);
  expect(told.events).toEqual([{ type: 'text', content: 'fine' }, { type: 'finish' }]);
  expect(told.oddities).toEqual({ unknown_type: types.length + 1 });
});

test('S18 a second done is ignored and counted; usage counts once', async () => {
  const twice = [USAGE, { input_tokens: 1, output_tokens: 1, total_tokens: 2 }];
  const frames = twice.map((usage) => `data: ${JSON.stringify({ type: 'done', usage })}\n\n`);
  const told = await tellScript([text('a'), send(frames.join(''))]);
  expect(told.events).toEqual([
    { type: 'text', content: 'a' },
    { type: 'finish', usage: USAGE },
  ]);
  expect(told.oddities).toEqual({ after_end: 1 });
});

test('S19 after an error nothing more is read', async () => {
  const told = await tellScript([
    text('before'),
    send('data: {"type":"error","message":"boom"}\n\ndata: {"type":"text","content":"after"}\n\n'),
    text('later'),
    done(),
  ]);
  expect(told.text).toBe('before');
  expect(told.finished).toBe(false);
  expect(codeOf(told)).toBe('upstream_error');
});

test('S21 orphans get an id, repeated calls and results are merged, open calls stay open', async () => {
  const told = await tellScript([
    toolResult('lost', 'nobody asked'),
    toolCall('a', 1, 'x'),
    toolCall('a', 2, 'x'),
    toolResult('a', 'first', 'x'),
    toolResult('a', 'second', 'x'),
    toolCall('open', {}),
    done(),
  ]);
  expect(told.events).toEqual([
    { type: 'tool_result', id: 'call_1', name: 'lost', result: 'nobody asked' },
    { type: 'tool_call', id: 'x', name: 'a', args: 1 },
    { type: 'tool_result', id: 'x', name: 'a', result: 'first' },
    { type: 'tool_call', id: 'call_2', name: 'open', args: {} },
    { type: 'finish' },
  ]);
  expect(told.oddities).toEqual({ repeated_call: 1, repeated_result: 1 });
});

test('S37 garbage after done is ignored', async () => {
  const told = await tellScript([
    text('a'),
    done(),
    send('garbage {"type":"text"\u0000\n\ndata: {"type":"text","content":"b"}\n\n'),
    { do: 'bytes', hex: 'fffe00c328' },
    { do: 'reset' },
  ]);
  expect(told).toMatchObject({ text: 'a', finished: true, error: null });
});

test('I17 text that contains events is text', async () => {
  const content = 'a\n\ndata: {"type":"done"}\n\nevent: error\r\n\r\nid: 1';
  const told = await tellScript([text(content), text('b'), done()]);
  expect(told.events).toEqual([
    { type: 'text', content },
    { type: 'text', content: 'b' },
    { type: 'finish' },
  ]);
});
