/**
 * An upstream that writes as fast as the socket takes it: how many events a second come
 * through one stream, and what a reader that reads nothing makes a server keep.
 * Run: npm run bench -- burst [--short] [--json]
 */

import { setTimeout as wait } from 'node:timers/promises';
import { type Contestant, type Name, openContest } from './kit/contestants';
import { medianOf } from './kit/figures';
import { readOptions } from './kit/options';
import { cpuMs, memoryOf } from './kit/process-figures';
import { startReaders } from './kit/readers';
import { type Report, tell } from './kit/report';
import { EVENT_BYTES, rounds } from './kit/turn';

const MIB = 1_048_576;
/** Readers that open a stream and read nothing, and what the upstream would send each. */
const SLOW = { readers: 10, events: 30_000, bytes: 100 };

const options = readOptions();
const reps = options.reps || (options.short ? 3 : 7);
const plan = { rate: 0, count: 20_000, bytes: EVENT_BYTES };
const readers = startReaders();
const contest = await openContest({ names: ['pipe', 'raw', 'sdk'] });

interface Burst {
  eventsPerSecond: number;
  cpuUs: number;
  lost: number;
}

async function burst(who: Contestant): Promise<Burst> {
  const specs = await who.streams(1, plan);
  const cpuFrom = cpuMs(who.pid);
  const from = performance.now();
  const ends = await readers.inTurn(specs);
  const ms = performance.now() - from;
  const { events, lost, disordered } = ends;
  return {
    eventsPerSecond: (events * 1000) / ms,
    cpuUs: ((cpuMs(who.pid) - cpuFrom) * 1000) / events,
    lost: lost + disordered,
  };
}

/** How far a server's memory grows while nobody reads what comes for them. */
async function slow(who: Contestant): Promise<number> {
  const slowPlan = { rate: 0, count: SLOW.events, bytes: SLOW.bytes };
  const specs = await who.streams(SLOW.readers, slowPlan);
  const before = memoryOf(who.pid).rss;
  await readers.open(specs.map((spec) => ({ ...spec, stalled: true })));
  let most = before;
  for (let look = 0; look < 20; look += 1) {
    await wait(200);
    most = Math.max(most, memoryOf(who.pid).rss);
  }
  await readers.close();
  return (most - before) / MIB;
}

try {
  await rounds(contest, 2, burst);
  const found = await rounds(contest, reps, burst);
  const grown = new Map<Name, number>();
  for (const who of contest.contestants) grown.set(who.name, await slow(who));
  const rate = (name: Name) => medianOf(found.get(name) ?? [], (one) => one.eventsPerSecond);
  const lost = (found.get('gossamer') ?? []).reduce((sum, one) => sum + one.lost, 0);
  const sent = (SLOW.readers * SLOW.events * SLOW.bytes) / MIB;
  const report: Report = {
    name: 'burst',
    how: `${plan.count} events as fast as the socket drains; ${SLOW.readers} readers that read nothing of ${Math.round(sent)} MiB of text`,
    repetitions: reps,
    columns: ['', 'events/s', 'CPU an event µs', '× AI SDK', 'grown by slow readers MiB'],
    rows: [...found].map(([name, all]) => [
      name,
      Math.round(rate(name)),
      medianOf(all, (one) => one.cpuUs),
      rate(name) / rate('sdk'),
      grown.get(name) ?? Number.NaN,
    ]),
    verdicts: [
      {
        what: 'events a second, against AI SDK',
        value: rate('gossamer') / rate('sdk'),
        unit: '×',
        target: 3,
        better: 'higher',
      },
      {
        what: 'memory grown, where the answers are driven and stored to their ends meanwhile',
        value: grown.get('gossamer') ?? Number.NaN,
        unit: ' MiB',
        target: 8 * Math.round(sent),
        better: 'lower',
      },
      { what: 'lost or out of order', value: lost, unit: '', target: 0, better: 'lower' },
    ],
  };
  tell(report, options.json);
} finally {
  await readers.program.stop();
  await contest.stop();
}
