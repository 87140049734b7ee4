import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@/lib/contract/ids';
import { setAgentEnabled } from '@/lib/db/agent-changes';
import { sqlClient } from '@/lib/db/client';
import { addToQueue, listQueue } from '@/lib/db/queue';
import { listSessions } from '@/lib/db/session-lists';
import { getConversation } from '@/lib/db/sessions';
import { runLimits } from '@/lib/limits/run-limits';
import { live } from './live';
import { openRunWorld, puppetEngine, type RunWorld, readToEnd, untilSeq } from './run-fixture';
import { type Started, sendQueued, startRun } from './start';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.dispose());

function liveOf(started: Started) {
  if (!started.live) throw new Error('The run is not driven here.');
  return started.live;
}

async function count(table: string): Promise<number> {
  const result = await sqlClient().execute(`SELECT count(*) AS n FROM ${table}`);
  return Number(result.rows[0]?.n);
}

describe('startRun', () => {
  test('stores question and answer, in order, with what the answer used', async () => {
    const puppet = puppetEngine();
    const started = await startRun(
      world.ada,
      world.request('What is fine thread?'),
      world.parts(puppet),
    );
    puppet.text('Gossa');
    puppet.yield({ type: 'tool_call', id: 'c1', name: 'look', args: { q: 1 } });
    puppet.yield({ type: 'tool_result', id: 'c1', name: 'look', result: 'found' });
    puppet.text('mer.');
    puppet.yield({ type: 'finish', usage: { input_tokens: 3, output_tokens: 4, total_tokens: 7 } });
    expect(await liveOf(started).ended).toBe('completed');

    const [session] = await listSessions(world.ada.id);
    const conversation = await getConversation(world.ada.id, session?.id ?? '');
    expect(conversation?.messages.map((m) => m.role)).toEqual(['user', 'assistant']);
    const answer = conversation?.messages[1];
    expect(answer?.parts.map((part) => (part.type === 'text' ? part.text : part.state))).toEqual([
      'Gossa',
      'done',
      'mer.',
    ]);
    expect(answer?.status).toBe('completed');
    expect(answer?.usage?.total_tokens).toBe(7);
    expect(conversation?.runId).toBeNull();
    expect(session?.title).toBe('What is fine thread?');
  });

  test('C04 the same run id twice is one run, one message, one call of the agent', async () => {
    const puppet = puppetEngine();
    const request = world.request('Once');
    const parts = world.parts(puppet);
    const [first, second] = await Promise.all([
      startRun(world.ada, request, parts),
      startRun(world.ada, request, parts),
    ]);
    await puppet.called;
    expect(second.runId).toBe(first.runId);
    expect([first.repeated, second.repeated].sort()).toEqual([false, true]);
    expect(await count('messages')).toBe(1);
    expect(puppet.calls).toBe(1);
    await live().runs.get(first.runId)?.stop();
  });

  test('C23 a server that takes no more still finds the run that a repeated send made', async () => {
    const puppet = puppetEngine();
    const request = world.request('Once', { idempotencyKey: 'lost' });
    const first = await startRun(world.ada, request, world.parts(puppet));
    live().draining = true;
    const again = await startRun(world.ada, request, world.parts(puppet));
    expect(again).toMatchObject({ runId: first.runId, repeated: true, live: first.live });
    await expect(
      startRun(world.ada, world.request('Another'), world.parts(puppet)),
    ).rejects.toMatchObject({ code: 'busy' });
    expect(await count('runs')).toBe(1);
    await liveOf(first).stop();
  });

  test('starts that are being stored count for the most that run at once', async () => {
    const puppet = puppetEngine();
    const starting = startRun(world.ada, world.request('Counted'), world.parts(puppet));
    expect(live().starting).toBe(1);
    const started = await starting;
    expect(live().starting).toBe(0);
    live().starting = runLimits.maxLive - 1;
    await expect(
      startRun(world.ada, world.request('One too many'), world.parts(puppet)),
    ).rejects.toMatchObject({ code: 'busy' });
    live().starting = 0;
    await liveOf(started).stop();
  });

  test('an idempotency key gives the same run, and refuses another body', async () => {
    const puppet = puppetEngine();
    const first = world.request('Once', { idempotencyKey: 'k1' });
    const started = await startRun(world.ada, first, world.parts(puppet));
    const again = await startRun(world.ada, { ...first, runId: newId() }, world.parts(puppet));
    expect(again.runId).toBe(started.runId);
    await expect(
      startRun(world.ada, { ...first, text: 'Other' }, world.parts(puppet)),
    ).rejects.toMatchObject({ code: 'validation' });
    const bobs = await startRun(
      world.bob,
      { ...first, runId: newId() },
      world.parts(puppetEngine()),
    );
    expect(bobs.runId).not.toBe(started.runId);
  });

  test('C05 C06 of 20 parallel sends to one conversation exactly one is accepted at a time', async () => {
    const first = puppetEngine();
    const opened = await startRun(world.ada, world.request('Hello'), world.parts(first));
    first.text('Hi');
    first.finish();
    await liveOf(opened).ended;
    const [session] = await listSessions(world.ada.id);
    const puppet = puppetEngine();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        startRun(
          world.ada,
          world.request(`No ${i}`, { sessionKey: session?.id ?? '' }),
          world.parts(puppet),
        ),
      ),
    );
    const accepted = results.filter((result) => result.status === 'fulfilled');
    const codes = results.flatMap((r) => (r.status === 'rejected' ? [r.reason.code] : []));
    expect(accepted).toHaveLength(1);
    expect(codes).toEqual(Array(19).fill('run_in_progress'));
    expect(await count(`runs WHERE status = 'running'`)).toBe(1);
    expect(await count(`messages WHERE role = 'user'`)).toBe(2);
  });

  test("A02 another person's conversation is not found, and nothing changes", async () => {
    const puppet = puppetEngine();
    const started = await startRun(world.ada, world.request('Mine'), world.parts(puppet));
    const before = await count('messages');
    const sessionKey = liveOf(started).sessionId;
    const attempt = (key: string) =>
      startRun(world.bob, world.request('Yours', { sessionKey: key }), world.parts(puppet)).catch(
        (error) => ({ code: error.code, message: error.message }),
      );
    expect(await attempt(sessionKey)).toEqual(await attempt(newId()));
    expect(await attempt(sessionKey)).toMatchObject({ code: 'session_not_found' });
    expect(await count('messages')).toBe(before);
    await expect(
      startRun(world.bob, world.request('Mine', { runId: started.runId }), world.parts(puppet)),
    ).rejects.toMatchObject({ code: 'validation' });
  });

  test('an API caller names a conversation as it likes, and two callers never share one', async () => {
    const say = async (who: 'ada' | 'bob', text: string) => {
      const puppet = puppetEngine();
      const request = world.request(text, { sessionKey: 'sess_customer_001' });
      const started = await startRun(world[who], request, world.parts(puppet));
      puppet.text('ok');
      puppet.finish();
      await liveOf(started).ended;
      return puppet.called;
    };
    const first = await say('ada', 'one');
    const second = await say('ada', 'two');
    const bobs = await say('bob', 'three');
    expect(second.upstreamSessionId).toBe(first.upstreamSessionId);
    expect(bobs.upstreamSessionId).not.toBe(first.upstreamSessionId);
    expect(first.upstreamSessionId).not.toContain('customer');
    expect(second.history.map((m) => m.role)).toEqual(['user', 'assistant']);
    expect(bobs.history).toEqual([]);
  });

  test('a disabled agent, an unknown one and a limit refuse with their code', async () => {
    const parts = world.parts(puppetEngine());
    await expect(
      startRun(world.ada, world.request('x', { agentId: 'nobody' }), parts),
    ).rejects.toMatchObject({ code: 'agent_not_found' });
    await setAgentEnabled(world.agentId, false);
    await expect(startRun(world.ada, world.request('x'), parts)).rejects.toMatchObject({
      code: 'agent_not_found',
    });
    await setAgentEnabled(world.agentId, true);
    for (let i = 0; i < 3; i += 1) await startRun(world.ada, world.request(`run ${i}`), parts);
    await expect(startRun(world.ada, world.request('fourth'), parts)).rejects.toMatchObject({
      code: 'rate_limited',
      detail: { retryAfterSeconds: expect.any(Number) },
    });
    await expect(startRun(world.bob, world.request('other person'), parts)).resolves.toBeTruthy();
  });

  test('an engine that cannot be had fails the run and keeps the message', async () => {
    const parts = world.parts(puppetEngine());
    const started = await startRun(world.ada, world.request('Keep me'), {
      ...parts,
      engineFor: () => {
        throw Object.assign(new Error('no key'));
      },
    });
    expect(await liveOf(started).ended).toBe('failed');
    const [session] = await listSessions(world.ada.id);
    const conversation = await getConversation(world.ada.id, session?.id ?? '');
    expect(conversation?.messages[0]?.parts).toEqual([{ type: 'text', text: 'Keep me' }]);
    expect(conversation?.messages[1]).toMatchObject({ status: 'failed', parts: [] });
  });

  test('a retry answers the stored question again and adds no second one', async () => {
    const failing = puppetEngine();
    const started = await startRun(world.ada, world.request('Again'), world.parts(failing));
    failing.fail(new Error('broken'));
    expect(await liveOf(started).ended).toBe('failed');
    const [session] = await listSessions(world.ada.id);
    const before = await getConversation(world.ada.id, session?.id ?? '');
    const question = before?.messages[0];
    const puppet = puppetEngine();
    const retried = await startRun(
      world.ada,
      world.request('Something else', {
        sessionKey: session?.id ?? '',
        retryMessageId: question?.id,
      }),
      world.parts(puppet),
    );
    expect((await puppet.called).text).toBe('Again');
    puppet.text('Now.');
    puppet.finish();
    expect(await liveOf(retried).ended).toBe('completed');
    const after = await getConversation(world.ada.id, session?.id ?? '');
    expect(after?.messages.map((m) => m.parts[0])).toEqual([
      { type: 'text', text: 'Again' },
      { type: 'text', text: 'Now.' },
    ]);
  });
});

describe('the queue', () => {
  test('is sent in order when an answer has completed, and waits after a stop', async () => {
    const first = puppetEngine();
    const second = puppetEngine();
    const engines = [first, second];
    const parts = {
      ...world.parts(first),
      engineFor: () => (engines.shift() ?? second).engine,
    };
    const started = await startRun(world.ada, world.request('One'), parts);
    const { sessionId } = liveOf(started);
    const owner = { userId: world.ada.id, sessionId };
    const [two, three] = [newId(), newId()];
    expect(await addToQueue(owner, { id: two, text: 'Two' }, 1)).toBe(true);
    expect(await addToQueue(owner, { id: two, text: 'Two' }, 1)).toBe(true);
    expect(await addToQueue(owner, { id: three, text: 'Three' }, 2)).toBe(true);
    expect(
      await addToQueue({ ...owner, userId: world.bob.id }, { id: newId(), text: 'x' }, 3),
    ).toBe(false);
    first.text('1');
    first.finish();
    await liveOf(started).ended;
    const input = await second.called;
    expect(input.text).toBe('Two');
    expect(input.runId).toBe(two);
    await expect.poll(() => listQueue(owner)).toEqual([{ id: three, text: 'Three' }]);
    await live().runs.get(two)?.stop();
    expect(await listQueue(owner)).toEqual([{ id: three, text: 'Three' }]);

    const third = puppetEngine();
    const [a, b] = await Promise.allSettled([
      sendQueued(world.ada, { sessionId, id: three }, world.parts(third)),
      sendQueued(world.ada, { sessionId, id: three }, world.parts(third)),
    ]);
    expect([a.status, b.status]).toContain('fulfilled');
    third.text('3');
    third.finish();
    const running = live().runs.get(three);
    if (running) await readToEnd(running.feed);
    expect(third.calls).toBe(1);
    expect(await listQueue(owner)).toEqual([]);
  });
});

test('the feed wakes its readers only with what is committed', async () => {
  const puppet = puppetEngine();
  const started = await startRun(world.ada, world.request('Log first'), world.parts(puppet));
  const run = liveOf(started);
  puppet.text('a');
  await untilSeq(run.feed, 1);
  expect(await count('events')).toBe(1);
  puppet.text('b');
  await untilSeq(run.feed, 2);
  expect(await count('events')).toBe(2);
  await run.stop();
});
