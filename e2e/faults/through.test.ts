/** One Gossamer as the upstream of another: what is stopped or cut here is not left running there. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, pause, text } from '@/e2e/upstream/steps';
import { agentInputSchema } from '@/lib/contract/agent';
import { newId } from '@/lib/contract/ids';
import { createAgent } from '@/lib/db/agents';
import { tailOf } from './client';
import { expectSound, rows } from './database';
import { type FaultServer, startServer } from './server';
import {
  createVisitor,
  openWorld,
  serverEnv,
  type Visitor,
  type World,
  withDatabase,
} from './world';

let there: World;
let bridge: Visitor;
let here: FaultServer;
beforeAll(async () => {
  there = await openWorld();
  bridge = await there.person();
  const env = serverEnv(there.server.url, {
    THINNESTAI_API_KEY: bridge.token,
    LEASE_MS: '2000',
    SWEEP_INTERVAL_MS: '500',
  });
  here = await startServer({ env });
});
afterAll(async () => {
  expectSound(here.database);
  await here.dispose();
  await there.dispose();
});

/** A person here, and an agent here that is one there, which waits in the middle. */
async function begin() {
  const gate = newId();
  const agent = await there.agent([text('Half. '), pause(gate), text('Whole.'), done()]);
  const engine = { kind: 'thinnest' as const, upstreamAgentId: agent.id };
  const input = agentInputSchema.parse({ name: 'Over there', engine });
  const outer = await withDatabase(here.database, () => createAgent(input));
  const ada = await createVisitor(here.database, here.url);
  const ask = () =>
    ada.client.send({ agent_id: outer.id, message: 'A question', session_id: 'mine' });
  const stateThere = () =>
    rows(
      there.server.database,
      'SELECT status FROM runs WHERE agent_id = ? ORDER BY n',
      agent.id,
    ).map(({ status }) => status);
  return { ada, ask, stateThere, open: () => there.upstream.gates.open(gate) };
}

test('C07: Stop here stops it there, and the next message is answered', async () => {
  const { ada, ask, stateThere, open } = await begin();
  const first = tailOf(await ask());
  await first.until((tail) => tail.text === 'Half. ');
  await ada.client.stop({ session_id: 'mine' });
  await expect.poll(stateThere, { timeout: 2_000 }).toEqual(['stopped']);
  const second = tailOf(await ask());
  open();
  await second.ended;
  expect([second.text, second.terminal?.type]).toEqual(['Half. Whole.', 'done']);
});

test('V01: what a killed process left running there is stopped when its person asks again', async () => {
  const { ask, stateThere, open } = await begin();
  const first = tailOf(await ask());
  await first.until((tail) => tail.text === 'Half. ');
  await here.restart();
  const again = async () => {
    const answer = await ask();
    return answer.tail ?? null;
  };
  let second = await again();
  await expect
    .poll(async () => (second ??= await again()), { timeout: 25_000, interval: 500 })
    .not.toBeNull();
  open();
  await second?.ended;
  expect([second?.text, second?.terminal?.type]).toEqual(['Half. Whole.', 'done']);
  expect(stateThere()).toEqual(['stopped', 'completed']);
});
