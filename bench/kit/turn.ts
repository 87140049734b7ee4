/** One contestant's turn: processor time and delays of a window in the middle of its streams. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Contest, Contestant, Name } from './contestants';
import { cpuMs, waitedMs } from './process-figures';
import type { Readers } from './readers';

/** What one turn is. */
export interface Setting {
  streams: number;
  /** Events a second of each. */
  rate: number;
  warmMs: number;
  windowMs: number;
}

export interface Turn {
  /** Processor time an event, in microseconds, of the server with all its threads. */
  cpuUs: number;
  eventsPerSecond: number;
  /** Milliseconds from the upstream's write to the read. */
  p50: number;
  p99: number;
  /** The share of the window that the server waited for a processor which others had. */
  waited: number;
  /** Events lost or out of order, and streams that broke. */
  errors: number;
}

/** About as long as a word with its timestamp. */
export const EVENT_BYTES = 24;
const OPENING_MS = 500;

/** Opens the streams, measures in their middle, and waits for their end. */
export async function takeTurn(
  readers: Readers,
  who: Contestant,
  { streams, rate, warmMs, windowMs }: Setting,
): Promise<Turn> {
  const seconds = (OPENING_MS + warmMs + windowMs + streams) / 1000 + 0.5;
  const plan = { rate, count: Math.round(rate * seconds), bytes: EVENT_BYTES };
  await readers.open(await who.streams(streams, plan), OPENING_MS);
  await wait(warmMs);
  const from = await readers.record();
  const cpuFrom = cpuMs(who.pid);
  const waitedFrom = waitedMs(who.pid);
  await wait(windowMs);
  const to = await readers.sample();
  const cpuTo = cpuMs(who.pid);
  const waitedTo = waitedMs(who.pid);
  const ends = await readers.finish();
  const events = to.events - from.events;
  return {
    cpuUs: ((cpuTo - cpuFrom) * 1000) / events,
    eventsPerSecond: (events * 1000) / (to.at - from.at),
    p50: to.delay.p50,
    p99: to.delay.p99,
    waited: (waitedTo - waitedFrom) / (to.at - from.at),
    errors: ends.lost + ends.disordered + ends.broken,
  };
}

/** Everybody's turns, interleaved: in each round each once, beginning with another. */
export async function rounds<T>(
  contest: Contest,
  count: number,
  take: (who: Contestant) => Promise<T>,
): Promise<Map<Name, T[]>> {
  const found = new Map<Name, T[]>(contest.contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round += 1) {
    const from = round % contest.contestants.length;
    const order = [...contest.contestants.slice(from), ...contest.contestants.slice(0, from)];
    for (const who of order) {
      found.get(who.name)?.push(await take(who));
      await wait(300);
    }
  }
  return found;
}
