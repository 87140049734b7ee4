import { describe, expect, it } from 'vitest';
import { createGuide } from './guide';
import type { CallOptions, StreamPart } from './model-interface';

const asked = (text: string, tools: string[] = []): CallOptions => ({
  prompt: [{ role: 'user', content: [{ type: 'text', text }] }],
  tools: tools.map((name) => ({ type: 'function', name, inputSchema: { type: 'object' } })),
});

async function partsOf(options: CallOptions, wordsPerSecond = Number.POSITIVE_INFINITY) {
  const { stream } = await createGuide({ wordsPerSecond }).doStream(options);
  const parts: StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

const textOf = (parts: StreamPart[]) =>
  parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('');

describe('the guide as a language model', () => {
  it('calls tools in the parts that the interface names, in order', async () => {
    const parts = await partsOf(asked('2+2', ['calculate']));
    expect(parts.map(({ type }) => type)).toEqual([
      'stream-start',
      'response-metadata',
      'tool-input-start',
      'tool-input-delta',
      'tool-input-end',
      'tool-call',
      'finish',
    ]);
    const call = parts.find((part) => part.type === 'tool-call');
    expect(call).toMatchObject({ toolName: 'calculate', input: '{"expression":"2+2"}' });
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'tool-calls' } });
  });

  it('speaks in text parts, and stops by itself', async () => {
    const parts = await partsOf(asked('hello'));
    expect(parts.map(({ type }) => type)).toEqual([
      'stream-start',
      'response-metadata',
      'text-start',
      'text-delta',
      'text-end',
      'finish',
    ]);
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'stop', raw: 'stop' } });
  });

  it('says the same without a stream', async () => {
    const { content, usage } = await createGuide().doGenerate(asked('hello'));
    expect(content).toEqual([{ type: 'text', text: textOf(await partsOf(asked('hello'))) }]);
    expect(usage.outputTokens.total).toBeGreaterThan(5);
  });

  it('never answers an empty text', async () => {
    for (const text of [
      '',
      ' ',
      '?',
      '...',
      'and',
      '\n\n',
      '🙂',
      'ok',
      '```',
      '|',
      '%',
      '1',
      'in',
    ]) {
      expect(textOf(await partsOf(asked(text))), text).not.toBe('');
    }
  });

  it('says it in small pieces at the pace it is given, and nothing is lost', async () => {
    const all = textOf(await partsOf(asked('hello')));
    const began = performance.now();
    const pieces = (await partsOf(asked('hello'), 400)).filter(({ type }) => type === 'text-delta');
    const words = all.split(/\s+/).length;
    expect(textOf(pieces)).toBe(all);
    expect(pieces).toHaveLength(Math.ceil(words / 3));
    expect(performance.now() - began).toBeGreaterThan((words / 400) * 1000 * 0.8);
  });

  it('falls silent the moment it is stopped', async () => {
    const stop = new AbortController();
    const { stream } = await createGuide({ wordsPerSecond: 0.01 }).doStream({
      ...asked('hello'),
      abortSignal: stop.signal,
    });
    const read = (async () => {
      for await (const part of stream) if (part.type === 'text-start') stop.abort();
    })();
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('lets go when nobody listens any more', async () => {
    const { stream } = await createGuide({ wordsPerSecond: 1000 }).doStream(asked('hello'));
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(await reader.read()).toEqual({ done: true, value: undefined });
  });
});
