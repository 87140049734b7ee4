/**
 * The keeper: renews this process's leases, hears of stops asked for elsewhere, ends
 * the runs of dead processes from their logs, and prunes logs nobody needs. All by
 * the database's clock and by compare-and-set, so that any number of processes may
 * do it at once.
 */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RunEvent, RunStatus } from '@/lib/contract/events';
import { newId } from '@/lib/contract/ids';
import { applyEvent } from '@/lib/contract/message';
import { pruneLog } from '@/lib/db/events';
import { readSettings } from '@/lib/db/instance-settings';
import { endRun, type LapsedRun, listLapsedRuns, renewLeases } from '@/lib/db/runs';
import { runLimits } from '@/lib/limits/run-limits';
import { log } from '@/lib/log';
import { foldLog } from './attach';
import { terminalOf } from './ending';
import { announce, live } from './live';
import { sweepTemporary } from './temporary';

const ALL_EVENTS = 10_000_000;
/** How often stops asked for elsewhere are looked for: "stopped" within two seconds. */
const WATCH_INTERVAL_MS = 1_000;
const PRUNE_INTERVAL_MS = 60_000;
const TEMPORARY_INTERVAL_MS = 15_000;

/**
 * Ends every run whose lease has lapsed, but for those driven here: their leases lapse
 * when the store could not be written for long, and are renewed when it can. Returns
 * how many this call ended.
 */
export async function recoverRuns(): Promise<number> {
  const { runs } = live();
  let ended = 0;
  for (const run of await listLapsedRuns()) {
    if (!runs.has(run.id) && (await recoverRun(run))) ended += 1;
  }
  return ended;
}

async function recoverRun(run: LapsedRun): Promise<boolean> {
  const { answer, lastSeq } = await foldLog(run, ALL_EVENTS);
  // Its person asked for the stop: that the process died meanwhile changes nothing for them.
  const status = run.stopRequested ? 'stopped' : 'interrupted';
  const terminal: RunEvent = terminalOf({ ...run, status, errorCode: null });
  const ended = await endRun(
    {
      n: run.n,
      status,
      errorCode: status === 'interrupted' ? 'interrupted' : null,
      seq: lastSeq + 1,
      terminal: JSON.stringify(terminal),
      parts: applyEvent(answer, terminal).parts,
      usage: null,
      firstEventMs: null,
      // How long nobody was there to end it is no part of the answer.
      durationMs: Math.max(0, Math.min(Date.now(), run.leaseUntil) - run.startedAt),
      retryAt: null,
      assistantMessageId: newId(),
      claim: newId(),
      now: Date.now(),
    },
    'lapsed',
  );
  if (ended) {
    log.warn('run_recovered', { runId: run.id, status, events: lastSeq });
    announce(run.userId, run.sessionId);
  }
  return ended;
}

/** Renews the leases of the runs driven here; lets go of those that are not ours any more. */
export async function tendRuns(): Promise<void> {
  const { runs, writer } = live();
  if (runs.size === 0) return;
  const mine = [...runs.values()];
  const driving = { writer, runIds: [...runs.keys()] };
  const own = new Map((await renewLeases(driving, runLimits.leaseMs)).map((run) => [run.id, run]));
  for (const run of mine) {
    const row = own.get(run.id);
    if (row?.stopRequested) void run.stop();
    else if (!row) run.abandon('deposed');
  }
}

/**
 * Starts the keeper's timers; they keep no process alive. Returns how to stop them.
 * A failure is logged and tried again at the next turn.
 */
export function startKeeper(): () => void {
  const stops = [
    every(WATCH_INTERVAL_MS, 'leases', tendRuns),
    every(runLimits.sweepMs, 'recovery', recoverRuns),
    every(TEMPORARY_INTERVAL_MS, 'temporary', () => sweepTemporary(Date.now())),
    every(PRUNE_INTERVAL_MS, 'pruning', () => pruneOldLogs(Date.now())),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Deletes what the settings, as they are now, keep no longer. Returns how many events. */
export async function pruneOldLogs(now: number): Promise<number> {
  const { retainRunLogMinutes } = await readSettings();
  return pruneLog(now - retainRunLogMinutes * 60_000);
}

function every(ms: number, name: string, work: () => Promise<unknown>): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    work()
      .catch((error: unknown) => log.error('keeper_failed', { work: name, error }))
      .finally(() => {
        busy = false;
      });
  }, ms);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Goes down: no new runs; those that run get the grace time, then end as interrupted
 * with what they have. Resolves when all are stored.
 */
export async function drainRuns(graceMs: number): Promise<RunStatus[]> {
  const here = live();
  here.draining = true;
  const statuses: RunStatus[] = [];
  let late = false;
  const abandonAll = () => {
    late = true;
    for (const run of here.runs.values()) run.abandon('shutdown');
  };
  const timer = setTimeout(abandonAll, graceMs);
  // Once more for a start that was under way when the signal came.
  while (here.runs.size + here.starting > 0) {
    if (here.runs.size === 0) await nextTurn();
    if (late) abandonAll();
    statuses.push(...(await Promise.all([...here.runs.values()].map((run) => run.ended))));
  }
  clearTimeout(timer);
  return statuses;
}
