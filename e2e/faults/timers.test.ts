/** How long each silence may last. The limits are the shipped ones divided by twenty. */

import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, pause, type Step, send, text } from '@/e2e/upstream/steps';
import { startTcpProxy } from '@/e2e/upstream/tcp-proxy';
import { newId } from '@/lib/contract/ids';
import { tailOf } from './client';
import { expectSound, expectWhole, storedRun, untilEnded } from './database';
import { startServer } from './server';
import { createScriptedAgent, createVisitor, openWorld, serverEnv, type World } from './world';

const HEADERS_MS = 1_500;
const FIRST_EVENT_MS = 3_000;
const IDLE_MS = 3_000;
const PROGRESS_MS = 6_000;
/** What a busy machine may add. */
const LATE_MS = 1_500;

let world: World;
beforeAll(async () => {
  world = await openWorld({
    env: {
      HEADERS_TIMEOUT_MS: String(HEADERS_MS),
      FIRST_EVENT_TIMEOUT_MS: String(FIRST_EVENT_MS),
      IDLE_TIMEOUT_MS: String(IDLE_MS),
      PROGRESS_TIMEOUT_MS: String(PROGRESS_MS),
      HEARTBEAT_INTERVAL_MS: '500',
    },
  });
});
afterAll(async () => {
  expectSound(world.server.database);
  await world.dispose();
});

const HEAD: Step = {
  do: 'head',
  status: 200,
  headers: { 'content-type': 'text/event-stream' },
};

/** Asks, waits for the end and tells how long the upstream was listened to. */
async function timed(steps: Step[]) {
  const ada = await world.person();
  const agent = await world.agent(steps);
  const body = { agent_id: agent.id, message: 'A question', run_id: newId() };
  const tail = tailOf(await ada.client.send(body));
  await tail.ended;
  const run = await untilEnded(world.server.database, tail.runId);
  expectWhole(run);
  await world.upstream.until((all) =>
    all.some((r) => r.agentId === agent.upstreamId && r.closedAt !== null),
  );
  const request = world.upstream.requests.find((r) => r.agentId === agent.upstreamId);
  expect(request?.closedBy, 'the upstream sees the socket close').toBe('client');
  const ms = (request?.closedAt ?? 0) - (request?.startedAt ?? 0);
  return { run, tail, ms };
}

function expectAbout(ms: number, limitMs: number): void {
  expect(ms).toBeGreaterThan(limitMs - 100);
  expect(ms).toBeLessThan(limitMs + LATE_MS);
}

test.concurrent('S05: headers and then nothing: first_event_timeout', async () => {
  const { run, ms } = await timed([HEAD, { do: 'hang' }]);
  expect(run).toMatchObject({ status: 'failed', errorCode: 'first_event_timeout' });
  expectAbout(ms, FIRST_EVENT_MS);
});

test.concurrent('S06: silence after text: interrupted, the text kept; heartbeats go on meanwhile', async () => {
  const { run, tail, ms } = await timed([text('So far.'), { do: 'hang' }]);
  expect(run).toMatchObject({
    status: 'interrupted',
    errorCode: 'idle_timeout',
    answer: 'So far.',
  });
  expect(tail.heartbeats).toBeGreaterThan(2);
  expectAbout(ms, IDLE_MS);
});

test.concurrent('S07: only comments: interrupted as no_progress, and not earlier', async () => {
  const comments: Step = {
    do: 'repeat',
    times: 'forever',
    steps: [send(': still here\n\n'), { do: 'wait', ms: 500 }],
  };
  const { run, ms } = await timed([text('So far.'), comments]);
  expect(run).toMatchObject({ status: 'interrupted', errorCode: 'no_progress' });
  expectAbout(ms, PROGRESS_MS);
});

test.concurrent('S30: no headers: headers_timeout', async () => {
  const { run, ms } = await timed([{ do: 'hang' }]);
  expect(run).toMatchObject({ status: 'failed', errorCode: 'headers_timeout' });
  expectAbout(ms, HEADERS_MS);
});

test.concurrent('S30: a program is told with 504', async () => {
  const ada = await world.person();
  const agent = await world.agent([{ do: 'hang' }]);
  const answer = await ada.client.send({ agent_id: agent.id, message: 'A question' });
  expect([answer.status, answer.error?.code]).toEqual([504, 'headers_timeout']);
});

test.concurrent('S30: while it waits for headers, Stop takes at most 500 ms', async () => {
  const ada = await world.person();
  const gate = newId();
  const agent = await world.agent([pause(gate), text('Too late.'), done()]);
  const body = { agent_id: agent.id, message: 'A question', run_id: newId() };
  const tail = tailOf(await ada.client.send(body));
  await world.upstream.gates.reached(gate);
  const startedAt = performance.now();
  const stop = await ada.client.stop({ run_id: body.run_id });
  expect(performance.now() - startedAt).toBeLessThan(500);
  expect(JSON.parse(stop.text).status).toBe('stopped');
  await tail.ended;
  expect(storedRun(world.server.database, body.run_id)).toMatchObject({ status: 'stopped' });
});

test('S31: one byte at a time is life but not progress, and costs no CPU', async () => {
  const idle = cpuMs(world.server.pid);
  await wait(1_000);
  const perIdleSecond = cpuMs(world.server.pid) - idle;
  const slow = [...'data: {"type":"text","content":"slow'].flatMap((char): Step[] => [
    send(char),
    { do: 'wait', ms: 400 },
  ]);
  const before = cpuMs(world.server.pid);
  const { run, ms } = await timed([text('So far.'), ...slow]);
  const used = cpuMs(world.server.pid) - before - (perIdleSecond * ms) / 1_000;
  expect(run).toMatchObject({ status: 'interrupted', errorCode: 'no_progress', answer: 'So far.' });
  expectAbout(ms, PROGRESS_MS);
  expect(used / ms).toBeLessThan(0.05);
});

test('S38: refused, unknown name, wrong TLS: unreachable within 10 s, and nothing was sent', async () => {
  const gone = await startTcpProxy(world.upstream.url);
  await gone.close();
  const bases = [
    gone.url,
    'http://no-such-host.invalid',
    world.upstream.url.replace('http:', 'https:'),
  ];
  const seen = world.upstream.requests.length;
  for (const base of bases) {
    const server = await startServer({ env: serverEnv(base) });
    const ada = await createVisitor(server.database, server.url);
    const agent = await createScriptedAgent(server.database, { ...world, script: [done()] });
    const startedAt = performance.now();
    const answer = await ada.client.send({ agent_id: agent.id, message: 'Anybody?' });
    expect([base, answer.status, answer.error?.code]).toEqual([base, 502, 'unreachable']);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await server.dispose();
  }
  expect(world.upstream.requests.length).toBe(seen);
});

/** CPU time of a process so far, in milliseconds. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
