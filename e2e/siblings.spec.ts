import { expect } from '@playwright/test';
import { z } from 'zod';
import { newId } from '@/lib/contract/ids';
import { readByLines } from './clients';
import { test } from './fixtures';
import { done, failure, reply, text, toolCall, toolResult } from './upstream/steps';
import { type Visitor, withToken } from './visitor';

const USAGE = { input_tokens: 5, output_tokens: 7, total_tokens: 12 };

const post = (caller: Visitor, path: string, body: object) =>
  caller.send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const replySchema = z.object({
  response: z.string(),
  session_id: z.string(),
  usage: z.object({
    input_tokens: z.number(),
    output_tokens: z.number(),
    total_tokens: z.number(),
  }),
  tool_calls: z.array(z.object({ name: z.string(), args: z.unknown(), result: z.unknown() })),
});

const chatSchema = z.strictObject({
  id: z.string(),
  agent_id: z.string(),
  name: z.string(),
  source: z.string(),
  message_count: z.number(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

test('POST /chat and /v1/agents/{id}/chat answer as one JSON reply, or as a stream', async ({
  app,
  world,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const agent = await world.agent([
    text('A whole '),
    toolCall('web_search', { query: 'x' }),
    toolResult('web_search', 'found'),
    text('answer.'),
    done(USAGE),
  ]);
  const direct = `/v1/agents/${agent.id}/chat`;
  for (const [path, body] of [
    ['/chat', { agent_id: agent.id }],
    [direct, {}],
    [direct, { agent_id: 'guide' }], // The path counts.
  ] as const) {
    const key = `mine ${newId()}`;
    const response = await post(caller, path, { ...body, message: 'Hello', session_id: key });
    expect(response.headers.get('x-ratelimit-limit')).toMatch(/^\d+$/);
    expect(replySchema.parse(await response.json())).toMatchObject({
      response: 'A whole answer.',
      session_id: key,
      usage: USAGE,
      tool_calls: [{ name: 'web_search', args: { query: 'x' }, result: 'found' }],
    });
    const streamed = await post(caller, path, { ...body, message: 'Hello', stream: true });
    expect(streamed.headers.get('content-type')).toContain('text/event-stream');
    expect(await readByLines(streamed)).toBe('A whole answer.');
  }
});

test('an answer that fails is an error of the published kind, never one of the platform’s own', async ({
  app,
  world,
}) => {
  const caller = withToken(app.url, (await world.person()).token);
  const secret = 'Invalid API key thinnest-key-of-theirs';
  const cases = [
    { steps: reply(401, { detail: secret }), status: 502, code: 'upstream_auth' },
    { steps: reply(403, { detail: secret }), status: 502, code: 'upstream_auth' },
    { steps: reply(402, { detail: secret }), status: 402, code: 'upstream_payment' },
    { steps: reply(500, `<h1>${secret}</h1>`), status: 502, code: 'upstream_error' },
    { steps: reply(200, `<h1>${secret}</h1>`), status: 502, code: 'bad_content_type' },
    { steps: [failure(secret)], status: 502, code: 'upstream_error' },
  ];
  for (const { steps, status, code } of cases) {
    const agent = await world.agent(steps);
    const whole = await post(caller, '/chat', { agent_id: agent.id, message: 'Hello' });
    const body = await whole.text();
    expect([whole.status, JSON.parse(body).code], code).toEqual([status, code]);
    expect(body).not.toContain('thinnest-key');
    const stream = await post(caller, '/chat/stream', { agent_id: agent.id, message: 'Hello' });
    expect(stream.status, code).toBe(status);
    expect(await stream.text()).not.toContain('thinnest-key');
  }
  const busy = await world.agent(reply(429, { detail: 'slow down' }, { 'retry-after': '7' }));
  const refused = await post(caller, '/chat', { agent_id: busy.id, message: 'Hello' });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
  expect(await refused.json()).toMatchObject({ code: 'upstream_rate_limited' });
});

test('GET /v2/agents lists what one may use, in pages and in the published shape', async ({
  app,
  world,
}) => {
  const person = await world.person();
  const caller = withToken(app.url, person.token);
  const open = await world.agent([done()]);
  const named = await world.agent([done()], { access: 'people', people: [person.id] });
  const closed = [
    await world.agent([done()], { access: 'admins' }),
    await world.agent([done()], { access: 'people' }),
    await world.agent([done()], { enabled: false }),
  ];
  const schema = z.strictObject({
    agents: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        model: z.string().nullable(),
        agentType: z.string(),
        voiceEnabled: z.boolean(),
        createdAt: z.iso.datetime(),
      }),
    ),
    total: z.number(),
  });
  const read = async (query: string) =>
    schema.parse(await (await caller.send(`/v2/agents${query}`)).json());
  const { agents, total } = await read('?limit=100');
  const ids = agents.map(({ id }) => id);
  expect(total).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['guide', open.id, named.id]));
  for (const { id } of closed) expect(ids).not.toContain(id);
  const page = await read('?limit=2&offset=1');
  expect([page.total, page.agents.map(({ id }) => id)]).toEqual([total, ids.slice(1, 3)]);
  for (const wrong of ['?limit=0', '?limit=x', '?offset=-1', '?limit=100000']) {
    expect((await caller.send(`/v2/agents${wrong}`)).status, wrong).toBe(422);
  }
});

test('GET and DELETE /v2/chats: one’s own conversations, read and gone', async ({ app, world }) => {
  const caller = withToken(app.url, (await world.person()).token);
  const other = withToken(app.url, (await world.person()).token);
  const agent = await world.agent([text('An answer.'), done()]);
  const key = `sess_customer_${newId()}`;
  await post(caller, '/chat', { agent_id: agent.id, message: 'First question', session_id: key });
  await post(caller, '/chat', { agent_id: agent.id, message: 'Second', session_id: key });
  await post(caller, '/chat', { agent_id: 'guide', message: '2 + 2' });

  const list = z.strictObject({ chats: z.array(chatSchema), total: z.number() });
  const mine = list.parse(await (await caller.send('/v2/chats')).json());
  expect(mine.total).toBe(2);
  expect(mine.chats.map((chat) => chat.agent_id)).toEqual(['guide', agent.id]);
  expect(list.parse(await (await other.send('/v2/chats')).json())).toEqual({ chats: [], total: 0 });

  const at = `/v2/chats/${key}`;
  const detail = chatSchema.extend({
    messages: z.array(
      z.strictObject({ role: z.string(), content: z.string(), timestamp: z.iso.datetime() }),
    ),
  });
  expect(detail.parse(await (await caller.send(at)).json())).toMatchObject({
    id: key,
    message_count: 4,
    messages: [
      { role: 'user', content: 'First question' },
      { role: 'assistant', content: 'An answer.' },
      { role: 'user', content: 'Second' },
      { role: 'assistant', content: 'An answer.' },
    ],
  });
  expect((await other.send(at)).status).toBe(404);
  expect((await other.send(at, { method: 'DELETE' })).status).toBe(404);
  const gone = await caller.send(at, { method: 'DELETE' });
  expect([gone.status, await gone.text()]).toEqual([204, '']);
  for (const method of ['GET', 'DELETE']) {
    expect((await caller.send(at, { method })).status).toBe(404);
  }
  expect((await caller.send(`/chat/stream?session_id=${key}`)).status).toBe(404);
  expect(list.parse(await (await caller.send('/v2/chats')).json()).total).toBe(1);
});
