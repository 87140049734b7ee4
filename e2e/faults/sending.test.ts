/** Sending: repeated, at the same time, without its reply, over the limits. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, pause, text } from '@/e2e/upstream/steps';
import { newId } from '@/lib/contract/ids';
import { type ChatBody, tailOf } from './client';
import { count, expectSound, expectWhole, rows, storedRun } from './database';
import { startServer } from './server';
import { createVisitor, openWorld, serverEnv, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expectSound(world.server.database);
  await world.dispose();
});

/** A person, and an agent that says one thing and then waits at the gate. */
async function held() {
  const ada = await world.person();
  const gate = newId();
  const agent = await world.agent([text('Begun. '), pause(gate), text('Done.'), done()]);
  const body: ChatBody = { agent_id: agent.id, message: 'A question' };
  return { ada, agent, body, open: () => world.upstream.gates.open(gate) };
}

const messagesOf = (userId: string) =>
  count(
    world.server.database,
    "SELECT count(*) FROM messages WHERE user_id = ? AND role = 'user'",
    userId,
  );

describe('safe to repeat', () => {
  test.concurrent('C04: the same send twice, 5 ms apart: one message, one run, one call', async () => {
    const { ada, agent, body, open } = await held();
    const same = { ...body, run_id: newId() };
    const first = ada.client.send(same);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = ada.client.send(same);
    const tails = (await Promise.all([first, second])).map(tailOf);
    expect(tails.map((tail) => tail.runId)).toEqual([same.run_id, same.run_id]);
    open();
    await Promise.all(tails.map((tail) => tail.ended));
    expect(tails.map((tail) => tail.text)).toEqual(['Begun. Done.', 'Begun. Done.']);
    expect([messagesOf(ada.id), world.calls(agent)]).toEqual([1, 1]);
  });

  test.concurrent('C23: an accepted send whose reply was lost is sent again: the same run is joined', async () => {
    const { ada, agent, body, open } = await held();
    const same = { ...body, run_id: newId() };
    const lost = tailOf(await ada.client.send(same));
    await lost.until((tail) => tail.text !== '');
    lost.close();
    const joined = tailOf(await ada.client.send(same));
    open();
    await joined.ended;
    expect([joined.runId, joined.text]).toEqual([same.run_id, 'Begun. Done.']);
    const late = tailOf(await ada.client.send(same));
    await late.ended;
    expect(late.text, 'also when it has ended meanwhile').toBe('Begun. Done.');
    expect([messagesOf(ada.id), world.calls(agent)]).toEqual([1, 1]);
    expectWhole(storedRun(world.server.database, same.run_id));
  });

  test.concurrent('C23: Idempotency-Key does the same for programs; with another body it is refused', async () => {
    const { ada, agent, body, open } = await held();
    const key = { 'Idempotency-Key': newId() };
    const first = tailOf(await ada.client.send(body, key));
    const second = tailOf(await ada.client.send(body, key));
    expect(second.runId).toBe(first.runId);
    const other = await ada.client.send({ ...body, message: 'Another question' }, key);
    expect([other.status, other.error?.code]).toEqual([422, 'validation']);
    open();
    await Promise.all([first.ended, second.ended]);
    expect([messagesOf(ada.id), world.calls(agent)]).toEqual([1, 1]);
  });
});

describe('what a program may name', () => {
  test.concurrent('any text names a conversation; in the header it is ASCII', async () => {
    const { ada, agent, body, open } = await held();
    open();
    for (const session_id of ['会话 1', 'Größe', 'two\nlines', 'plain 100%']) {
      const { status, headers, tail } = await ada.client.send({ ...body, session_id });
      await tail?.ended;
      expect([session_id, status, tail?.text]).toEqual([session_id, 200, 'Begun. Done.']);
      expect(headers.get('x-session-id')).toMatch(/^[\x20-\x7e]+$/);
      expect(tail?.terminal).toMatchObject({ type: 'done', session_id });
      expect((await ada.client.stop({ session_id })).text).toContain('completed');
    }
    const named = await ada.client.send({ ...body, session_id: 'plain 100%' });
    expect(named.headers.get('x-session-id')).toBe('plain 100%');
    await named.tail?.ended;
    expect(world.calls(agent)).toBe(5);
  });

  test.concurrent('an empty Idempotency-Key is none', async () => {
    const { ada, body, open } = await held();
    open();
    const key = { 'Idempotency-Key': '' };
    for (const message of ['One', 'Two']) {
      const { status, tail } = await ada.client.send({ ...body, message }, key);
      expect(status).toBe(200);
      await tail?.ended;
    }
    expect(messagesOf(ada.id)).toBe(2);
  });
});

describe('at the same time', () => {
  test.concurrent('C05: two messages to one conversation: one 200, one 409 that names the run', async () => {
    const { ada, body, open } = await held();
    const session_id = `mine-${newId()}`;
    const answers = await Promise.all(
      ['One', 'Two'].map((message) => ada.client.send({ ...body, message, session_id })),
    );
    answers.sort((a, b) => a.status - b.status);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    const [won, lost] = answers;
    expect(lost?.error).toMatchObject({
      code: 'run_in_progress',
      run_id: won?.headers.get('x-run-id'),
    });
    open();
    await won?.tail?.ended;
    expect(messagesOf(ada.id)).toBe(1);
  });

  test.concurrent('C06: 20 sends at once: never two running runs in one conversation', async () => {
    const { ada, body, open } = await held();
    const session_id = `mine-${newId()}`;
    const running = `SELECT count(*) FROM runs WHERE user_id = ? AND status = 'running'`;
    let most = 0;
    const watching = setInterval(() => {
      most = Math.max(most, count(world.server.database, running, ada.id));
    }, 2);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        ada.client.send({ ...body, message: `Question ${i}`, session_id }),
      ),
    );
    clearInterval(watching);
    const accepted = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    expect(accepted).toHaveLength(1);
    expect(most).toBe(1);
    open();
    await accepted[0]?.tail?.ended;
  });
});

describe('limits', () => {
  test('B04: over the allowed runs and streams it is 429 with a time, and nobody else notices', async () => {
    const server = await startServer({
      folder: world.server.folder,
      env: serverEnv(world.upstream.url, { MAX_CONCURRENT_RUNS: '3', MAX_TAILS_PER_PERSON: '5' }),
    });
    const { body, open } = await held();
    const ada = await createVisitor(server.database, server.url);
    const bob = await createVisitor(server.database, server.url);
    const own = await Promise.all([1, 2, 3].map(() => ada.client.send(body)));
    const fourth = await ada.client.send(body);
    expect([fourth.status, fourth.error?.code]).toEqual([429, 'rate_limited']);
    expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(0);
    const run_id = own[0]?.headers.get('x-run-id') ?? '';
    const attached = await Promise.all([1, 2].map(() => ada.client.attach({ run_id })));
    const sixth = await ada.client.attach({ run_id });
    expect([sixth.status, sixth.error?.code]).toEqual([429, 'rate_limited']);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);

    const others = await bob.client.send(body);
    expect(others.status).toBe(200);
    attached[0]?.tail?.close();
    await expect.poll(async () => (await ada.client.attach({ run_id })).status).toBe(200);
    open();
    for (const { tail } of [...own, others]) {
      await tail?.ended;
      expect(tail?.text).toBe('Begun. Done.');
    }
    await server.dispose();
  });

  test('B04: who has no place for a stream starts nothing, and HEAD takes no place', async () => {
    const server = await startServer({
      folder: world.server.folder,
      env: serverEnv(world.upstream.url, { MAX_TAILS_PER_PERSON: '1' }),
    });
    const { agent, body, open } = await held();
    const ada = await createVisitor(server.database, server.url);
    const first = tailOf(await ada.client.send(body));
    const second = await ada.client.send(body);
    expect([second.status, second.error?.code]).toEqual([429, 'rate_limited']);
    expect([messagesOf(ada.id), world.calls(agent)]).toEqual([1, 1]);

    const target = { session_id: first.sessionId };
    first.close();
    const headed = () => ada.client.request('HEAD', `/chat/stream?session_id=${first.sessionId}`);
    await expect.poll(async () => (await headed()).status).toBe(200);
    for (let i = 0; i < 3; i += 1) expect((await headed()).status).toBe(200);
    open();
    const rest = tailOf(await ada.client.attach(target));
    await rest.ended;
    expect(rest.text).toBe('Begun. Done.');
    await server.dispose();
  });

  test('L07: over the limit of the process it is 503 busy at once, and what runs goes on', async () => {
    const server = await startServer({
      env: serverEnv(world.upstream.url, { MAX_LIVE_RUNS: '10' }),
      folder: world.server.folder,
    });
    const { body, open } = await held();
    const ada = await createVisitor(server.database, server.url);
    const full = await Promise.all(Array.from({ length: 10 }, () => ada.client.send(body)));
    expect(full.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const took: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const startedAt = performance.now();
      const { status, error, headers } = await ada.client.send(body);
      took.push(performance.now() - startedAt);
      expect([status, error?.code]).toEqual([503, 'busy']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(Math.min(...took)).toBeLessThan(100);
    const refused = rows(server.database, 'SELECT 1 FROM runs WHERE user_id = ?', ada.id);
    expect(refused).toHaveLength(10);
    open();
    for (const { tail } of full) {
      await tail?.ended;
      expect(tail?.text).toBe('Begun. Done.');
    }
    await server.dispose();
  });
});
