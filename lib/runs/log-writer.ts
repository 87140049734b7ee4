/**
 * The group commit: what all runs of this process appended in one turn of the event
 * loop goes into the log in one transaction, and only then to the readers. With few
 * streams there is no timer and no added delay. When hundreds stream at once, commits
 * are spaced out (`commit-pace.ts`), and starts and ends of runs share them. Runs that
 * flood are committed together every `BURST_COMMIT_MS`, their adjacent text joined.
 *
 * When the store refuses (full disk, held lock), events wait here, bounded, and are
 * tried again: nothing is shown that is not stored.
 */

import type { ResultSet } from '@libsql/client';
import { AppError } from '@/lib/contract/errors';
import type { ProgressEvent } from '@/lib/contract/events';
import { appendBatch, type LogEntry } from '@/lib/db/events';
import type { Batch, BatchOutcome } from '@/lib/db/node-sqlite';
import { readOwnRuns } from '@/lib/db/runs';
import { type WriteBatch, writeAlone, writeTogether } from '@/lib/db/shared-commit';
import { log } from '@/lib/log';
import { batchGapMs, type CommitClock, commitClock, eventGapMs } from './commit-pace';
import type { Feed } from './feed';
import {
  type Channel,
  floods,
  type LossReason,
  newChannel,
  publish,
  push,
  putBack,
  type Slice,
  settle,
  takeSlice,
} from './log-channel';

/** One run's way into the log. */
export interface LogChannel {
  append(event: ProgressEvent): void;
  /** Resolves when all that was appended is committed, or the channel is lost. */
  drain(): Promise<void>;
  close(): void;
}

export interface LogWriter {
  /** `run` is `runs.n`. `onLost` is called at most once. */
  open(
    run: { n: number; id: string },
    feed: Feed,
    onLost: (reason: LossReason) => void,
  ): LogChannel;
  /** Writes what is no event, a start or an end: at once, or under load in the next commit. */
  write: WriteBatch;
}

/** What tests replace. */
export interface LogWriterOptions {
  writer: string;
  together?: typeof writeTogether;
  alone?: WriteBatch;
  clock?: CommitClock;
}

const BURST_COMMIT_MS = 30;
const MAX_HELD_CHARS = 1_000_000;
const RETRY_MIN_MS = 100;
const RETRY_MAX_MS = 2_000;

/** A batch that waits for the next commit. */
interface Waiting {
  batch: Batch;
  resolve: (results: ResultSet[]) => void;
  reject: (error: unknown) => void;
}

interface Writer extends Required<LogWriterOptions> {
  /** How many runs are open. */
  open: number;
  /** Channels with something to commit. */
  dirty: Set<Channel>;
  waiting: Waiting[];
  /** When a commit will be tried; infinite: nothing is to be committed. */
  armedFor: number;
  writing: boolean;
  /** Above zero while the store refuses: how long until it is asked again. */
  retryMs: number;
  /** When the last commit began, the last with starts or ends, and the last of runs that flood. */
  committedAt: number;
  batchedAt: number;
  burstAt: number;
}

/** The writer of one process. Made once: `live.ts` keeps it. */
export function createLogWriter(options: LogWriterOptions): LogWriter {
  const state: Writer = {
    together: writeTogether,
    alone: writeAlone,
    clock: commitClock,
    ...options,
    open: 0,
    dirty: new Set(),
    waiting: [],
    armedFor: Number.POSITIVE_INFINITY,
    writing: false,
    retryMs: 0,
    committedAt: Number.NEGATIVE_INFINITY,
    batchedAt: Number.NEGATIVE_INFINITY,
    burstAt: Number.NEGATIVE_INFINITY,
  };
  return {
    open: (run, feed, onLost) => openChannel(state, newChannel(run, feed, onLost)),
    write: (batch) => writeBatch(state, batch),
  };
}

function openChannel(state: Writer, channel: Channel): LogChannel {
  let closed = false;
  state.open += 1;
  return {
    append(event) {
      if (channel.lost) return;
      push(channel, event, state.clock.now());
      state.dirty.add(channel);
      if (state.retryMs > 0 && channel.held > MAX_HELD_CHARS) lose(state, channel, 'held_too_much');
      else schedule(state);
    },
    drain() {
      if (channel.lost || channel.held === 0) return Promise.resolve();
      return new Promise((resolve) => {
        channel.drained.push(resolve);
        schedule(state);
      });
    },
    close() {
      if (!closed) state.open -= 1;
      closed = true;
      channel.lost = true;
      state.dirty.delete(channel);
    },
  };
}

function writeBatch(state: Writer, batch: Batch): Promise<ResultSet[]> {
  // While the store refuses, its caller is to hear of that.
  if (state.retryMs > 0 || batchGap(state) === 0) return state.alone(batch);
  return new Promise((resolve, reject) => {
    state.waiting.push({ batch, resolve, reject });
    if (!state.writing) arm(state, batchesIn(state, state.clock.now()));
  });
}

function schedule(state: Writer): void {
  if (state.writing || state.retryMs > 0) return;
  arm(state, eventsIn(state, state.clock.now()));
}

/** Sees to it that a commit is tried within so many milliseconds. */
function arm(state: Writer, ms: number): void {
  const at = state.clock.now() + ms;
  if (at >= state.armedFor) return;
  state.armedFor = at;
  const tryNow = () => {
    if (state.armedFor === at) state.armedFor = Number.POSITIVE_INFINITY;
    void flush(state);
  };
  if (ms > 0) state.clock.after(tryNow, Math.ceil(ms));
  else state.clock.soon(tryNow);
}

async function flush(state: Writer): Promise<void> {
  if (state.writing) return;
  state.writing = true;
  const now = state.clock.now();
  const waiting = batchesIn(state, now) === 0 ? state.waiting.splice(0) : [];
  const group = waiting.length > 0 || eventsIn(state, now) === 0 ? takeDue(state, now) : [];
  if (waiting.length > 0) state.batchedAt = now;
  if (group.length > 0) state.committedAt = now;
  if (group.length > 0 || waiting.length > 0) await commit(state, group, waiting);
  state.writing = false;
  if (state.dirty.size > 0 || state.waiting.length > 0) arm(state, nextIn(state));
}

async function commit(state: Writer, group: Slice[], waiting: Waiting[]): Promise<void> {
  const batches = waiting.map(({ batch }) => batch);
  if (group.length === 0) return answer(waiting, await state.together(batches));
  const entries = group.flatMap(entriesOf);
  const [outcome, ...others] = await state.together([
    appendBatch(entries, state.writer),
    ...batches,
  ]);
  answer(waiting, others);
  if (outcome?.status !== 'fulfilled') return hold(state, group, outcome?.reason);
  state.retryMs = 0;
  const written = outcome.value.reduce((sum, { rowsAffected }) => sum + rowsAffected, 0);
  if (written < entries.length) await loseDeposed(state, group);
  for (const slice of group) if (publish(slice)) state.dirty.delete(slice.channel);
}

function entriesOf({ channel, data }: Slice): LogEntry[] {
  const { seq } = channel.feed;
  return data.map((item, i) => ({ run: channel.n, seq: seq + 1 + i, data: item }));
}

function answer(waiting: Waiting[], outcomes: BatchOutcome[]): void {
  for (const [i, { resolve, reject }] of waiting.entries()) {
    const outcome = outcomes[i];
    if (outcome?.status === 'fulfilled') resolve(outcome.value);
    else reject(outcome?.reason);
  }
}

/**
 * Lets go of the runs that somebody else ended: their entries were not written. Asks
 * until it is told, since the entries of the others were, and must not be again.
 */
async function loseDeposed(state: Writer, group: Slice[]): Promise<void> {
  for (;;) {
    try {
      const own = new Set((await readOwnRuns(state.writer)).map((run) => run.id));
      for (const { channel } of group) if (!own.has(channel.id)) lose(state, channel, 'deposed');
      return;
    } catch (error) {
      log.error('log_read_failed', { error, runs: group.length });
      await new Promise<void>((resolve) => state.clock.after(resolve, RETRY_MIN_MS));
    }
  }
}

/** Puts the group back, to be tried again; a channel that holds too much is lost. */
function hold(state: Writer, group: Slice[], error: unknown): void {
  if (state.retryMs === 0) log.error('log_write_failed', { error, runs: group.length });
  state.retryMs = Math.min(Math.max(RETRY_MIN_MS, state.retryMs * 2), RETRY_MAX_MS);
  for (const slice of group) {
    const { channel } = slice;
    if (channel.lost) continue;
    putBack(slice);
    state.dirty.add(channel);
    if (channel.held > MAX_HELD_CHARS) lose(state, channel, 'held_too_much');
  }
}

function lose(state: Writer, channel: Channel, reason: LossReason): void {
  if (channel.lost) return;
  channel.lost = true;
  channel.pending = [];
  state.dirty.delete(channel);
  settle(channel);
  channel.onLost(reason);
}

function batchGap(state: Writer): number {
  return batchGapMs(state.open + state.waiting.length);
}

/** Milliseconds until starts and ends may be committed. */
function batchesIn(state: Writer, now: number): number {
  const gap = batchGap(state);
  return gap === 0 ? 0 : Math.max(0, state.batchedAt + gap - now);
}

/** Milliseconds until events may be committed. */
function eventsIn(state: Writer, now: number): number {
  const gap = eventGapMs(state.open);
  return gap === 0 ? 0 : Math.max(0, state.committedAt + gap - now);
}

/** Milliseconds until a run's events are due, if events may be committed. */
function dueIn(state: Writer, channel: Channel, now: number): number {
  return floods(channel) ? Math.max(0, state.burstAt + BURST_COMMIT_MS - now) : 0;
}

/** Milliseconds until something that waits is due. */
function nextIn(state: Writer): number {
  if (state.retryMs > 0) return state.retryMs;
  const now = state.clock.now();
  let soonest = Number.POSITIVE_INFINITY;
  for (const channel of state.dirty) soonest = Math.min(soonest, dueIn(state, channel, now));
  soonest = Math.max(soonest, eventsIn(state, now));
  return state.waiting.length > 0 ? Math.min(soonest, batchesIn(state, now)) : soonest;
}

function takeDue(state: Writer, now: number): Slice[] {
  const due = [...state.dirty].filter((channel) => dueIn(state, channel, now) === 0);
  if (due.some(floods)) state.burstAt = now;
  for (const channel of due) state.dirty.delete(channel);
  return due.map(takeSlice);
}

/** The error a run ends with whose events could not be kept. */
export function lossError(reason: LossReason): AppError {
  return new AppError('interrupted', { cause: new Error(`The run's log was lost: ${reason}.`) });
}
