/** Two processes on one database file: people may reach either. */

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pause, type Step, text } from '@/e2e/upstream/steps';
import { newId } from '@/lib/contract/ids';
import { createClient, tailOf } from './client';
import { expectSound, expectWhole, storedRun, untilEnded } from './database';
import { type FaultServer, startServer } from './server';
import { openWorld, serverEnv, type World } from './world';

const LEASE_MS = 2_000;
const SWEEP_MS = 500;
const HASTE = { LEASE_MS: String(LEASE_MS), SWEEP_INTERVAL_MS: String(SWEEP_MS) };

let world: World;
let other: FaultServer;

/** A world with a second server beside the first. */
async function openPair(env: Record<string, string>, ofOther = env): Promise<void> {
  world = await openWorld({ env });
  const { folder } = world.server;
  other = await startServer({ folder, env: serverEnv(world.upstream.url, ofOther) });
}

async function closePair(): Promise<void> {
  expectSound(world.server.database);
  await other.dispose();
  await world.dispose();
}

const words = (count: number): Step[] => [
  { do: 'repeat', times: count, steps: [text('Word {n}. '), { do: 'wait', ms: 20 }] },
];

/** A run driven by the first server, with a reader on each. */
async function begin(steps: Step[]) {
  const ada = await world.person();
  const there = createClient(other.url, ada.token);
  const agent = await world.agent(steps);
  const run_id = newId();
  const tail = tailOf(await ada.client.send({ agent_id: agent.id, message: 'Hello', run_id }));
  const far = tailOf(await there.attach({ run_id }));
  await far.until(({ events }) => events.length > 0);
  return { ada, there, agent, run_id, tail, far };
}

const datas = (tail: { events: readonly { data: string }[] }) => tail.events.map((e) => e.data);

describe('both alive', () => {
  beforeAll(() => openPair(HASTE));
  afterAll(closePair);

  test('V18: a reader on the other instance sees the same, at most 500 ms later', async () => {
    const { tail, far } = await begin([...words(100), { do: 'event', data: { type: 'done' } }]);
    await Promise.all([tail.ended, far.ended]);
    expect(datas(far)).toEqual(datas(tail));
    const near = new Map(tail.events.map(({ seq, at }) => [seq, at]));
    const late = far.events.slice(20).map(({ seq, at }) => at - (near.get(seq) ?? 0));
    expect(Math.max(...late)).toBeLessThan(500);
  });

  test('V18: Stop at the instance that does not drive it: stopped within 2 s', async () => {
    const { there, agent, run_id, tail, far } = await begin(words(10_000));
    const startedAt = performance.now();
    const stop = await there.stop({ run_id });
    expect(JSON.parse(stop.text).status).toBe('stopped');
    await Promise.all([tail.ended, far.ended]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await world.upstream.until((all) =>
      all.some((r) => r.agentId === agent.upstreamId && r.closedBy === 'client'),
    );
    expect(far.terminal).toMatchObject({ type: 'done', status: 'stopped' });
    expectWhole(storedRun(world.server.database, run_id));
  });

  test('C06: a second send at the other instance finds the run in progress; the same one joins it', async () => {
    const gate = newId();
    const { ada, there, agent, run_id, far } = await begin([text('Begun. '), pause(gate)]);
    const body = { agent_id: agent.id, message: 'Hello', session_id: far.sessionId };
    const second = await there.send({ ...body, message: 'Me too' });
    expect([second.status, second.error]).toMatchObject([409, { run_id }]);
    const again = await there.send({ agent_id: agent.id, message: 'Hello', run_id });
    expect(tailOf(again).runId).toBe(run_id);
    expect(world.calls(agent)).toBe(1);
    await ada.client.stop({ run_id });
  });

  test('V18: a frozen instance is taken for dead; what it writes when it wakes is refused', async () => {
    const gate = newId();
    const { ada, run_id, tail, far } = await begin([text('Before. '), pause(gate), text('Late.')]);
    await world.upstream.gates.reached(gate);
    world.server.signal('SIGSTOP');
    await far.ended;
    expect(far.terminal).toMatchObject({ type: 'error', code: 'interrupted' });
    world.upstream.gates.open(gate);
    world.server.signal('SIGCONT');
    await tail.ended;
    const run = storedRun(world.server.database, run_id);
    expect(run).toMatchObject({ status: 'interrupted', answer: 'Before. ' });
    expectWhole(run);
    const back = tailOf(await ada.client.attach({ run_id }));
    await back.ended;
    expect(datas(back)).toEqual(run.log);
  });

  test('V18: the driving instance is killed: a reader on the other sees the interruption', async () => {
    const { run_id, tail, far } = await begin(words(10_000));
    await far.until(({ events }) => events.length > 20);
    await world.server.crash();
    const killedAt = performance.now();
    await Promise.all([tail.ended, far.ended]);
    expect(performance.now() - killedAt).toBeLessThan(LEASE_MS + SWEEP_MS + 1_500);
    expect(far.terminal).toMatchObject({ type: 'error', code: 'interrupted' });
    const run = await untilEnded(world.server.database, run_id);
    expect(run.status).toBe('interrupted');
    expect(datas(far)).toEqual(run.log);
    expect(run.log.slice(0, tail.events.length)).toEqual(datas(tail));
    expectWhole(run);
    await world.server.restart();
  });
});

describe('with the shipped lease', () => {
  beforeAll(() => openPair({}));
  afterAll(closePair);

  test('V17: an instance that stands still for 2 s keeps its run', async () => {
    const { run_id, tail, far } = await begin([
      ...words(200),
      { do: 'event', data: { type: 'done' } },
    ]);
    world.server.signal('SIGSTOP');
    await wait(2_000);
    world.server.signal('SIGCONT');
    await Promise.all([tail.ended, far.ended]);
    expect(storedRun(world.server.database, run_id)).toMatchObject({ status: 'completed' });
    expect(datas(far)).toEqual(datas(tail));
  });

  test('V01 V18: a killed instance is noticed within 25 s', async () => {
    const { far } = await begin(words(10_000));
    await world.server.crash();
    const killedAt = performance.now();
    await far.ended;
    expect(performance.now() - killedAt).toBeLessThan(25_000);
    expect(far.terminal).toMatchObject({ type: 'error', code: 'interrupted' });
  });
});

describe('with clocks that differ', () => {
  const clock = join(import.meta.dirname, 'shifted-clock.mjs');
  const wrong = (ms: number) => ({
    ...HASTE,
    NODE_OPTIONS: `--import ${clock}`,
    CLOCK_SHIFT_MS: String(ms),
  });
  afterEach(closePair);

  test('V16: by five minutes: neither takes the other’s run', async () => {
    // To the second the first one's clock is as wrong, the other way.
    await openPair(HASTE, wrong(300_000));
    const mine = await begin(words(10_000));
    const theirs = newId();
    const body = { agent_id: mine.agent.id, message: 'Hello', run_id: theirs };
    const their = tailOf(await mine.there.send(body));
    await wait(LEASE_MS + SWEEP_MS * 3);
    for (const run_id of [mine.run_id, theirs]) {
      expect(storedRun(world.server.database, run_id).status).toBe('running');
      const stop = await mine.ada.client.stop({ run_id });
      expect(JSON.parse(stop.text).status).toBe('stopped');
    }
    await Promise.all([mine.tail.ended, their.ended]);
  });
});
