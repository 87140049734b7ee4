import { expect } from '@playwright/test';
import { z } from 'zod';
import { newId } from '@/lib/contract/ids';
import { readByChunks, readByLines, writesOf } from './clients';
import { test } from './fixtures';
import { done, event, pause, text, toolCall, toolResult } from './upstream/steps';
import { type Visitor, withToken } from './visitor';

const USAGE = { input_tokens: 50, output_tokens: 120, total_tokens: 170 };

function post(caller: Visitor, body: object, headers: Record<string, string> = {}) {
  return caller.send('/chat/stream', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const frame = z.tuple([
  z.templateLiteral(['id: ', z.string(), '.', z.number()]),
  z.templateLiteral(['data: ', z.string()]),
]);

/** The events of a stream, exactly as it is written: two lines each, comments left out. */
function framesOf(stream: string) {
  const blocks = stream.split('\n\n').filter((block) => block !== '' && !block.startsWith(':'));
  return blocks.map((block) => {
    const [id, data] = frame.parse(block.split('\n'));
    return { id: id.slice(4), event: JSON.parse(data.slice(6)) };
  });
}

/** Text that breaks readers which take it for structure (I17). */
const TRICKY = [
  'Two\n\nparagraphs, ',
  'data: {"type":"done"}\n\nevent: error\n\n',
  'a line separator\u2028and a paragraph separator\u2029and a next line\u0085, ',
  'carriage\r\nreturns\rand\vothers\f, ',
  '漢字 🧵 e\u0301 \u0000\ufeff, ',
  '"quotes" \\ and a slash.',
];

test('both published sample clients print the full text, live and from the log', async ({
  app,
  world,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const tricky = await world.agent([...TRICKY.map(text), done()]);
  for (const agentId of [tricky.id, 'guide']) {
    const body = { agent_id: agentId, message: 'What is 17.5% of 2,340?' };
    const byChunks = await readByChunks(await post(caller, body));
    const byLines = await readByLines(await post(caller, body));
    expect(byChunks).toBe(byLines);
    expect(byLines).toContain(agentId === 'guide' ? '409.5' : TRICKY.join(''));
  }
  const sent = await post(caller, { agent_id: tricky.id, message: 'Again' });
  const id = sent.headers.get('x-session-id');
  await sent.body?.cancel();
  for (const read of [readByChunks, readByLines]) {
    expect(await read(await caller.send(`/chat/stream?session_id=${id}`))).toBe(TRICKY.join(''));
  }
});

test('however fast it comes, every write is whole lines', async ({ app, world }) => {
  const { token } = await world.person();
  const agent = await world.agent([
    { do: 'repeat', times: 4_000, steps: [text('round {n} of a burst 漢字 ')] },
    text('x'.repeat(300_000)),
    done(),
  ]);
  const writes = await writesOf(`${app.url}/chat/stream`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ agent_id: agent.id, message: 'Fast' }),
  });
  expect(writes.filter((write) => !write.endsWith('\n\n'))).toEqual([]);
  expect(framesOf(writes.join('')).at(-1)?.event).toMatchObject({ type: 'done' });
});

test('the stream is the five published events, with what the contract adds and no more', async ({
  app,
  world,
  upstream,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const agent = await world.agent([
    text('Machine learning '),
    toolCall('web_search', { query: 'ML' }),
    event({ type: 'thinking', content: 'unknown to clients' }),
    toolResult('web_search', 'found'),
    text('is.'),
    done(USAGE),
    text('after the end'),
  ]);
  const key = `customer ${newId()}`;
  const response = await post(caller, { agent_id: agent.id, query: 'Explain', session_id: key });
  const runId = response.headers.get('x-run-id');
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-session-id': key,
    'x-ratelimit-limit': expect.stringMatching(/^\d+$/),
    'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
    'x-ratelimit-reset': expect.stringMatching(/^\d{10}$/),
  });
  expect(response.headers.get('content-encoding')).toBeNull();
  const frames = framesOf(await response.text());
  expect(frames.map(({ id }) => id)).toEqual(frames.map((_, at) => `${runId}.${at + 1}`));
  const events = frames.map((each) => each.event);
  const shown = events.filter(({ type }) => type === 'text').map(({ content }) => content);
  expect(shown.join('')).toBe('Machine learning is.');
  const [call, result] = events.filter(({ type }) => type.startsWith('tool_'));
  expect(call).toMatchObject({ type: 'tool_call', name: 'web_search', args: { query: 'ML' } });
  expect(result).toMatchObject({ type: 'tool_result', id: call.id, result: 'found' });
  expect(events.at(-1)).toMatchObject({
    type: 'done',
    usage: USAGE,
    session_id: key,
    run_id: runId,
    status: 'completed',
  });
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set(['text', 'tool_call', 'tool_result', 'done']),
  );
  // What the caller names a conversation by never reaches the platform.
  const asked = upstream.requests.filter(({ agentId }) => agentId === agent.upstreamId);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.body).not.toContain(key);
});

test('a reader that comes back with its cursor gets the rest, once; at the end there is nothing', async ({
  app,
  world,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const agent = await world.agent([text('one '), toolCall('x', {}), text('two '), done()]);
  const sent = await post(caller, { agent_id: agent.id, message: 'Go' });
  const id = sent.headers.get('x-session-id') ?? '';
  const frames = framesOf(await sent.text());
  expect(frames.length).toBeGreaterThan(3);
  const from = (cursor: string) =>
    caller.send(`/chat/stream?session_id=${id}`, { headers: { 'last-event-id': cursor } });
  for (const [at, each] of frames.slice(0, -1).entries()) {
    expect(framesOf(await (await from(each.id)).text())).toEqual(frames.slice(at + 1));
  }
  expect((await from(frames.at(-1)?.id ?? '')).status).toBe(204);
  for (const foreign of [`${newId()}.2`, 'nonsense', '']) {
    expect(framesOf(await (await from(foreign)).text())).toEqual(frames);
  }
});

test('C11 DELETE stops, says in which state it ended, and 404 for what is not one’s own', async ({
  app,
  world,
  upstream,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const other = withToken(app.url, (await world.person()).token);
  const gate = newId();
  const agent = await world.agent([text('Half. '), pause(gate), text('Whole.'), done()]);
  const stop = (who: Visitor, id: string) =>
    who.send(`/chat/stream?session_id=${id}`, { method: 'DELETE' });

  const running = await post(caller, { agent_id: agent.id, message: 'Go' });
  const id = running.headers.get('x-session-id') ?? '';
  await upstream.gates.reached(gate);
  expect((await stop(other, id)).status).toBe(404);
  expect(await (await stop(caller, id)).json()).toMatchObject({ status: 'stopped' });
  const events = framesOf(await running.text()).map((each) => each.event);
  expect(events).toMatchObject([{ content: 'Half. ' }, { type: 'done', status: 'stopped' }]);
  await upstream.until((requests) =>
    requests.some((r) => r.agentId === agent.upstreamId && r.closedBy === 'client'),
  );
  const again = await stop(caller, id);
  expect([again.status, await again.json()]).toMatchObject([200, { status: 'stopped' }]);

  upstream.script(agent.upstreamId, [text('Whole.'), done()]);
  await (await post(caller, { agent_id: agent.id, message: 'On', session_id: id })).text();
  expect(await (await stop(caller, id)).json()).toMatchObject({ status: 'completed' });
  for (const unknown of [newId(), 'never was']) {
    const refused = await stop(caller, unknown);
    expect(refused.status).toBe(404);
    expect(await refused.json()).toEqual({
      detail: expect.any(String),
      code: 'session_not_found',
    });
  }
});

test('leaving is not stopping: the answer goes on without its reader, and is found whole', async ({
  app,
  world,
  upstream,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const gate = newId();
  const agent = await world.agent([text('Before. '), pause(gate), text('After.'), done()]);
  const left = await post(caller, { agent_id: agent.id, message: 'Go' });
  const id = left.headers.get('x-session-id') ?? '';
  await upstream.gates.reached(gate);
  await left.body?.cancel();
  const follower = caller.send(`/chat/stream?session_id=${id}`);
  upstream.gates.open(gate);
  expect(await readByLines(await follower)).toBe('Before. After.');
  const [asked] = upstream.requests.filter((r) => r.agentId === agent.upstreamId);
  expect(asked?.closedBy).toBe('server');
});

test('Idempotency-Key: the same request is the same run, also side by side; another one is refused', async ({
  app,
  world,
  upstream,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const other = withToken(app.url, (await world.person()).token);
  const gate = newId();
  const agent = await world.agent([text('Once. '), pause(gate), done()]);
  const key = { 'idempotency-key': newId() };
  const body = { agent_id: agent.id, message: 'Once only' };
  const answers = await Promise.all([1, 2, 3].map(() => post(caller, body, key)));
  const late = await post(caller, body, key);
  upstream.gates.open(gate);
  const runs = new Set([...answers, late].map(({ headers }) => headers.get('x-run-id')));
  expect([runs.size, runs.has(null)]).toEqual([1, false]);
  for (const each of [...answers, late]) expect(await readByLines(each)).toBe('Once. ');
  expect(upstream.requests.filter((r) => r.agentId === agent.upstreamId)).toHaveLength(1);

  const changed = await post(caller, { ...body, message: 'Another' }, key);
  expect(changed.status).toBe(422);
  expect(await changed.json()).toMatchObject({
    code: 'validation',
    detail: [{ loc: ['body', 'Idempotency-Key'] }],
  });
  const theirs = await post(other, body, key);
  expect(runs.has(theirs.headers.get('x-run-id'))).toBe(false);
  expect(await readByLines(theirs)).toBe('Once. ');
});
