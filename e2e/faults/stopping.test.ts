/** Stop: what it ends, how fast, and what it says. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, pause, type Step, text, toolCall, toolResult } from '@/e2e/upstream/steps';
import { newId } from '@/lib/contract/ids';
import { tailOf } from './client';
import { expectSound, expectWhole, storedRun } from './database';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expectSound(world.server.database);
  await world.dispose();
});

const status = (answer: { text: string }): unknown => JSON.parse(answer.text).status;

/** A run that has begun as the steps say; `gate` is where they may wait. */
async function begin(steps: (gate: string) => Step[]) {
  const ada = await world.person();
  const gate = newId();
  const agent = await world.agent(steps(gate));
  const body = { agent_id: agent.id, message: 'A question', run_id: newId() };
  const tail = tailOf(await ada.client.send(body));
  const closed = async () => {
    await world.upstream.until((all) =>
      all.some((r) => r.agentId === agent.upstreamId && r.closedBy === 'client'),
    );
    return world.upstream.requests.find((r) => r.agentId === agent.upstreamId)?.closedAt ?? 0;
  };
  return { ada, gate, agent, tail, run_id: body.run_id, closed };
}

test.concurrent('C09: a stop from one reader is seen by the other within a second', async () => {
  const { ada, tail, run_id } = await begin((gate) => [text('Begun.'), pause(gate)]);
  const other = tailOf(await ada.client.attach({ run_id }));
  await Promise.all([tail, other].map((one) => one.until(({ text: said }) => said !== '')));
  const startedAt = performance.now();
  await ada.client.stop({ run_id });
  await Promise.all([tail.ended, other.ended]);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(other.terminal).toEqual(tail.terminal);
});

test.concurrent('C11: Stop twice, after the end, and of what is not there', async () => {
  const { ada, run_id } = await begin((gate) => [text('Begun.'), pause(gate)]);
  const twice = await Promise.all([ada.client.stop({ run_id }), ada.client.stop({ run_id })]);
  expect(twice.map((one) => [one.status, status(one)])).toEqual([
    [200, 'stopped'],
    [200, 'stopped'],
  ]);
  const finished = await begin(() => [text('All of it.'), done()]);
  await finished.tail.ended;
  const after = await finished.ada.client.stop({ run_id: finished.run_id });
  expect([after.status, status(after)]).toEqual([200, 'completed']);
  expect(storedRun(world.server.database, finished.run_id).status).toBe('completed');
  const unknown = [
    await ada.client.stop({ run_id: newId() }),
    await ada.client.stop({ session_id: 'never-was' }),
    await finished.ada.client.stop({ run_id }),
  ];
  expect(unknown.map((one) => one.status)).toEqual([404, 404, 404]);
});

test.concurrent('C11: of 30 stops that race with the end, each says the state that is stored', async () => {
  for (let i = 0; i < 30; i += 1) {
    const { ada, gate, tail, run_id } = await begin((at) => [text('Said.'), pause(at), done()]);
    await tail.until((one) => one.text !== '');
    world.upstream.gates.open(gate);
    const stop = await ada.client.stop({ run_id });
    await tail.ended;
    const run = storedRun(world.server.database, run_id);
    expect(['stopped', 'completed']).toContain(run.status);
    expect(status(stop)).toBe(run.status);
    expectWhole(run);
  }
});

test.concurrent('C13: Stop during a tool call: no result comes any more, no further call starts', async () => {
  const { ada, gate, agent, tail, run_id, closed } = await begin((at) => [
    text('Let me look. '),
    toolCall('web_search', { query: 'weather' }),
    pause(at),
    toolResult('web_search', 'sunny'),
    toolCall('web_search', { query: 'more' }),
    done(),
  ]);
  await tail.until(({ events }) => events.some(({ event }) => event.type === 'tool_call'));
  await world.upstream.gates.reached(gate);
  expect(status(await ada.client.stop({ run_id }))).toBe('stopped');
  world.upstream.gates.open(gate);
  await Promise.all([tail.ended, closed()]);
  const run = storedRun(world.server.database, run_id);
  const types = run.log.map((data): string => JSON.parse(data).type);
  expect(types).toEqual(['text', 'tool_call', 'done']);
  expect(run.parts).toContain('"state":"unfinished"');
  expect(world.calls(agent)).toBe(1);
});

// What is timed closely comes alone, and when the server is warm.
test('C07 C08: Stop, also of one who only joined, ends text and upstream and keeps what was shown', async () => {
  const { ada, tail, run_id, closed } = await begin(() => [
    { do: 'repeat', times: 'forever', steps: [text('Word {n}. '), { do: 'wait', ms: 5 }] },
  ]);
  await tail.until(({ events }) => events.length >= 5);
  tail.close();
  const joined = tailOf(await ada.client.attach({ run_id }));
  await joined.until(({ events }) => events.length >= 5);
  const askedAt = Date.now();
  const startedAt = performance.now();
  const stop = await ada.client.stop({ run_id });
  expect(status(stop)).toBe('stopped');
  await joined.ended;
  const lastText = joined.events.findLast(({ event }) => event.type === 'text')?.at ?? 0;
  expect(lastText - startedAt).toBeLessThan(300);
  expect((await closed()) - askedAt).toBeLessThan(2_000);
  const run = storedRun(world.server.database, run_id);
  expect(run).toMatchObject({ status: 'stopped', answer: joined.text });
  expect(joined.terminal).toMatchObject({ type: 'done', status: 'stopped' });
  expectWhole(run);
});

test.each([
  ['before its headers', (gate: string): Step[] => [pause(gate), text('Too late.')]],
  [
    'after its headers',
    (gate: string): Step[] => [
      { do: 'head', status: 200, headers: { 'content-type': 'text/event-stream' } },
      pause(gate),
    ],
  ],
])('C12: Stop before the first token, %s: within 500 ms, and no empty bubble', async (_, steps) => {
  const { ada, gate, tail, run_id, closed } = await begin(steps);
  await world.upstream.gates.reached(gate);
  const startedAt = performance.now();
  expect(status(await ada.client.stop({ run_id }))).toBe('stopped');
  await tail.ended;
  expect(performance.now() - startedAt).toBeLessThan(500);
  await closed();
  const run = storedRun(world.server.database, run_id);
  expect(run).toMatchObject({ status: 'stopped', answer: '' });
  expect(run.log).toHaveLength(1);
});
