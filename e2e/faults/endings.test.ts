/** How an answer can end before it is complete, and how one can fail before it has begun. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, event, failure, pause, reply, type Step, send, text } from '@/e2e/upstream/steps';
import { newId } from '@/lib/contract/ids';
import { tailOf } from './client';
import { expectSound, expectWhole, rows, storedRun, untilEnded } from './database';
import { openWorld, UPSTREAM_KEY, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expectSound(world.server.database);
  await world.dispose();
});

/** One question to an agent that answers with these steps, as our browser asks it. */
async function ask(steps: Step[]) {
  const ada = await world.person();
  const agent = await world.agent(steps);
  const body = { agent_id: agent.id, message: 'A question' };
  const tail = tailOf(await ada.client.send({ ...body, run_id: newId() }));
  return { ada, agent, body, tail };
}

/** What is stored of the run once its stream has ended, checked for D09. */
async function outcome({ tail }: Awaited<ReturnType<typeof ask>>) {
  await tail.ended;
  const run = await untilEnded(world.server.database, tail.runId, 2_000);
  expect(tail.events.map(({ data }) => data)).toEqual(run.log);
  expectWhole(run);
  return run;
}

describe('cut off', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => text(`Word ${i + 1}. `));
  const half = send('data: {"type":"text","content":"Word 21');
  const whole = twenty.map((_, i) => `Word ${i + 1}. `).join('');

  test.concurrent.each([
    ['S01: a reset inside the 21st event', [half, { do: 'reset' }]],
    ['S02: an orderly close inside the 21st event', [half, { do: 'cut' }]],
    ['S03: an end without done', [{ do: 'end' }]],
  ] satisfies [string, Step[]][])(
    '%s: interrupted within 2 s, with exactly the first 20',
    async (_, ending) => {
      const gate = newId();
      const asked = await ask([...twenty, pause(gate), ...ending]);
      await asked.tail.until((tail) => tail.text === whole);
      const cutAt = performance.now();
      world.upstream.gates.open(gate);
      await asked.tail.ended;
      expect(performance.now() - cutAt).toBeLessThan(2_000);
      const run = await outcome(asked);
      expect(run).toMatchObject({ status: 'interrupted', answer: whole });
      expect(asked.tail.terminal).toMatchObject({
        type: 'error',
        message: 'The answer was cut off.',
      });
      expect(world.calls(asked.agent)).toBe(1);
    },
  );

  test.concurrent('S03: the reason is no_terminal', async () => {
    expect((await outcome(await ask(twenty))).errorCode).toBe('no_terminal');
  });

  test.concurrent('S04: a whole done without its blank line counts, a whole text does not', async () => {
    const lenient = await ask([
      text('Told. '),
      send('data: {"type":"done","usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}'),
    ]);
    const strict = await ask([text('Told. '), send('data: {"type":"text","content":"Untold."}')]);
    expect(await outcome(lenient)).toMatchObject({ status: 'completed', totalTokens: 3 });
    expect(await outcome(strict)).toMatchObject({ status: 'interrupted', answer: 'Told. ' });
  });
});

describe('said twice, or too much', () => {
  test.concurrent('S08: a bad event is skipped and counted, not logged; ten more are too many', async () => {
    const bad = send('data: {"type":"text","content":"PRIVATE WORDS\n\n');
    const few = await ask([text('One. '), bad, text('Two.'), done()]);
    const many = await ask([text('One. '), ...Array.from({ length: 11 }, () => bad), done()]);
    expect(await outcome(few)).toMatchObject({ status: 'completed', answer: 'One. Two.' });
    expect(await outcome(many)).toMatchObject({ status: 'failed', errorCode: 'upstream_protocol' });
    const logged = world.server.output();
    expect(logged).not.toContain('PRIVATE WORDS');
    expect(logged).toMatch(new RegExp(`"runId":"${few.tail.runId}".*"oddities":\\{"\\w+":1\\}`));
  });

  test.concurrent('S18: of two dones one is stored, and its usage counts once', async () => {
    const usage = { input_tokens: 5, output_tokens: 7, total_tokens: 12 };
    const asked = await ask([text('Told.'), done(usage), done({ ...usage, total_tokens: 99 })]);
    expect(await outcome(asked)).toMatchObject({ status: 'completed', totalTokens: 12 });
    expect(asked.tail.terminal).toMatchObject({ type: 'done', usage });
  });

  test.concurrent('S19: text after an error is neither stored nor shown', async () => {
    const asked = await ask([text('Before.'), failure('It broke.'), text('After.'), done()]);
    expect(await outcome(asked)).toMatchObject({
      status: 'failed',
      errorCode: 'upstream_error',
      answer: 'Before.',
    });
  });

  test.concurrent('S33: an error with a stack, a path and a key shows one sentence of ours', async () => {
    const secret = `${UPSTREAM_KEY} at /srv/agent/secret.py:12\n  File "x.py" ${'stack '.repeat(17_000)}`;
    const asked = await ask([text('Before.'), failure(secret)]);
    await outcome(asked);
    const { terminal } = asked.tail;
    expect(terminal).toMatchObject({ type: 'error', message: 'The agent could not answer.' });
    expect(JSON.stringify(terminal).length).toBeLessThan(400);
    expect(storedRun(world.server.database, asked.tail.runId).log.join()).not.toContain('/srv');
    expect(world.server.output()).toContain('[masked] at /srv/agent/secret.py:12');
    expect(world.server.output()).not.toContain(UPSTREAM_KEY);
  });

  test.concurrent('S34: endless text is cut at the cap of 4 MB, and kept', async () => {
    const block = text('x'.repeat(60_000));
    const asked = await ask([{ do: 'repeat', times: 'forever', steps: [block] }]);
    const run = await outcome(asked);
    expect(run).toMatchObject({ status: 'failed', errorCode: 'output_limit' });
    expect(run.answer).toHaveLength(4_194_304);
    await world.upstream.until((all) =>
      all.some((r) => r.agentId === asked.agent.upstreamId && r.closedBy === 'client'),
    );
  });
});

describe('refused before it began', () => {
  /** The same question as a program asks it: without a run id, it gets a status. */
  async function program(steps: Step[]) {
    const ada = await world.person();
    const agent = await world.agent(steps);
    const answer = await ada.client.send({ agent_id: agent.id, message: 'A question' });
    const whoami = await ada.client.request('GET', '/v2/agents');
    expect(whoami.status, 'the caller stays signed in').toBe(200);
    return { agent, answer, code: answer.error?.code };
  }

  test.concurrent.each([500, 502, 503])(
    'S22: %i with an HTML page is a typed 502, and the page is nowhere',
    async (status) => {
      const page = '<html><b>nginx went away</b></html>';
      const { answer } = await program(reply(status, page));
      expect([answer.status, answer.error?.code]).toEqual([502, 'upstream_error']);
      const stored = storedRun(world.server.database, answer.error?.run_id ?? '');
      expect(stored).toMatchObject({ status: 'failed', question: 'A question', answer: '' });
      expect(answer.text + stored.log.join()).not.toContain('nginx');
    },
  );

  const inTwoMinutes = () => new Date(Date.now() + 120_000).toUTCString();
  test.concurrent.each([
    ['7', 7, 7],
    ['a date', 110, 121],
    ['absent', 30, 30],
    ['-1', 30, 30],
    ['1000000000', 3_600, 3_600],
  ])(
    'S23: 429 with Retry-After %s waits %i to %i s and is not tried again',
    async (sent, from, to) => {
      const value = sent === 'a date' ? inTwoMinutes() : sent;
      const headers: Record<string, string> = sent === 'absent' ? {} : { 'retry-after': value };
      const { agent, answer, code } = await program(reply(429, { detail: 'Slow down' }, headers));
      expect([answer.status, code]).toEqual([429, 'upstream_rate_limited']);
      const seconds = Number(answer.headers.get('retry-after'));
      expect(seconds).toBeGreaterThanOrEqual(from);
      expect(seconds).toBeLessThanOrEqual(to);
      expect(world.calls(agent)).toBe(1);
    },
  );

  test.concurrent('S24: 402 pauses the agent and tells the admins once', async () => {
    const broke = reply(402, { detail: 'Insufficient balance' });
    const first = await program(broke);
    expect([first.answer.status, first.code]).toEqual([402, 'upstream_payment']);
    expect(first.answer.error?.detail).toBe('This agent is paused. The admin was told.');
    await program(broke);
    expect(world.calls(first.agent)).toBe(1);
    const alerts = rows(world.server.database, "SELECT * FROM alerts WHERE cause LIKE '%payment%'");
    expect(alerts).toHaveLength(1);
  });

  test.concurrent.each([401, 403])('S25: %i never signs the caller out', async (status) => {
    const { answer, code } = await program(reply(status, { detail: `Bad key ${UPSTREAM_KEY}` }));
    expect([answer.status, code]).toEqual([502, 'upstream_auth']);
    expect(answer.text + world.server.output()).not.toContain(UPSTREAM_KEY);
    const alerts = rows(world.server.database, "SELECT * FROM alerts WHERE cause LIKE '%auth%'");
    expect(alerts).toHaveLength(1);
  });

  test.concurrent.each([404, 410])(
    'S26: %i says the agent is gone; its history can be read',
    async (status) => {
      const ada = await world.person();
      const agent = await world.agent([text('Once.'), done()]);
      const body = { agent_id: agent.id, message: 'Hello' };
      const before = tailOf(await ada.client.send(body));
      await before.ended;
      world.upstream.script(agent.upstreamId, reply(status, { detail: 'Agent not found' }));
      const answer = await ada.client.send({ ...body, session_id: before.sessionId });
      expect([answer.status, answer.error?.code]).toEqual([502, 'upstream_agent_gone']);
      expect(answer.error?.detail).toBe('This agent is no longer available.');
      const chat = await ada.client.request('GET', `/v2/chats/${before.sessionId}`);
      expect(chat.text).toContain('Once.');
    },
  );

  test.concurrent.each([
    ['S27: text/html', reply(200, '<p>Hello</p>'), 'bad_content_type'],
    ['S27: JSON of another shape', reply(200, { hello: 'world' }), 'bad_content_type'],
    ['S28: 204', [{ do: 'head', status: 204, headers: {} }, { do: 'end' }], 'empty_stream'],
    ['S28: an empty stream', [{ do: 'end' }], 'empty_stream'],
    ['S28: a done without any text', [event({ type: 'done' })], 'empty_stream'],
  ] satisfies [string, Step[], string][])(
    '%s is an error and no empty reply',
    async (_, steps, expected) => {
      const { answer, code } = await program(steps);
      expect([answer.status, code]).toEqual([502, expected]);
      const run = storedRun(world.server.database, answer.error?.run_id ?? '');
      expect(run).toMatchObject({ status: 'failed', answer: '' });
    },
  );
});
