/**
 * The end of a run, by compare-and-set: one terminal state whatever races. Keeps
 * trying while the store is busy or full, because what was shown must be kept.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/contract/errors';
import type { RunStatus, TerminalEvent, Usage } from '@/lib/contract/events';
import { newId } from '@/lib/contract/ids';
import { applyEvent, isInterruption } from '@/lib/contract/message';
import type { StartedRun } from '@/lib/db/run-start';
import { endRun, findRun } from '@/lib/db/runs';
import type { WriteBatch } from '@/lib/db/shared-commit';
import { log } from '@/lib/log';
import type { Feed } from './feed';

/** How driving a run went. */
export type Outcome =
  | { kind: 'completed' }
  | { kind: 'stopped' }
  | { kind: 'error'; error: AppError }
  /** Somebody else ended the run, or its conversation is gone: nothing to write. */
  | { kind: 'deposed' };

/** What is written at the end. */
export interface Settlement {
  run: Pick<StartedRun, 'n' | 'id' | 'userId'>;
  /** Holds exactly the committed events. */
  feed: Feed;
  outcome: Outcome;
  terminal: TerminalEvent;
  usage: Usage | null;
  firstEventMs: number | null;
  writer: string;
  /** How the end is written: under load in a commit with others. */
  write: WriteBatch;
}

const RETRY_MIN_MS = 100;
const RETRY_MAX_MS = 2_000;

/** Ends the run and its feed. Resolves with the state it is really in. */
export async function settle(settlement: Settlement): Promise<RunStatus> {
  const { feed, outcome, run } = settlement;
  const mine = outcome.kind !== 'deposed' && (await writeEnd(settlement, finalStatus(outcome)));
  if (mine) feed.append(feed.seq + 1, JSON.stringify(settlement.terminal), settlement.terminal);
  feed.end();
  if (mine) return finalStatus(outcome);
  return (await findRun(run.userId, run.id).catch(() => null))?.status ?? 'interrupted';
}

async function writeEnd(settlement: Settlement, status: Exclude<RunStatus, 'running'>) {
  const { run, feed, outcome, terminal } = settlement;
  const answer = applyEvent(feed.answer, terminal);
  const claim = newId();
  for (let delayMs = RETRY_MIN_MS; ; delayMs = Math.min(delayMs * 2, RETRY_MAX_MS)) {
    try {
      return await endRun(
        {
          n: run.n,
          status,
          errorCode: outcome.kind === 'error' ? outcome.error.code : null,
          seq: feed.seq + 1,
          terminal: JSON.stringify(terminal),
          parts: answer.parts,
          usage: settlement.usage,
          firstEventMs: settlement.firstEventMs,
          durationMs: terminal.at ?? 0,
          retryAt: retryAtOf(terminal, Date.now()),
          assistantMessageId: newId(),
          claim,
          now: Date.now(),
        },
        { writer: settlement.writer },
        settlement.write,
      );
    } catch (error) {
      if (!isStorageTrouble(error)) {
        // Not a passing fault: the lease lapses and recovery ends the run from its log.
        log.error('run_end_failed', { runId: run.id, error });
        return false;
      }
      await sleep(delayMs, undefined, { ref: false });
    }
  }
}

function retryAtOf(terminal: TerminalEvent, now: number): number | null {
  const seconds = terminal.type === 'error' ? terminal.retry_after : undefined;
  return seconds === undefined ? null : now + seconds * 1000;
}

function isStorageTrouble(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('storage_');
}

/** The state an outcome ends a run in. */
export function finalStatus(outcome: Outcome): Exclude<RunStatus, 'running'> {
  if (outcome.kind === 'completed') return 'completed';
  if (outcome.kind === 'stopped') return 'stopped';
  if (outcome.kind === 'deposed') return 'interrupted';
  return isInterruption(outcome.error.code) ? 'interrupted' : 'failed';
}
