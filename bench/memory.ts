/**
 * What an open stream holds, and whether all of it is given back: 500 quiet streams at
 * once, four times. Held is what a collection leaves, heap and buffers outside of it.
 * Run: npm run bench -- memory [--short] [--json]
 */

import { setTimeout as wait } from 'node:timers/promises';
import { PROBE_ENV } from '@/e2e/faults/measure';
import { type Contestant, type Name, openContest } from './kit/contestants';
import { medianOf } from './kit/figures';
import { probeOf } from './kit/held';
import { readOptions } from './kit/options';
import { startReaders } from './kit/readers';
import { tell } from './kit/report';

const STREAMS = 500;
const KIB = 1024;

interface Wave {
  perStream: number;
  rssPerStream: number;
  after: number;
}

const options = readOptions();
const waves = options.short ? 3 : 5;
const readers = startReaders();
const contest = await openContest({ names: ['raw', 'sdk'], env: PROBE_ENV, reference: PROBE_ENV });

/** Opens all, looks, goes away from all, and waits until their runs have ended too. */
async function wave(who: Contestant, before: number): Promise<Wave> {
  const plan = { rate: 1, count: 4, bytes: 24 };
  const rssBefore = (await probeOf(who.process)).rss;
  await readers.open(await who.streams(STREAMS, plan), 1_500);
  await wait(1_000);
  const open = await probeOf(who.process);
  await readers.finish();
  await wait(1_500);
  const after = (await probeOf(who.process)).held;
  return {
    perStream: (open.held - before) / STREAMS / KIB,
    rssPerStream: (open.rss - rssBefore) / STREAMS / KIB,
    after: after / KIB / KIB,
  };
}

try {
  const found = new Map<Name, { base: number; waves: Wave[] }>();
  for (const who of contest.contestants) {
    await wave(who, 0); // What is made once, at the first streams, is not a stream's.
    const base = (await probeOf(who.process)).held;
    found.set(who.name, { base: base / KIB / KIB, waves: [] });
  }
  for (let round = 1; round < waves; round += 1) {
    for (const who of contest.contestants) {
      const mine = found.get(who.name);
      mine?.waves.push(await wave(who, mine.base * KIB * KIB));
    }
  }
  const held = (name: Name) => medianOf(found.get(name)?.waves ?? [], (one) => one.perStream);
  const ours = found.get('gossamer');
  const last = ours?.waves.at(-1)?.after ?? Number.NaN;
  tell(
    {
      name: 'memory',
      how: `${STREAMS} open streams at once, ${waves} waves (the first warms up)`,
      repetitions: waves - 1,
      columns: ['', 'KiB a stream', 'RSS KiB a stream', 'held before MiB', 'held at the end MiB'],
      rows: [...found].map(([name, { base, waves: all }]) => [
        name,
        held(name),
        medianOf(all, (one) => one.rssPerStream),
        base,
        all.at(-1)?.after ?? Number.NaN,
      ]),
      verdicts: [
        {
          what: 'held by a stream, against raw',
          value: held('gossamer') / held('raw'),
          unit: '×',
          target: 1.3,
          better: 'lower',
        },
        {
          what: 'held by a stream, against AI SDK',
          value: held('gossamer') / held('sdk'),
          unit: '×',
          target: 0.65,
          better: 'lower',
        },
        {
          what: 'held after all waves, against before',
          value: last / (ours?.base ?? 1),
          unit: '×',
          target: 1.1,
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
