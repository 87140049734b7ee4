/**
 * A thousand answers of 20 events a second for minutes: every stream's text by its hash,
 * the delays, what other pages take meanwhile, and that one more is refused at once.
 * Bytes written to disk for each byte of streamed text come from 500 of the same.
 * Run: npm run bench -- load [--short] [--json]
 */

import { setTimeout as wait } from 'node:timers/promises';
import { openContest } from './kit/contestants';
import { quantile } from './kit/figures';
import { readOptions } from './kit/options';
import { bytesWritten, cpuMs, memoryOf } from './kit/process-figures';
import { startReaders } from './kit/readers';
import { tell } from './kit/report';

const GIB = 2 ** 30;
const RATE = 20;
const BYTES = 24;
const STREAMS = 1_000;

const options = readOptions();
const seconds = options.short ? 60 : 300;
const readers = startReaders();
const contest = await openContest({
  names: ['direct'],
  env: { MAX_LIVE_RUNS: `${STREAMS}`, STREAM_LIFETIME_MS: '3600000' },
});
const gossamer = contest.of('gossamer');

/** Asks for a page again and again; resolves with what each took once it is told to stop. */
async function visit(path: string, over: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  while (!over.aborted) {
    const from = performance.now();
    const response = await fetch(contest.gossamer.url + path, { redirect: 'manual' });
    await response.text();
    times.push(performance.now() - from);
    await wait(250);
  }
  return times;
}

/** The status of one more start, and how long its refusal took. */
async function oneMore(): Promise<{ status: number; ms: number }> {
  const [spec] = (
    await gossamer.streams(STREAMS + 1, { rate: RATE, count: 1, bytes: BYTES })
  ).slice(-1);
  if (!spec) throw new Error('No stream to open.');
  const from = performance.now();
  const response = await fetch(spec.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...spec.headers },
    body: spec.body,
  });
  await response.text();
  return { status: response.status, ms: performance.now() - from };
}

/** Bytes the server wrote for each byte of text, from its first to the end of a checkpoint. */
async function diskRatio(): Promise<number> {
  const plan = { rate: 50, count: 50 * 8, bytes: BYTES };
  const specs = await gossamer.streams(500, plan);
  const from = bytesWritten(gossamer.pid);
  await readers.open(specs, 500);
  const ends = await readers.finish();
  await wait(1_000);
  // What a text holds: its timestamp and number (about 22 characters) and its words.
  return (bytesWritten(gossamer.pid) - from) / (ends.events * (BYTES + 22));
}

try {
  await gossamer.streams(STREAMS + 1, { rate: RATE, count: 1, bytes: BYTES });
  const disk = await diskRatio();
  const plan = { rate: RATE, count: RATE * seconds, bytes: BYTES };
  const specs = await gossamer.streams(STREAMS, plan);
  await readers.open(
    specs.map((spec) => ({ ...spec, verify: true })),
    5_000,
  );
  const over = new AbortController();
  const pages = visit('/sign-in', over.signal);
  const cpuFrom = cpuMs(gossamer.pid);
  const from = await readers.record();
  await wait(5_000);
  const refused = [await oneMore(), await oneMore(), await oneMore()];
  await wait(seconds * 1_000 - 15_000);
  const sample = await readers.sample();
  const cpu = ((cpuMs(gossamer.pid) - cpuFrom) * 1000) / (sample.events - from.events);
  over.abort();
  const visits = await pages;
  const ends = await readers.finish();
  const wrong = ends.lost + ends.disordered + ends.broken + ends.changed;
  const slowest = Math.max(...refused.map(({ ms }) => ms));
  const refusals = refused.filter(({ status }) => status === 503).length;
  const { peak } = memoryOf(gossamer.pid);
  tell(
    {
      name: 'load',
      how: `${STREAMS} answers of ${RATE} events a second for ${seconds} s; ${ends.events} events`,
      repetitions: 1,
      columns: ['', 'median ms', 'p95 ms', 'p99 ms', 'max ms', 'CPU an event µs'],
      rows: [
        ['an event', sample.delay.p50, sample.delay.p95, sample.delay.p99, sample.delay.max, cpu],
        [
          'the sign-in page',
          quantile(visits, 0.5),
          quantile(visits, 0.95),
          quantile(visits, 0.99),
          Math.max(...visits),
          Number.NaN,
        ],
      ],
      verdicts: [
        {
          what: 'events lost, out of order or changed, and broken streams',
          value: wrong,
          unit: '',
          target: 0,
          better: 'lower',
        },
        {
          what: '95th percentile of an event',
          value: sample.delay.p95,
          unit: ' ms',
          target: 150,
          better: 'lower',
        },
        { what: 'most memory', value: peak / GIB, unit: ' GiB', target: 1.5, better: 'lower' },
        {
          what: '95th percentile of another page',
          value: quantile(visits, 0.95),
          unit: ' ms',
          target: 500,
          better: 'lower',
        },
        {
          what: 'refusals of the 1,001st with 503, of 3',
          value: refusals,
          unit: '',
          target: 3,
          better: 'higher',
        },
        { what: 'slowest refusal', value: slowest, unit: ' ms', target: 100, better: 'lower' },
        {
          what: 'bytes to disk for a byte of text, 500 answers',
          value: disk,
          unit: '',
          target: 6,
          better: 'lower',
        },
      ],
    },
    options.json,
  );
} finally {
  await readers.program.stop();
  await contest.stop();
}
