/** The fixture does what its steps say; otherwise nothing that is proved with it is. */

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { connectUpstream, startControl } from './control';
import { type ScriptedUpstream, startUpstream } from './server';
import { done, event, pause, reply, type Step, send, text, toolCall } from './steps';
import { startTcpProxy, type TcpProxy } from './tcp-proxy';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0).reverse()) await server.close();
});

async function start(options = {}): Promise<ScriptedUpstream> {
  const upstream = await startUpstream(options);
  open.push(upstream);
  return upstream;
}

async function startProxy(target: string): Promise<TcpProxy> {
  const proxy = await startTcpProxy(target);
  open.push(proxy);
  return proxy;
}

function ask(url: string, agentId = 'ag_test', init: RequestInit = {}): Promise<Response> {
  const body = JSON.stringify({ agent_id: agentId, message: 'hello' });
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}/chat/stream`, { method: 'POST', body, headers, ...init });
}

/** Reads until the body ends or breaks. */
async function readAll(response: Response): Promise<{ body: string; broken: boolean }> {
  let body = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) body += decoder.decode(chunk, { stream: true });
    return { body, broken: false };
  } catch {
    return { body, broken: true }; // The connection was cut or reset, which is what is asked here.
  }
}

test('steps become the bytes of the body', async () => {
  const upstream = await start();
  upstream.script('ag_test', [
    send(': hi\r\n\r\n'),
    text('é'),
    { do: 'bytes', hex: '646174613a20ff0a0a' },
    { do: 'repeat', times: 2, steps: [event({ n: '{n}' })] },
    { do: 'trickle', text: 'data: x\n\n', size: 2 },
    { do: 'fill', bytes: 70_000, char: 'z' },
  ]);
  const response = await ask(upstream.url);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const { body, broken } = await readAll(response);
  expect(broken).toBe(false);
  expect(body.replace(/z+$/, (run) => `${run.length}`)).toBe(
    ': hi\r\n\r\ndata: {"type":"text","content":"é"}\n\ndata: \uFFFD\n\n' +
      'data: {"n":"1"}\n\ndata: {"n":"2"}\n\ndata: x\n\n70000',
  );
});

test.each([
  ['cut', true],
  ['reset', true],
  ['end', false],
] as const)('%s after a text', async (how, broken) => {
  const upstream = await start();
  upstream.script('ag_test', [text('a'), { do: how }, text('never')]);
  const got = await readAll(await ask(upstream.url));
  expect(got).toEqual({ body: 'data: {"type":"text","content":"a"}\n\n', broken });
  await upstream.until(([request]) => request?.closedBy === 'server');
});

test('a refusal, and bytes that are no HTTP', async () => {
  const upstream = await start();
  upstream.script('next', reply(429, { detail: 'slow down' }, { 'retry-after': '7' }));
  const response = await ask(upstream.url);
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
  expect(await response.json()).toEqual({ detail: 'slow down' });
  upstream.script('next', [{ do: 'raw', text: 'garbage\r\n' }]);
  await expect(ask(upstream.url)).rejects.toThrow('fetch failed');
});

test('a gate holds a script until it is opened; pass lets one through', async () => {
  const upstream = await start();
  upstream.script('ag_test', [pause('a'), text('x'), pause('b'), done()]);
  const asked = [ask(upstream.url), ask(upstream.url)];
  await upstream.gates.reached('a', 2);
  upstream.gates.pass('a');
  await upstream.gates.reached('b');
  expect(upstream.requests.map(({ closedAt }) => closedAt)).toEqual([null, null]);
  upstream.gates.open('a');
  await upstream.gates.reached('b', 2);
  upstream.gates.open('b');
  for (const response of asked) expect((await readAll(await response)).broken).toBe(false);
});

test('a client that leaves is recorded as such, wherever the script waits', async () => {
  const upstream = await start();
  for (const step of [
    pause('never'),
    { do: 'hang' },
    { do: 'wait', ms: 60_000 },
  ] satisfies Step[]) {
    upstream.forget();
    upstream.script('ag_test', [text('a'), step]);
    const controller = new AbortController();
    const response = await ask(upstream.url, 'ag_test', { signal: controller.signal });
    expect(response.ok).toBe(true);
    controller.abort();
    await upstream.until(([request]) => request?.closedBy === 'client');
  }
});

test('requests are recorded, keys are asked for, agents are listed', async () => {
  const upstream = await start({ apiKey: 'secret' });
  upstream.script('ag_mine', [done()]);
  const authorization = { headers: { authorization: 'Bearer secret' } };
  expect((await ask(upstream.url)).status).toBe(401);
  expect((await ask(upstream.url, 'ag_mine', authorization)).status).toBe(200);
  const list = await fetch(`${upstream.url}/v2/agents?limit=1`, authorization);
  expect(await list.json()).toMatchObject({
    agents: expect.arrayContaining([expect.objectContaining({ id: 'ag_mine' })]),
  });
  expect((await fetch(`${upstream.url}/else`, authorization)).status).toBe(404);
  expect(upstream.requests.map(({ n, path, agentId }) => [n, path, agentId])).toEqual([
    [1, '/chat/stream', 'ag_test'],
    [2, '/chat/stream', 'ag_mine'],
    [3, '/v2/agents?limit=1', null],
    [4, '/else', null],
  ]);
  expect(upstream.requests[1]).toMatchObject({ json: { message: 'hello' }, method: 'POST' });
});

test('without a script an agent answers with a tool call, text and usage', async () => {
  const upstream = await start();
  const { body } = await readAll(await ask(upstream.url, 'ag_any'));
  expect(body).toContain('"type":"tool_call"');
  expect(body).toContain('hello');
  expect(body).toMatch(/"total_tokens":60\}\}\n\n$/);
});

test('another process can script, hold, release and look', async () => {
  const upstream = await start();
  const control = await startControl(upstream);
  open.push(control);
  const remote = await connectUpstream(control.url);
  expect(remote.url).toBe(upstream.url);
  await remote.script('ag_test', [toolCall('t', 1), pause('a b/c'), pause('d'), done()]);
  const response = await ask(remote.url);
  await remote.reached('a b/c');
  expect(await remote.requests()).toMatchObject([{ agentId: 'ag_test', closedBy: null }]);
  await remote.open('a b/c');
  await remote.pass('d');
  const ended = remote.until(([request]) => request?.closedBy === 'server');
  expect((await readAll(response)).broken).toBe(false);
  await ended;
  await remote.forget();
  expect(await remote.requests()).toEqual([]);
  expect((await fetch(`${control.url}/nonsense`)).status).toBe(400);
});

test('the proxy passes everything when no fault is set', async () => {
  const upstream = await start();
  const proxy = await startProxy(upstream.url);
  upstream.script('ag_test', [text('a'), { do: 'fill', bytes: 300_000, char: 'x' }, done()]);
  const { body, broken } = await readAll(await ask(proxy.url));
  expect(broken).toBe(false);
  expect(body.length).toBeGreaterThan(300_000);
  expect([proxy.accepted(), proxy.open()]).toEqual([1, 1]);
});

test('the proxy cuts after a number of bytes, to the byte', async () => {
  const upstream = await start();
  const proxy = await startProxy(upstream.url);
  proxy.set({ cutAfterBytes: 1000 });
  upstream.script('ag_test', [{ do: 'fill', bytes: 100_000, char: 'x' }]);
  const socket = connect({ port: Number(new URL(proxy.url).port), host: '127.0.0.1' });
  const body = '{"agent_id":"ag_test"}';
  socket.write(
    `POST /chat/stream HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
  });
  const [error] = await once(socket, 'error');
  expect([bytes, error.code]).toEqual([1000, 'ECONNRESET']);
});

test('the proxy stalls without closing, and lets everything through afterwards', async () => {
  const upstream = await start();
  const proxy = await startProxy(upstream.url);
  upstream.script('ag_test', [text('a'), pause('stall'), text('b'), pause('sent'), done()]);
  const reading = readAll(await ask(proxy.url));
  await upstream.gates.reached('stall');
  proxy.set({ stalled: true });
  upstream.gates.open('stall');
  await upstream.gates.reached('sent');
  upstream.gates.open('sent');
  await upstream.until(([request]) => request?.closedBy === 'server');
  expect(proxy.open()).toBe(1);
  proxy.set({ stalled: false });
  expect((await reading).body.match(/"type":"\w+"/g)).toHaveLength(3);
});

test('a half-open connection: the upstream is gone and the client hears nothing', async () => {
  const upstream = await start();
  const proxy = await startProxy(upstream.url);
  upstream.script('ag_test', [text('a'), pause('half'), text('lost'), { do: 'reset' }]);
  const controller = new AbortController();
  const reading = readAll(await ask(proxy.url, 'ag_test', { signal: controller.signal }));
  await upstream.gates.reached('half');
  proxy.set({ halfOpen: true });
  upstream.gates.open('half');
  await upstream.until(([request]) => request?.closedBy === 'server');
  expect(proxy.open()).toBe(1);
  controller.abort();
  expect((await reading).body).not.toContain('lost');
});

test('dropping all, refusing, and a limited rate', async () => {
  const upstream = await start();
  const proxy = await startProxy(upstream.url);
  upstream.script('ag_test', [text('a'), pause('drop')]);
  const reading = readAll(await ask(proxy.url));
  await upstream.gates.reached('drop');
  proxy.dropAll();
  expect((await reading).broken).toBe(true);
  await upstream.until(([request]) => request?.closedBy === 'client');
  proxy.set({ refusing: true });
  await expect(ask(proxy.url)).rejects.toThrow('fetch failed');
  proxy.set({ refusing: false, bytesPerSecond: 20_000, latencyMs: 20 });
  upstream.script('ag_test', [{ do: 'fill', bytes: 5000, char: 'x' }, done()]);
  const startedAt = performance.now();
  expect((await readAll(await ask(proxy.url))).broken).toBe(false);
  expect(performance.now() - startedAt).toBeGreaterThan(200);
});

test('what is waited for in vain is said, with what was seen', async () => {
  const upstream = await start({ patienceMs: 50 });
  upstream.script('ag_test', [pause('x')]);
  const asked = ask(upstream.url).catch(() => null);
  await upstream.gates.reached('x');
  await expect(upstream.gates.reached('y')).rejects.toThrow(
    /Waited 50 ms for gate y\. Requests: 1 POST \/chat\/stream.*x reached 1×/,
  );
  upstream.forget();
  await asked;
});
