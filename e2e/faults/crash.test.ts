/**
 * V01, D01: the server is killed at random, again and again, while many people read.
 * `CRASH_KILLS` says how often (10 here, 50 with `npm run crash`), `CRASH_STREAMS`
 * under how many streams at least.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Crowd, ramble, random, startCrowd } from './crowd';
import { expectSound, expectWhole, rows, storedRuns, untilTrue } from './database';
import { openWorld, serverEnv, type World } from './world';

const KILLS = Number(process.env.CRASH_KILLS ?? 10);
const STREAMS = Number(process.env.CRASH_STREAMS ?? 20);
/** Short, so that many rounds fit in; the server that is killed last has the shipped ones. */
const HASTE = { LEASE_MS: '2000', SWEEP_INTERVAL_MS: '500' };
const RECOVERED_WITHIN_MS = 25_000;

let world: World;
beforeAll(async () => {
  world = await openWorld({ env: HASTE });
});
afterAll(async () => await world.dispose());

/** Kills the server amid at least `STREAMS` streams that show something; returns how many. */
async function killAmid(crowd: Crowd): Promise<number> {
  await wait(random(0, 500));
  let amid = 0;
  const enough = () => {
    amid = crowd.reading();
    return amid >= STREAMS;
  };
  await untilTrue(enough, `${STREAMS} streams`, 30_000);
  await world.server.crash();
  return amid;
}

const running = () =>
  rows(world.server.database, "SELECT id FROM runs WHERE status = 'running'").map(({ id }) => id);

/** Milliseconds from the server's readiness to the end of all that ran when it was killed. */
async function recoveryMs(cut: unknown[]): Promise<number> {
  const readyAt = performance.now();
  const left = () => running().filter((id) => cut.includes(id)).length;
  await untilTrue(() => left() === 0, 'all cut runs to end', RECOVERED_WITHIN_MS);
  return Math.round(performance.now() - readyAt);
}

test(`V01 D01 D07 D09: ${KILLS} kills under at least ${STREAMS} streams`, {
  timeout: 60_000 + KILLS * 15_000,
}, async () => {
  const path = world.server.database;
  const agent = await world.agent(ramble);
  const people = await Promise.all(Array.from({ length: STREAMS + 10 }, () => world.person()));
  const crowd = startCrowd(
    people.map(({ client }) => client),
    agent.id,
  );
  const amid: number[] = [];
  const recovered: number[] = [];
  for (let kill = 1; kill <= KILLS; kill += 1) {
    amid.push(await killAmid(crowd));
    const cut = running();
    crowd.over = kill === KILLS;
    await world.server.restart(serverEnv(world.upstream.url, kill < KILLS - 1 ? HASTE : {}));
    recovered.push(await recoveryMs(cut));
    crowd.ledger.compare(storedRuns(path));
    expectSound(path);
  }
  await crowd.done;

  const stored = storedRuns(path);
  expect(crowd.ledger.compare(stored)).toBe(crowd.ledger.questions());
  for (const run of stored.values()) expectWhole(run);
  expect(running()).toEqual([]);
  expectSound(path);
  const cut = [...stored.values()].filter(({ status }) => status === 'interrupted').length;
  process.stdout.write(
    `${KILLS} kills, each amid ${Math.min(...amid)} to ${Math.max(...amid)} streams: ` +
      `${crowd.ledger.questions()} acknowledged messages and ${crowd.ledger.events()} shown events, ` +
      `none missing. ${cut} of ${stored.size} answers were cut, and ended at most ` +
      `${Math.max(...recovered.slice(0, -1), 0)} ms after the restart with a lease of 2 s, ` +
      `${recovered.at(-1)} ms with the shipped one.\n`,
  );
  expect(Math.min(...amid)).toBeGreaterThanOrEqual(STREAMS);
});
