/**
 * V10, V14, L03: `npm run soak -- 10 100`: that many minutes (1) under that many readers
 * (50). The platform cuts answers at random; the network between it and the server, and
 * between the server and its readers, drops, stalls, delays and loses. Prints memory,
 * handles and the write-ahead log at every interval, then whether every answer has ended
 * and everything shown is stored; exit code 1 if not. Needs a production build. Stops by
 * itself.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@/e2e/faults/client';
import { type Crowd, ramble, random, startCrowd } from '@/e2e/faults/crowd';
import { count, expectSound, rows, untilTrue } from '@/e2e/faults/database';
import { measure, PROBE_ENV } from '@/e2e/faults/measure';
import { openWorld, type World } from '@/e2e/faults/world';
import type { Script } from '@/e2e/upstream/server';
import { startTcpProxy, type TcpProxy } from '@/e2e/upstream/tcp-proxy';

const [minutes = 1, readers = 50] = process.argv.slice(2).map(Number);
const INTERVALS = 10;
const LAST_ANSWERS_MS = 120_000;
const MIB = 1_048_576;
const RUNNING = "SELECT count(*) FROM runs WHERE status = 'running'";
const ANSWERS = `SELECT r.id, a.text AS answer FROM runs r
  JOIN messages q ON q.id = r.user_message_id JOIN messages a ON a.id = r.assistant_message_id`;

/** Now and then an answer that ends in the middle, in order or not. */
const faulty: Script = (request) => {
  const steps = typeof ramble === 'function' ? [...ramble(request)] : [...ramble];
  const fault = Math.random();
  if (fault < 0.1) steps.splice(random(0, steps.length), steps.length, { do: 'reset' });
  else if (fault < 0.2) steps.splice(random(0, steps.length), steps.length, { do: 'cut' });
  return steps;
};

/** One fault of the network, for as long as it lasts. */
const FAULTS: ((proxy: TcpProxy) => Promise<void>)[] = [
  async (proxy) => proxy.dropAll(),
  (proxy) => during(proxy, { stalled: true }),
  (proxy) => during(proxy, { latencyMs: 80 }),
  (proxy) => during(proxy, { refusing: true }),
  async (proxy) => {
    await during(proxy, { cutAfterBytes: random(0, 5_000) });
  },
  async (proxy) => {
    proxy.set({ halfOpen: true });
    await wait(random(200, 1_500));
    proxy.dropAll(); // What was lost on these lines stays lost.
    proxy.set({ halfOpen: false });
  },
];

async function during(proxy: TcpProxy, faults: Parameters<TcpProxy['set']>[0]): Promise<void> {
  proxy.set(faults);
  await wait(random(200, 1_500));
  proxy.set({ stalled: false, latencyMs: 0, refusing: false, cutAfterBytes: null });
}

async function disturb(proxies: TcpProxy[], over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await wait(random(300, 3_000));
    const proxy = proxies[random(0, proxies.length)];
    const fault = FAULTS[random(0, FAULTS.length)];
    if (proxy) await fault?.(proxy);
  }
}

async function report(world: World, crowd: Crowd, minute: number): Promise<void> {
  const held = await measure(world.server);
  console.log(
    `${minute.toFixed(1)} min: heap ${(held.heapBytes / MIB).toFixed(1)} MiB, ` +
      `RSS ${(held.rssBytes / MIB).toFixed(0)} MiB, ${held.fileDescriptors} descriptors, ` +
      `${held.resources.Timeout ?? 0} timers, WAL ${(held.walBytes / MIB).toFixed(1)} MiB, ` +
      `${crowd.ledger.questions()} answers, ${crowd.ledger.events()} events`,
  );
}

/** Every text that was shown to its end is the stored answer; the logs may be pruned by now. */
function missing(world: World, crowd: Crowd): string[] {
  const stored = new Map(rows(world.server.database, ANSWERS).map((row) => [row.id, row.answer]));
  const answers = [...crowd.ledger.answers()];
  return answers.filter(([runId, text]) => stored.get(runId) !== text).map(([runId]) => runId);
}

let upstreamSide: TcpProxy | undefined;
const world = await openWorld({
  env: { ...PROBE_ENV, IDLE_TIMEOUT_MS: '10000', FIRST_EVENT_TIMEOUT_MS: '10000' },
  async between(url) {
    upstreamSide = await startTcpProxy(url);
    return upstreamSide.url;
  },
});
const readerSide = await startTcpProxy(world.server.url.replace('localhost', '127.0.0.1'));
const proxies = [readerSide, ...(upstreamSide ? [upstreamSide] : [])];
const calm = new AbortController();
try {
  const agent = await world.agent(faulty);
  const people = await Promise.all(Array.from({ length: readers }, () => world.person()));
  const clients = people.map(({ token }) => createClient(readerSide.url, token));
  const crowd = startCrowd(clients, agent.id);
  const disturbing = disturb(proxies, calm.signal);
  for (let i = 1; i <= INTERVALS; i += 1) {
    await wait((minutes * 60_000) / INTERVALS);
    await report(world, crowd, (i / INTERVALS) * minutes);
  }
  calm.abort();
  await disturbing;
  crowd.over = true;
  await Promise.race([crowd.done, wait(LAST_ANSWERS_MS, undefined, { ref: false })]);
  const { database } = world.server;
  await untilTrue(() => count(database, RUNNING) === 0, 'every run to end', LAST_ANSWERS_MS);
  expectSound(database);
  const lost = missing(world, crowd);
  const cut = count(database, "SELECT count(*) FROM runs WHERE status <> 'completed'");
  console.log(
    `${crowd.ledger.questions()} answers, ${cut} of them cut, all ended; ` +
      `${crowd.ledger.events()} events were shown, ${lost.length} texts are not stored as shown.`,
  );
  if (lost.length > 0 || crowd.ledger.answers().size < crowd.ledger.questions()) {
    process.exitCode = 1;
  }
} finally {
  for (const proxy of proxies) await proxy.close();
  await world.dispose();
}
