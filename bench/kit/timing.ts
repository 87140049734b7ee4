/**
 * How long calls take, and how long they hold up everything else. Time in which others had
 * the processor that this process was ready to run on is not counted.
 */

import { setImmediate as breathe } from 'node:timers/promises';
import { waitedMs } from './process-figures';

/** Milliseconds of one call. */
export async function timed(work: () => unknown): Promise<number> {
  const waited = waitedMs(process.pid);
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  return Math.max(0, ms - (waitedMs(process.pid) - waited));
}

/** Calls that alternate, so that what disturbs the machine disturbs both. Milliseconds of each. */
export async function alternate<T>(
  items: readonly T[],
  ours: (item: T) => unknown,
  base: (item: T) => unknown,
): Promise<{ ours: number[]; base: number[] }> {
  const found: { ours: number[]; base: number[] } = { ours: [], base: [] };
  for (const [i, item] of items.entries()) {
    if (i % 2 === 0) found.ours.push(await timed(() => ours(item)));
    found.base.push(await timed(() => base(item)));
    if (i % 2 === 1) found.ours.push(await timed(() => ours(item)));
  }
  return found;
}

/** Milliseconds of one call, and the longest stretch of it in which nobody else had a turn. */
export async function watched(
  work: () => Promise<unknown>,
): Promise<{ ms: number; blockedMs: number }> {
  let over = false;
  let blockedMs = 0;
  const watching = (async () => {
    const now = () => performance.now() - waitedMs(process.pid);
    let last = now();
    while (!over) {
      await breathe();
      blockedMs = Math.max(blockedMs, now() - last);
      last = now();
    }
  })();
  await breathe();
  const ms = await timed(work);
  over = true;
  await watching;
  return { ms, blockedMs };
}
