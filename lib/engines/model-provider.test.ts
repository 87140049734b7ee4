import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { type Step, send } from '@/e2e/upstream/steps';
import {
  endpointOf,
  isConfigured,
  isOwnMachine,
  openEndpoint,
  openModel,
  type Provider,
} from './model-provider';
import { codeOf, TEST_KEY, tell } from './model-testing';
import { checkEngine, selectEngine } from './select';

const model = (name: string) => ({
  kind: 'model' as const,
  model: name,
  instructions: '',
  tools: [],
});

describe('which model', () => {
  it('takes provider and name apart', () => {
    expect(endpointOf('openai:vendor/model:free')).toMatchObject({
      provider: 'openai',
      name: 'vendor/model:free',
    });
    expect(endpointOf('guide')).toBeNull();
  });

  it.each([
    'google:../../v1/secrets',
    'google:a?key=x',
    'google:a#b',
    'openai:',
    'mistral:x',
    'openai:é',
  ])('I13: refuses %s, which could lead elsewhere or nowhere', (name) => {
    expect(() => endpointOf(name)).toThrow(expect.objectContaining({ code: 'not_configured' }));
  });

  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['[::1]', true],
    ['10.1.2.3', true],
    ['172.20.0.1', true],
    ['192.168.1.5', true],
    ['ollama', true],
    ['host.docker.internal', true],
    ['api.openai.com', false],
    ['172.32.0.1', false],
    ['8.8.8.8', false],
    ['10.example.com', false],
  ])('%s is one of our own machines: %s', (host, expected) => {
    expect(isOwnMachine(host)).toBe(expected);
  });

  it('needs a key, but on our own machine', () => {
    const endpoint = endpointOf('openai:m');
    if (!endpoint) throw new Error('no endpoint');
    const at = (baseUrl: string, apiKey?: string) => isConfigured({ ...endpoint, baseUrl, apiKey });
    expect(at('https://api.openai.com/v1')).toBe(false);
    expect(at('https://api.openai.com/v1', 'k')).toBe(true);
    expect(at('http://localhost:11434/v1')).toBe(true);
  });
});

describe('without a key', () => {
  it.each(['openai:m', 'anthropic:m', 'google:m', 'nobody:m'])(
    '%s is not configured',
    async (name) => {
      expect(() => selectEngine(model(name))).toThrow(
        expect.objectContaining({ code: 'not_configured' }),
      );
      await expect(openModel(name, () => undefined)).rejects.toMatchObject({
        code: 'not_configured',
      });
      expect(await checkEngine(model(name))).toMatchObject({ state: 'not_configured' });
    },
  );

  it('thinnest is not configured, and the guide needs none', async () => {
    const thinnest = { kind: 'thinnest' as const, upstreamAgentId: 'ag_1' };
    expect(() => selectEngine(thinnest)).toThrow(
      expect.objectContaining({ code: 'not_configured' }),
    );
    expect(selectEngine(model('guide'))).toBeTypeOf('function');
    expect(await checkEngine(model('guide'))).toMatchObject({ state: 'reachable' });
  });
});

/** A server-sent event with a name, as Anthropic writes them. */
const named = (data: { type: string; [field: string]: unknown }) =>
  send(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
const plain = (data: object) => send(`data: ${JSON.stringify(data)}\n\n`);

const ANTHROPIC_TEXT: Step[] = [
  named({
    type: 'message_start',
    message: {
      id: 'm',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [],
      usage: { input_tokens: 5, output_tokens: 1 },
    },
  }),
  named({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
  named({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'A loom.' } }),
];
const ANTHROPIC_END: Step[] = [
  named({ type: 'content_block_stop', index: 0 }),
  named({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } }),
  named({ type: 'message_stop' }),
];
const candidate = (more: object) =>
  plain({
    candidates: [{ content: { role: 'model', parts: [{ text: 'A loom.' }] }, ...more }],
    usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 3, totalTokenCount: 8 },
  });

describe.each<{ provider: Provider; path: string; header: string; text: Step[]; end: Step[] }>([
  {
    provider: 'anthropic',
    path: '/v1/messages',
    header: 'x-api-key',
    text: ANTHROPIC_TEXT,
    end: ANTHROPIC_END,
  },
  {
    provider: 'google',
    path: '/v1/models/m:streamGenerateContent',
    header: 'x-goog-api-key',
    text: [candidate({})],
    end: [
      plain({
        candidates: [{ content: { role: 'model', parts: [] }, finishReason: 'STOP' }],
        usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 3, totalTokenCount: 8 },
      }),
    ],
  },
])('$provider', ({ provider, path, header, text, end }) => {
  let upstream: ScriptedUpstream;
  beforeAll(async () => {
    upstream = await startUpstream();
  });
  afterEach(() => upstream.forget());
  afterAll(() => upstream.close());

  const ask = () =>
    tell('What is a loom?', {
      model: `${provider}:m`,
      tools: ['calculate'],
      deps: {
        openModel: (_name, pulse) =>
          openEndpoint(
            {
              provider,
              name: 'm',
              baseUrl: `${upstream.url}/v1`,
              apiKey: TEST_KEY,
              keyVariable: 'K',
              urlVariable: 'U',
            },
            pulse,
          ),
      },
    });

  it('streams text and usage, with its key in its header', async () => {
    upstream.script(path, [...text, ...end]);
    const told = await ask();
    expect(told).toMatchObject({
      text: 'A loom.',
      finished: true,
      error: null,
      usage: { input_tokens: 5, output_tokens: 3 },
    });
    expect(upstream.requests[0]?.headers[header]).toBe(TEST_KEY);
  });

  it('S39: a stream without its end is cut off', async () => {
    upstream.script(path, text);
    expect(await ask()).toMatchObject({ text: 'A loom.', finished: false, error: null });
  });

  it('S25: a refused key is upstream_auth', async () => {
    upstream.script(path, [
      { do: 'head', status: 401, headers: { 'content-type': 'application/json' } },
      send('{"error":{"message":"no","type":"authentication_error"}}'),
      { do: 'end' },
    ]);
    expect(codeOf(await ask())).toBe('upstream_auth');
  });
});
