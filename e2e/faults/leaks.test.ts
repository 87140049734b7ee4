/** V14: many runs made and ended leave nothing behind. `LEAK_RUNS` says how many (300 here). */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, text } from '@/e2e/upstream/steps';
import { newId } from '@/lib/contract/ids';
import { tailOf } from './client';
import { count, expectSound, untilTrue } from './database';
import { type Holdings, measure, PROBE_ENV } from './measure';
import { openWorld, type World } from './world';

const RUNS = Number(process.env.LEAK_RUNS ?? 300);
const AT_ONCE = 20;
const MIB = 1_048_576;

let world: World;
beforeAll(async () => {
  world = await openWorld({ env: PROBE_ENV });
});
afterAll(async () => await world.dispose());

/** Measures when no connection of the last runs is open any more. */
async function settled(): Promise<Holdings> {
  let held = await measure(world.server);
  await untilTrue(
    async () => {
      held = await measure(world.server);
      return !held.resources.TCPSocketWrap;
    },
    'the connections to close',
    20_000,
  );
  return held;
}

test(`V14: ${RUNS} runs: heap, sockets, timers and listeners are as before`, {
  timeout: 60_000 + RUNS * 50,
}, async () => {
  const agent = await world.agent([text('One. '), text('Two.'), done()]);
  const people = await Promise.all(Array.from({ length: AT_ONCE }, () => world.person()));
  const make = (runs: number) =>
    Promise.all(
      people.map(async ({ client }) => {
        for (let i = 0; i < runs / AT_ONCE; i += 1) {
          const body = { agent_id: agent.id, message: `Question ${i}`, run_id: newId() };
          const tail = tailOf(await client.send(body));
          // Every third reader leaves early.
          if (i % 3 === 0) tail.close();
          await tail.ended;
        }
      }),
    );

  await make(Math.max(300, RUNS / 2));
  const before = await settled();
  await make(RUNS);
  const after = await settled();
  const database = world.server.database;
  await untilTrue(
    () => count(database, "SELECT count(*) FROM runs WHERE status = 'running'") === 0,
    'all runs to end',
  );
  const grown = after.heapBytes - before.heapBytes;
  process.stdout.write(
    `V14: ${RUNS} runs: heap ${(before.heapBytes / MIB).toFixed(1)} to ` +
      `${(after.heapBytes / MIB).toFixed(1)} MiB, ${before.fileDescriptors} to ` +
      `${after.fileDescriptors} descriptors, timers ${before.resources.Timeout ?? 0} to ` +
      `${after.resources.Timeout ?? 0}, listeners ${before.listeners} to ${after.listeners}\n`,
  );
  expect(grown).toBeLessThan(before.heapBytes * 0.1);
  // Connections to the platform are kept for a few seconds, at most one a reader.
  expect(after.fileDescriptors).toBeLessThan(before.fileDescriptors + AT_ONCE);
  expect(after.resources.Timeout ?? 0).toBeLessThanOrEqual(before.resources.Timeout ?? 0);
  expect(after.listeners).toBe(before.listeners);
  expectSound(database);
});
