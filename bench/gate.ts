/**
 * The guard of the hot path in `npm test`: fails when a streamed event, stored before it
 * is shown, costs more than twice the processor time of one that a Next.js route only
 * passes on (`bench/reference`, `/raw`). A ratio of turns that follow each other, since
 * times depend on the machine and on what else it does.
 */

import { openContest } from './kit/contestants';
import { medianOf, spreadOf } from './kit/figures';
import { startReaders } from './kit/readers';
import { rounds, type Turn, takeTurn } from './kit/turn';

const MOST = 2;
const SETTING = { streams: 100, rate: 50, warmMs: 500, windowMs: 2_000 };
const ROUNDS = 3;
/** Turns further apart than this share of their median say little: they are measured once more. */
const MAX_SPREAD = 0.35;
/** A server that waits longer for a processor gets its events in lumps, whose cost says nothing. */
const MAX_WAITED = 0.25;

const readers = startReaders();
const contest = await openContest({ names: ['raw'] });
const raw: Turn[] = [];
const ours: Turn[] = [];
const cost = (turns: Turn[]) => medianOf(turns, ({ cpuUs }) => cpuUs);
const waited = () => medianOf([...raw, ...ours], (turn) => turn.waited);

async function measure(count: number): Promise<void> {
  const turns = await rounds(contest, count, (who) => takeTurn(readers, who, SETTING));
  raw.push(...(turns.get('raw') ?? []));
  ours.push(...(turns.get('gossamer') ?? []));
}

try {
  await measure(1);
  raw.length = ours.length = 0; // What has not been compiled yet costs more: these do not count.
  await measure(ROUNDS);
  const spread = Math.max(...[raw, ours].map((turns) => spreadOf(turns.map((one) => one.cpuUs))));
  if (spread > MAX_SPREAD || cost(ours) / cost(raw) > MOST) await measure(ROUNDS);

  const ratio = cost(ours) / cost(raw);
  const errors = ours.reduce((sum, turn) => sum + turn.errors, 0);
  const busy = `waited ${Math.round(waited() * 100)}% of the time for a processor`;
  console.log(
    `A stored event costs ${ratio.toFixed(2)}× the processor time of a raw pipe's ` +
      `(${cost(ours).toFixed(0)} and ${cost(raw).toFixed(0)} µs; the servers ${busy}).`,
  );
  if (errors > 0) console.error(`${errors} events were lost or out of order, or streams broke.`);
  const dear = !(ratio <= MOST);
  if (dear && waited() > MAX_WAITED) console.log('Not judged: the machine is too busy to tell.');
  else if (dear) console.error(`At most ${MOST}× is allowed. npm run bench -- stream --prof`);
  if (errors > 0 || (dear && waited() <= MAX_WAITED)) process.exitCode = 1;
} finally {
  await readers.program.stop();
  await contest.stop();
}
