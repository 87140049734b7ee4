/**
 * A thousand answers of 20 events a second for minutes: every stream's text by its hash,
 * the delays, what other pages take meanwhile, and that one more is refused at once.
 * Bytes written to disk for each byte of streamed text come from 500 of the same.
 * Run: npm run bench -- load [--short] [--json]
 */

import { setTimeout as wait } from 'node:timers/promises';
import { sqlClient } from '@/lib/db/client';
import { openContest } from './kit/contestants';
import { quantile } from './kit/figures';
import { readOptions } from './kit/options';
import { withDatabase } from './kit/people';
import { bytesWritten, cpuMs, memoryOf } from './kit/process-figures';
import { startReaders } from './kit/readers';
import { tell } from './kit/report';

const GIB = 2 ** 30;
const PAGE_BYTES = 4_096;
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

/**
 * Bytes written for each byte of text that was streamed: from the first start to the last
 * end, and what a checkpoint has then left to write. So starts, the log, the messages, the
 * search index and the roll-ups are all in it, each written twice: to the log and home.
 */
async function diskRatio(): Promise<number> {
  const plan = { rate: 50, count: 50 * 8, bytes: BYTES };
  const specs = await gossamer.streams(500, plan);
  const textBefore = await storedText();
  const from = bytesWritten(gossamer.pid);
  await readers.open(specs, 500);
  await readers.finish();
  await wait(1_000);
  const written = bytesWritten(gossamer.pid) - from;
  const left = await withDatabase(contest.gossamer.database, async () => {
    const { rows } = await sqlClient().execute('PRAGMA wal_checkpoint(PASSIVE)');
    return Number(rows[0]?.checkpointed) * PAGE_BYTES;
  });
  return (written + left) / ((await storedText()) - textBefore);
}

/** Bytes of all answers. */
function storedText(): Promise<number> {
  return withDatabase(contest.gossamer.database, async () => {
    const { rows } = await sqlClient().execute(
      "SELECT coalesce(sum(octet_length(text)), 0) AS n FROM messages WHERE role = 'assistant'",
    );
    return Number(rows[0]?.n);
  });
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
