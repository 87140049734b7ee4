/** What is sent to the upstream: where, with which key, under which names. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ScriptedUpstream, startUpstream } from '@/e2e/upstream/server';
import { done, reply, type Step, text } from '@/e2e/upstream/steps';
import { codeOf, TEST_KEY, tell } from './thinnest-testing';

let upstream: ScriptedUpstream;
let other: ScriptedUpstream;
beforeAll(async () => {
  upstream = await startUpstream({ apiKey: TEST_KEY });
  other = await startUpstream();
});
beforeEach(() => {
  upstream.forget();
  other.forget();
});
afterAll(async () => {
  await upstream.close();
  await other.close();
});

async function tellScript(steps: readonly Step[]) {
  upstream.script('ag_test', steps);
  return await tell(upstream.url);
}

test('the request: one POST to the fixed path, both names of the text, our session, the key', async () => {
  upstream.script('ag/../x', [text('hi'), done()]);
  const told = await tell(upstream.url, { agentId: 'ag/../x', text: 'Grüße\n"' });
  expect(told.finished).toBe(true);
  expect(told.signs.slice(0, 2)).toEqual(['connected', 'headers']);
  expect(upstream.requests).toHaveLength(1);
  const [request] = upstream.requests;
  // I13: an agent id never becomes part of a path.
  expect(request).toMatchObject({ method: 'POST', path: '/chat/stream' });
  expect(request?.json).toEqual({
    agent_id: 'ag/../x',
    message: 'Grüße\n"',
    query: 'Grüße\n"',
    session_id: 'session1',
  });
  expect(request?.headers).toMatchObject({
    authorization: `Bearer ${TEST_KEY}`,
    'content-type': 'application/json',
    accept: 'text/event-stream, application/json',
    'accept-encoding': 'identity',
  });
});

test('a base URL with a path keeps it', async () => {
  upstream.script('/prefix/v1/chat/stream', [text('hi'), done()]);
  expect((await tell(`${upstream.url}/prefix/v1`)).text).toBe('hi');
});

test('a connection whose answer is complete serves the next run', async () => {
  upstream.script('ag_test', [text('hi'), done()]);
  await tell(upstream.url);
  await upstream.until(([first]) => first?.closedBy === 'server');
  await tell(upstream.url);
  const [first, second] = upstream.requests;
  expect(second?.connection).toBe(first?.connection);
});

test('I07: redirects are not followed, and the key goes nowhere else', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    upstream.script('next', reply(status, '', { location: `${other.url}/chat/stream` }));
    expect(codeOf(await tell(upstream.url))).toBe('upstream_error');
  }
  expect(upstream.requests).toHaveLength(5);
  expect(other.requests).toEqual([]);
});

test('without a key nothing is sent', async () => {
  for (const apiKey of [undefined, '']) {
    const told = await tell(upstream.url, { upstream: { apiKey } });
    expect(codeOf(told)).toBe('not_configured');
  }
  expect(upstream.requests).toEqual([]);
});

const ISSUE = (field: string) => ({
  detail: [
    { loc: ['body', field], msg: 'Extra inputs are not permitted', type: 'extra_forbidden' },
  ],
});

test.each([
  ['query', 'message'],
  ['message', 'query'],
])('a 422 about %s is answered once with only %s', async (rejected, kept) => {
  upstream.script('next', reply(422, ISSUE(rejected)));
  const told = await tellScript([text('ok'), done()]);
  expect(told).toMatchObject({ text: 'ok', finished: true });
  expect(upstream.requests).toHaveLength(2);
  expect(upstream.requests[1]?.json).toEqual({
    agent_id: 'ag_test',
    [kept]: 'What is a loom?',
    session_id: 'session1',
  });
});

test('a 422 about both, or about something else, is not answered again', async () => {
  const both = await tellScript(reply(422, ISSUE('query')));
  expect(codeOf(both)).toBe('upstream_error');
  expect(upstream.requests).toHaveLength(2);
  upstream.forget();
  const agent = await tellScript(reply(422, ISSUE('agent_id')));
  expect(codeOf(agent)).toBe('upstream_error');
  expect(upstream.requests).toHaveLength(1);
});
