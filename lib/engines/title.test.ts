import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { event, pause, reply, type Step, send } from '@/e2e/upstream/steps';
import type { EngineConfig } from '@/lib/contract/agent';
import { openAt } from './model-testing';
import { cleanTitle, createTitler } from './title';

const PATH = '/v1/chat/completions';
const MODEL: EngineConfig = {
  kind: 'model',
  model: 'openai:m',
  instructions: 'Be a pirate.',
  tools: [],
};
const TURN = { question: 'How do I weave silk?'.padEnd(5_000, '.'), answer: 'With care.' };

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterEach(() => upstream.forget());
afterAll(() => upstream.close());

const said = (content: string): Step =>
  event({ id: 'c1', choices: [{ index: 0, delta: { content }, finish_reason: null }] });
const END = [
  event({ id: 'c1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
  event({
    id: 'c1',
    choices: [],
    usage: { prompt_tokens: 90, completion_tokens: 6, total_tokens: 96 },
  }),
  send('data: [DONE]\n\n'),
];
const ask = (config: EngineConfig = MODEL, signal = new AbortController().signal) =>
  createTitler(openAt(`${upstream.url}/v1`))(config, TURN, signal);

describe('asking a model for a title', () => {
  it('sends a bounded part of the first turn, without the agent’s instructions or tools', async () => {
    upstream.script(PATH, [said('"Weaving '), said('silk."\nSure'), ...END]);
    expect(await ask()).toEqual({
      title: 'Weaving silk',
      usage: { input_tokens: 90, output_tokens: 6, total_tokens: 96 },
    });
    const body = JSON.parse(upstream.requests[0]?.body ?? '{}');
    expect(body.tools).toBeUndefined();
    expect(body.max_tokens).toBeLessThanOrEqual(400);
    const sent = JSON.stringify(body.messages);
    expect(sent).toContain('How do I weave silk?');
    expect(sent).not.toContain('pirate');
    expect(sent.length).toBeLessThan(4_000);
  });

  it('throws what went wrong, once', async () => {
    upstream.script(PATH, reply(500, { error: { message: 'x' } }));
    await expect(ask()).rejects.toThrow();
    expect(upstream.requests).toHaveLength(1);
  });

  it('ends when it is called off', async () => {
    upstream.script(PATH, [said('Never '), pause('never'), ...END]);
    const late = new AbortController();
    const asked = ask(MODEL, late.signal).catch(() => null);
    await upstream.gates.reached('never');
    late.abort();
    expect((await asked)?.title).not.toBe('Never ending');
  });

  it('asks nothing of the guide and of the platform', async () => {
    expect(await ask({ kind: 'model', model: 'guide', instructions: '', tools: [] })).toBeNull();
    expect(await ask({ kind: 'thinnest', upstreamAgentId: 'ag_1' })).toBeNull();
    expect(upstream.requests).toHaveLength(0);
  });
});

it('a title is one plain line', () => {
  expect(cleanTitle('**Silk prices**')).toBe('Silk prices');
  expect(cleanTitle('<think>\nHm.\n</think>\n\nTitle: «Prix de la soie».')).toBe('Prix de la soie');
  expect(cleanTitle('a\u0007b\tc')).toBe('a b c');
  expect(cleanTitle('<think> and then it was cut')).toBeNull();
  expect(cleanTitle('\n"…"\n')).toBeNull();
  expect(cleanTitle('word '.repeat(30))).toMatch(/^(word ){10,11}word…$/);
});
