import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { event, reply, type Step, send } from '@/e2e/upstream/steps';
import { AppError } from '@/lib/contract/errors';
import {
  codeOf,
  openAt,
  TEST_KEY,
  TEST_NOW,
  type TellOptions,
  type Told,
  tell,
} from './model-testing';

const PATH = '/v1/chat/completions';

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterEach(() => upstream.forget());
afterAll(() => upstream.close());

const text = (content: string): Step =>
  event({ id: 'c', choices: [{ index: 0, delta: { content } }] });

function ask(steps: readonly Step[], options: TellOptions = {}): Promise<Told> {
  upstream.script(PATH, steps);
  return tell('What is a loom?', {
    model: 'openai:m',
    tools: [],
    ...options,
    deps: { openModel: openAt(`${upstream.url}/v1`), ...options.deps },
  });
}

const waitOf = ({ error }: Told) =>
  error instanceof AppError ? error.detail.retryAfterSeconds : null;
const causeOf = ({ error }: Told) =>
  JSON.stringify(error instanceof AppError ? error.detail.cause : null);

describe('a refusal before the stream', () => {
  it.each([
    [400, 'upstream_error'],
    [401, 'upstream_auth'],
    [403, 'upstream_auth'],
    [402, 'upstream_payment'],
    [404, 'upstream_agent_gone'],
    [408, 'upstream_timeout'],
    [429, 'upstream_rate_limited'],
    [500, 'upstream_error'],
    [503, 'upstream_error'],
    [504, 'upstream_timeout'],
    [529, 'upstream_rate_limited'],
  ])('S22–S26: %d is %s, asked once', async (status, code) => {
    const told = await ask(reply(status, { error: { message: 'no', type: 't' } }));
    expect(codeOf(told)).toBe(code);
    expect(told.events).toEqual([]);
    expect(upstream.requests).toHaveLength(1);
  });

  it('S24: an account out of funds is payment, whatever the status', async () => {
    const told = await ask(reply(429, { error: { message: 'x', code: 'insufficient_quota' } }));
    expect(codeOf(told)).toBe('upstream_payment');
  });

  it.each([
    ['7', 7],
    [new Date(TEST_NOW + 20_000).toUTCString(), 20],
    ['', 30],
    ['-1', 30],
    ['1000000000', 3600],
  ])('S23: Retry-After %s waits %d seconds', async (header, seconds) => {
    const headers: Record<string, string> = header === '' ? {} : { 'retry-after': header };
    expect(waitOf(await ask(reply(429, { error: { message: 'slow' } }, headers)))).toBe(seconds);
  });

  it('S22, S33: nothing of a page with a key in it is shown, and the log gets little', async () => {
    const told = await ask(reply(502, `<html>${TEST_KEY} ${'x'.repeat(200_000)}</html>`));
    expect(codeOf(told)).toBe('upstream_error');
    expect(String(told.error)).not.toContain('html');
    expect(causeOf(told).length).toBeLessThan(700);
    expect(causeOf(told)).not.toContain(TEST_KEY);
  });

  it('follows no redirect, so the key goes nowhere else', async () => {
    const told = await ask([
      { do: 'head', status: 307, headers: { location: `${upstream.url}/elsewhere` } },
      { do: 'end' },
    ]);
    expect(codeOf(told)).toBe('upstream_error');
    expect(upstream.requests.map(({ path }) => path)).toEqual([PATH]);
  });

  it.each<[string, Step[], string]>([
    ['S27: a page', reply(200, '<html></html>'), 'bad_content_type'],
    ['S27: a document', reply(200, { choices: [] }), 'bad_content_type'],
    ['S28: no content', [{ do: 'head', status: 204, headers: {} }, { do: 'end' }], 'empty_stream'],
  ])('%s is no stream', async (_name, steps, code) => {
    expect(codeOf(await ask(steps))).toBe(code);
  });
});

describe('a failure in the stream', () => {
  it('S19: an error event ends it, its text kept, its words not shown', async () => {
    const told = await ask([
      text('A '),
      event({ error: { message: 'boom /srv/x', type: 'server_error' } }),
      text('B'),
    ]);
    expect(codeOf(told)).toBe('upstream_error');
    expect(told.text).toBe('A ');
    expect(String(told.error)).not.toContain('boom');
  });

  it('knows a rate limit by its name', async () => {
    const told = await ask([event({ error: { message: 'slow', code: 'rate_limit_exceeded' } })]);
    expect(codeOf(told)).toBe('upstream_rate_limited');
  });

  it('S11: a line without end is given up at the limit, and the connection closed', async () => {
    const told = await ask([
      text('A '),
      send('data: '),
      { do: 'fill', bytes: 64 * 1024 * 1024, char: 'x' },
    ]);
    expect(codeOf(told)).toBe('event_too_large');
    expect(told.text).toBe('A ');
    await upstream.until(([request]) => request?.closedBy === 'client');
  });
});

describe('a connection', () => {
  it('S38: that is refused is unreachable', async () => {
    const closed = await startUpstream();
    await closed.close();
    const told = await ask([], { deps: { openModel: openAt(`${closed.url}/v1`) } });
    expect(codeOf(told)).toBe('unreachable');
  });

  it('C07, C12: is closed within moments of a stop, before headers and after', async () => {
    for (const steps of [
      [{ do: 'pause', gate: 'never' }],
      [text('A '), { do: 'hang' }],
    ] satisfies Step[][]) {
      upstream.forget();
      const stop = new AbortController();
      const asked = ask(steps, {
        signal: stop.signal,
        onEvent: () => stop.abort(),
      });
      await upstream.until((requests) => requests.length === 1);
      if (steps[0]?.do === 'pause') stop.abort();
      expect(await asked).toMatchObject({ finished: false, error: null });
      await upstream.until(([request]) => request?.closedBy === 'client');
    }
  });

  it('is closed when the reader leaves in the middle', async () => {
    const told = ask([text('A '), { do: 'hang' }], {
      onEvent: () => {
        throw new Error('left');
      },
    });
    expect((await told).error).toMatchObject({ message: 'left' });
    await upstream.until(([request]) => request?.closedBy === 'client');
  });
});
