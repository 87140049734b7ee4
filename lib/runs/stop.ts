/**
 * Stopping: ends the run wherever it is driven, and says which state it ended in,
 * which is not always "stopped".
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { RunStatus } from '@/lib/contract/events';
import { findRun, type RunRecord, requestStop } from '@/lib/db/runs';
import { type AttachTarget, findTarget } from './attach';
import { live } from './live';

const POLL_MS = 50;
/** Longer than a live driver needs; a dead one's run ends when its lease lapses. */
const WAIT_MS = 5_000;

/** What a stop came to. `running` only when its driver did not answer in time. */
export interface Stopped {
  runId: string | null;
  status: RunStatus | 'idle';
}

/**
 * Stops a run of this person, or the running run of a conversation. Undefined when
 * there is no such thing; `idle` when nothing was ever run there.
 */
export async function stopRun(userId: string, target: AttachTarget): Promise<Stopped | undefined> {
  const run = await findTarget(userId, target);
  if (run === undefined) return undefined;
  if (run === null) return { runId: null, status: 'idle' };
  if (run.status !== 'running') return { runId: run.id, status: run.status };
  const here = live().runs.get(run.id);
  if (here) return { runId: run.id, status: await inTime(here.stop()) };
  await requestStop(userId, run.id, Date.now());
  return { runId: run.id, status: await waitForEnd(run) };
}

/** While the store refuses to take the end, the one who asked is not kept waiting for it. */
async function inTime(ended: Promise<RunStatus>): Promise<RunStatus> {
  const late = new AbortController();
  const running = sleep(WAIT_MS, 'running' as const, { signal: late.signal, ref: false });
  running.catch(() => undefined); // Called off.
  const status = await Promise.race([ended, running]);
  late.abort();
  return status;
}

async function waitForEnd(run: RunRecord): Promise<RunStatus> {
  const deadline = performance.now() + WAIT_MS;
  while (performance.now() < deadline) {
    const status = (await findRun(run.userId, run.id))?.status ?? 'stopped';
    if (status !== 'running') return status;
    await sleep(POLL_MS);
  }
  return 'running';
}
