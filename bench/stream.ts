/**
 * What a streamed event costs: 100 answers of 50 events a second and 500 of the same,
 * through Gossamer, which stores each event before it shows it, and through servers
 * that do not. Then how long a first event takes, one request after the other.
 * Run: npm run bench -- stream [--short] [--prof] [--json] [--reps N]
 */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Contest, type Name, openContest } from './kit/contestants';
import { median, medianOf } from './kit/figures';
import { readOptions } from './kit/options';
import { cpuMs } from './kit/process-figures';
import { profilerEnv, readProfile } from './kit/profile';
import { type Readers, startReaders } from './kit/readers';
import { type Report, tell } from './kit/report';
import { EVENT_BYTES, rounds, type Turn, takeTurn } from './kit/turn';

const RATE = 50;
const WARM_MS = 1_000;
/** By then everything has been compiled that will be. */
const PROFILE_AFTER_MS = 6_000;

async function streaming(
  contest: Contest,
  readers: Readers,
  { reps, streams, windowMs }: { reps: number; streams: number; windowMs: number },
): Promise<Report> {
  const setting = { streams, rate: RATE, warmMs: WARM_MS, windowMs };
  // Once before it counts: code that has not been compiled yet is slower, and compiling costs.
  await rounds(contest, 1, (who) => takeTurn(readers, who, { ...setting, windowMs: 2_000 }));
  const turns = await rounds(contest, reps, (who) => takeTurn(readers, who, setting));
  const of = (name: Name, figure: (one: Turn) => number) => medianOf(turns.get(name) ?? [], figure);
  const direct = of('direct', (one) => one.p50);
  const added = (name: Name) => of(name, (one) => one.p50) - direct;
  const cpu = (name: Name) => of(name, (one) => one.cpuUs);
  const p99 = (name: Name) => of(name, (one) => one.p99);
  const rate = (name: Name) => of(name, (one) => one.eventsPerSecond);
  const errors = (turns.get('gossamer') ?? []).reduce((sum, one) => sum + one.errors, 0);
  const small: Report['verdicts'] = [
    ratio('CPU an event, against raw', cpu('gossamer') / cpu('raw'), 1.5),
    ratio('CPU an event, against AI SDK', cpu('gossamer') / cpu('sdk'), 0.45),
    ratio('added median, against raw', added('gossamer') / added('raw'), 1.3),
    ratio('added median, against AI SDK', added('gossamer') / added('sdk'), 0.1),
    ratio('99th percentile, against raw', p99('gossamer') / p99('raw'), 3),
  ];
  const large: Report['verdicts'] = [
    {
      ...ratio('events a second, against raw', rate('gossamer') / rate('raw'), 0.8),
      better: 'higher',
    },
    { what: 'lost, disordered or broken', value: errors, unit: '', target: 0, better: 'lower' },
  ];
  return {
    name: `stream, ${setting.streams} × ${RATE}`,
    how: `${setting.streams} answers of ${RATE} events a second, ${setting.windowMs / 1000} s of each`,
    repetitions: reps,
    columns: [
      '',
      'CPU an event µs',
      'median ms',
      'added ms',
      'p99 ms',
      'events/s',
      'waited',
      '× raw CPU',
    ],
    rows: [...turns.keys()].map((name) => [
      name,
      name === 'direct' ? Number.NaN : cpu(name),
      of(name, (one) => one.p50),
      added(name),
      p99(name),
      Math.round(rate(name)),
      `${Math.round(of(name, (one) => one.waited) * 100)}%`,
      name === 'direct' ? Number.NaN : cpu(name) / cpu('raw'),
    ]),
    verdicts: setting.streams === 100 ? small : large,
  };
}

async function firstEvents(
  contest: Contest,
  readers: Readers,
  { reps, requests }: { reps: number; requests: number },
): Promise<Report> {
  const plan = { rate: 0, count: 1, bytes: EVENT_BYTES };
  const turns = await rounds(contest, reps, async (who) => {
    const specs = await who.streams(requests, plan);
    const cpuFrom = cpuMs(who.pid);
    const { firstMs } = await readers.inTurn(specs);
    return { ms: median(firstMs), cpu: (cpuMs(who.pid) - cpuFrom) / requests };
  });
  const ms = (name: Name) => medianOf(turns.get(name) ?? [], (one) => one.ms);
  return {
    name: 'first event',
    how: `${requests} requests one after the other, sign-in and quota included, to the first event`,
    repetitions: reps,
    columns: ['', 'first event ms', 'CPU a request ms', '× raw', '× AI SDK'],
    rows: [...turns].map(([name, all]) => [
      name,
      ms(name),
      medianOf(all, (one) => one.cpu),
      ms(name) / ms('raw'),
      ms(name) / ms('sdk'),
    ]),
    verdicts: [
      { ...ratio('over the raw pipe', ms('gossamer') - ms('raw'), 3), unit: ' ms' },
      ratio('against AI SDK', ms('gossamer') / ms('sdk'), 1.5),
    ],
  };
}

function ratio(what: string, value: number, target: number): Report['verdicts'][number] {
  return { what, value, unit: '×', target, better: 'lower' };
}

/** Where Gossamer's processor time goes while 100 answers of 50 events a second stream. */
async function profiled(readers: Readers): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gossamer-profile-'));
  const file = join(folder, 'stream.cpuprofile');
  const contest = await openContest({ names: [], env: profilerEnv(file) });
  try {
    const plan = { rate: RATE, count: RATE * 20, bytes: EVENT_BYTES };
    await readers.open(await contest.of('gossamer').streams(100, plan), 500);
    await wait(PROFILE_AFTER_MS);
    contest.gossamer.process.kill('SIGUSR2');
    await wait(10_000);
    contest.gossamer.process.kill('SIGUSR2');
    const { places, functions } = await readProfile(file);
    for (const [title, shares] of Object.entries({ places, functions })) {
      console.log(`\n${title}, of its processor time:`);
      for (const { name, percent } of shares.slice(0, title === 'places' ? 25 : 50)) {
        console.log(`  ${percent.toFixed(1).padStart(5)}%  ${name}`);
      }
    }
    console.log(`\nThe whole profile, for a browser's developer tools: ${file}`);
  } finally {
    await contest.stop();
  }
}

const options = readOptions();
const reps = options.reps || (options.short ? 3 : 5);
const windowMs = options.short ? 2_500 : 6_000;
const readers = startReaders();
if (options.prof) {
  await profiled(readers);
  await readers.program.stop();
  process.exit();
}
const contest = await openContest({ names: ['direct', 'pipe', 'raw', 'sdk', 'gossamer'] });
try {
  for (const streams of [100, 500]) {
    const found = await streaming(contest, readers, { streams, windowMs, reps });
    tell(found, options.json);
  }
  const requests = options.short ? 60 : 200;
  tell(await firstEvents(contest, readers, { reps, requests }), options.json);
} finally {
  await readers.program.stop();
  await contest.stop();
}
