/** What the network and a broken upstream do to a stream, on real sockets. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { done, event, pause, reply, type Step, send, text } from '@/e2e/upstream/steps';
import { startTcpProxy } from '@/e2e/upstream/tcp-proxy';
import { codeOf, type TellOptions, tell } from './thinnest-testing';

let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
beforeEach(() => upstream.forget());
afterAll(() => upstream.close());

const TWENTY: Step[] = Array.from({ length: 20 }, (_, n) => text(`${n} `));
const TWENTY_TEXT = TWENTY.map((_, n) => `${n} `).join('');
const HALF = 'data: {"type":"text","content":"the 21st';

async function tellScript(steps: readonly Step[], options: TellOptions = {}) {
  upstream.script('ag_test', steps);
  return await tell(upstream.url, options);
}

test('S01 a reset inside the 21st event: 20 texts, and no finish', async () => {
  const told = await tellScript([...TWENTY, send(HALF), { do: 'reset' }]);
  expect(told).toMatchObject({ text: TWENTY_TEXT, finished: false, error: null });
  expect(told.events).toHaveLength(20);
});

test('S02 an orderly close in the middle of an event: 20 texts, and no finish', async () => {
  for (const end of ['end', 'cut'] as const) {
    const told = await tellScript([...TWENTY, send(HALF), { do: end }]);
    expect(told).toMatchObject({ text: TWENTY_TEXT, finished: false, error: null });
  }
});

test('S03 a body that ends without done is no finish', async () => {
  const told = await tellScript([...TWENTY]);
  expect(told).toMatchObject({ text: TWENTY_TEXT, finished: false, error: null, oddities: {} });
});

test.each([
  ['without any line end', 'data: {"type":"done","tokens_used":3}'],
  ['with one line end', 'data: {"type":"done","tokens_used":3}\n'],
  ['with one CR', 'data: {"type":"done","tokens_used":3}\r'],
])('S04 a whole done %s counts', async (_, unterminated) => {
  for (const end of ['end', 'cut'] as const) {
    const told = await tellScript([text('a'), send(unterminated), { do: end }]);
    expect(told.events.at(-1)).toMatchObject({ type: 'finish', usage: { total_tokens: 3 } });
    expect(told.oddities).toEqual({ unterminated_done: 1 });
  }
});

test('S04 a whole text, or half a done, without its blank line does not count', async () => {
  for (const rest of ['data: {"type":"text","content":"b"}\n', 'data: {"type":"done"', 'data: [']) {
    const told = await tellScript([text('a'), send(rest)]);
    expect(told).toMatchObject({ text: 'a', finished: false, error: null });
  }
});

test('S04 a single unterminated text is an interruption too, not an empty stream', async () => {
  const told = await tellScript([send('data: {"type":"text","content":"b"}')]);
  expect(told).toMatchObject({ events: [], finished: false, error: null });
});

test('S08 a bad event is skipped and counted, both texts come through', async () => {
  const told = await tellScript([
    text('a'),
    send('data: {"type":"text","content":"secret\n\n'),
    text('b'),
    done(),
  ]);
  expect(told).toMatchObject({ text: 'ab', finished: true, oddities: { bad_event: 1 } });
});

test('S08 ten bad events are tolerated, the eleventh ends the run as upstream_protocol', async () => {
  const bad = [
    send('data: nonsense\n\n'),
    send('data: [1]\n\n'),
    send('data: "text"\n\n'),
    send('data: 7\n\n'),
    send('data: null\n\n'),
    event({ type: 'text' }),
    event({ type: 'text', content: 7 }),
    event({ type: 'tool_call', args: {} }),
    event({ type: 'tool_result', result: {} }),
    event({ type: 'tool_call', name: 'deep', args: JSON.parse('['.repeat(500) + ']'.repeat(500)) }),
  ];
  const tolerated = await tellScript([text('a'), ...bad, text('b'), done()]);
  expect(tolerated).toMatchObject({ text: 'ab', finished: true, oddities: { bad_event: 10 } });
  const told = await tellScript([
    text('a'),
    ...bad,
    text('b'),
    send('data: {\n\n'),
    text('c'),
    done(),
  ]);
  expect(told).toMatchObject({ text: 'ab', finished: false, oddities: { bad_event: 11 } });
  expect(codeOf(told)).toBe('upstream_protocol');
});

test('S10 one text of 1 MB in pieces of 1 KB comes whole', async () => {
  const content = 'Wörter und 世界 '.repeat(50_000);
  const frame = `data: ${JSON.stringify({ type: 'text', content })}\n\n`;
  const told = await tellScript([{ do: 'trickle', text: frame, size: 1024 }, done()]);
  expect(told.events).toHaveLength(2);
  expect(told.text === content).toBe(true);
});

test('S11 a line of 64 MB ends at the limit of 8 MB, the upstream sees it, memory stays', async () => {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const told = await tellScript([
    text('a'),
    send('data: {"type":"text","content":"'),
    { do: 'fill', bytes: 67_108_864, char: 'x' },
  ]);
  clearInterval(timer);
  expect(codeOf(told)).toBe('event_too_large');
  expect(told.text).toBe('a');
  await upstream.until(([request]) => request?.closedBy === 'client');
  expect((most - before) / 1_048_576).toBeLessThan(64); // The sender runs in this process as well.
});

test.each([
  ['many data lines', 'data: x\n'],
  ['comments without end', ': x\n'],
  ['a line that is no field', 'x'],
  ['blank lines', '\n'],
])('S11 %s are bounded as well', async (_, piece) => {
  const steps: Step[] = [{ do: 'repeat', times: 'forever', steps: [send(piece.repeat(1000))] }];
  const told = await tellScript(steps, { upstream: { maxEventBytes: 100_000 } });
  expect(codeOf(told)).toBe('event_too_large');
  await upstream.until(([request]) => request?.closedBy === 'client');
});

test('S11 an event within one chunk obeys the limit too, and so does a JSON reply', async () => {
  const limits = { upstream: { maxEventBytes: 1000 } };
  const stream = await tellScript([text('a'), text('x'.repeat(2000)), done()], limits);
  expect(codeOf(stream)).toBe('event_too_large');
  expect(stream.text).toBe('a');
  const json = await tellScript(reply(200, { response: 'x'.repeat(2000) }), limits);
  expect(codeOf(json)).toBe('event_too_large');
});

test('S13 invalid UTF-8 becomes U+FFFD and the stream continues', async () => {
  const bytes = Buffer.concat([
    Buffer.from('data: {"type":"text","content":"a'),
    Buffer.from([0xff, 0x62, 0xc3, 0x28, 0xe2, 0x82]),
    Buffer.from('c"}\n\n'),
  ]);
  const told = await tellScript([{ do: 'bytes', hex: bytes.toString('hex') }, text('d'), done()]);
  expect(told).toMatchObject({ text: 'a\uFFFDb\uFFFD(\uFFFDcd', finished: true });
});

test('S14 a stream that arrives byte by byte reads the same', async () => {
  const frames = ['Grüße', '世界', '👋🏽'].map((content) =>
    JSON.stringify({ type: 'text', content }),
  );
  const body = `\uFEFF${frames.map((data) => `data: ${data}\r\n\r\n`).join('')}data: {"type":"done"}\r\r`;
  const told = await tellScript([{ do: 'trickle', text: body, size: 1 }]);
  expect(told).toMatchObject({ text: 'Grüße世界👋🏽', finished: true, oddities: {} });
});

test('a reset before any event is upstream_error, and is not tried again', async () => {
  const beginnings: Step[][] = [[], [{ do: 'head', status: 200, headers: STREAM }], [send(HALF)]];
  for (const beginning of beginnings) {
    upstream.forget();
    expect(codeOf(await tellScript([...beginning, { do: 'reset' }]))).toBe('upstream_error');
    expect(upstream.requests).toHaveLength(1);
  }
});

const STREAM = { 'content-type': 'text/event-stream' };

test('bytes that are no HTTP are upstream_protocol', async () => {
  expect(codeOf(await tellScript([{ do: 'raw', text: 'SSH-2.0-OpenSSH_9.6\r\n' }]))).toBe(
    'upstream_protocol',
  );
});

test('a JSON reply that is cut is upstream_error, never a short answer', async () => {
  const headers = { 'content-type': 'application/json', 'content-length': '1000' };
  const steps: Step[] = [
    { do: 'head', status: 200, headers },
    send('{"response":"half"}'),
    { do: 'cut' },
  ];
  expect(codeOf(await tellScript(steps))).toBe('upstream_error');
});

test('an error body that never ends is not waited for', async () => {
  const head: Step = { do: 'head', status: 503, headers: { 'content-type': 'text/html' } };
  const told = await tellScript([head, send('<h1>Down'), { do: 'hang' }]);
  expect(told.error).toMatchObject({ code: 'upstream_error', cause: 'HTTP 503: <h1>Down' });
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening.');
  return address.port;
}

/** Counts attempts to connect from here on; `onFailure` is told each that failed. */
function watchAttempts(onFailure: (attempt: number) => void = () => undefined) {
  let attempts = 0;
  const watch = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    const attempt = ++attempts;
    socket.once('error', () => onFailure(attempt));
  };
  subscribe('net.client.socket', watch);
  return () => {
    unsubscribe('net.client.socket', watch);
    return attempts;
  };
}

test('S38 a refused connection is unreachable, after three attempts', async () => {
  const startedAt = performance.now();
  const attempts = watchAttempts();
  const told = await tell(`http://127.0.0.1:${await closedPort()}`);
  expect(codeOf(told)).toBe('unreachable');
  expect(told.signs).toEqual([]);
  expect(attempts()).toBe(3);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

test('S38 a name that does not exist is unreachable', async () => {
  expect(codeOf(await tell('http://upstream.invalid'))).toBe('unreachable');
});

test('S38 a TLS failure is unreachable, and the upstream gets no call', async () => {
  expect(codeOf(await tell(upstream.url.replace('http:', 'https:')))).toBe('unreachable');
  expect(upstream.requests).toEqual([]);
});

test('S38 an upstream that is there at the second attempt gets the only call', async () => {
  const port = await closedPort();
  const late = Promise.withResolvers<ScriptedUpstream>();
  const attempts = watchAttempts((attempt) => {
    if (attempt === 1) startUpstream({ port }).then(late.resolve, late.reject);
  });
  const running = tell(`http://127.0.0.1:${port}`, { agentId: 'ag_late' });
  const server = await late.promise;
  server.script('ag_late', [text('late'), done()]);
  expect(await running).toMatchObject({ text: 'late', finished: true });
  expect(attempts()).toBeGreaterThan(1);
  expect(server.requests).toHaveLength(1);
  await server.close();
});

test('S38 a connection that breaks once the request was sent is not tried again', async () => {
  const proxy = await startTcpProxy(upstream.url);
  upstream.script('ag_test', [pause('working')]);
  const told = tell(proxy.url);
  await upstream.gates.reached('working');
  proxy.dropAll();
  expect(codeOf(await told)).toBe('upstream_error');
  expect(proxy.accepted()).toBe(1);
  expect(upstream.requests).toHaveLength(1);
  await proxy.close();
});

test('I07 the reason for a failed connection does not hold the key', async () => {
  const told = await tell(`http://127.0.0.1:${await closedPort()}`, {
    upstream: { apiKey: 'topsecret' },
  });
  expect(JSON.stringify(told.error, Object.getOwnPropertyNames(told.error))).not.toContain(
    'topsecret',
  );
});
