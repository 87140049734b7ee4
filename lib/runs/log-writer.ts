/**
 * The group commit: what all runs of this process appended in one turn of the event
 * loop goes into the log in one statement, and only then to the readers. With one
 * quiet stream there is no timer and no added delay. Runs that flood are committed
 * together every `BURST_COMMIT_MS` instead, their adjacent text joined.
 *
 * When the store refuses (full disk, held lock), events wait here, bounded, and are
 * tried again: nothing is shown that is not stored.
 */

import { AppError } from '@/lib/contract/errors';
import type { ProgressEvent } from '@/lib/contract/events';
import { appendEvents, type LogEntry } from '@/lib/db/events';
import { readOwnRuns } from '@/lib/db/runs';
import { log } from '@/lib/log';
import type { Feed } from './feed';
import {
  type Channel,
  floods,
  heldBy,
  type LossReason,
  newChannel,
  push,
  settle,
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
}

/** What tests replace. */
export interface LogWriterOptions {
  writer: string;
  append?: typeof appendEvents;
}

const BURST_COMMIT_MS = 30;
const MAX_HELD_CHARS = 1_000_000;
const RETRY_MIN_MS = 100;
const RETRY_MAX_MS = 2_000;

/** One channel's part of a group: its events with the JSON that is stored. */
interface Slice {
  channel: Channel;
  events: ProgressEvent[];
  data: string[];
}

/** The writer of one process. Made once: `live.ts` keeps it. */
export function createLogWriter({ writer, append = appendEvents }: LogWriterOptions): LogWriter {
  const state: Writer = {
    writer,
    append,
    dirty: new Set(),
    scheduled: false,
    writing: false,
    timer: undefined,
    retryMs: 0,
    burstAt: 0,
  };
  return { open: (run, feed, onLost) => openChannel(state, newChannel(run, feed, onLost)) };
}

interface Writer {
  writer: string;
  append: typeof appendEvents;
  /** Channels with something to commit. */
  dirty: Set<Channel>;
  scheduled: boolean;
  writing: boolean;
  timer: NodeJS.Timeout | undefined;
  /** Above zero while the store refuses: how long until it is asked again. */
  retryMs: number;
  /** When runs that flood were last committed. */
  burstAt: number;
}

function openChannel(state: Writer, channel: Channel): LogChannel {
  return {
    append(event) {
      if (channel.lost) return;
      push(channel, event);
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
      channel.lost = true;
      state.dirty.delete(channel);
    },
  };
}

function schedule(state: Writer): void {
  if (state.scheduled || state.writing || state.retryMs > 0) return;
  state.scheduled = true;
  setImmediate(() => {
    state.scheduled = false;
    void flush(state);
  });
}

async function flush(state: Writer): Promise<void> {
  if (state.writing) return;
  state.writing = true;
  const group = takeDue(state, performance.now());
  if (group.length > 0) await commit(state, group);
  state.writing = false;
  if (state.dirty.size > 0) arm(state);
}

/** Sets the one timer for what is not due yet, or failed and is tried again. */
function arm(state: Writer): void {
  if (state.timer) return;
  state.timer = setTimeout(() => {
    state.timer = undefined;
    void flush(state);
  }, state.retryMs || nextDueIn(state, performance.now()));
}

async function commit(state: Writer, group: Slice[]): Promise<void> {
  const entries: LogEntry[] = [];
  for (const { channel, data } of group) {
    let { seq } = channel.feed;
    for (const item of data) entries.push({ run: channel.n, seq: ++seq, data: item });
  }
  try {
    const written = await state.append(entries, state.writer);
    if (written < entries.length) await loseDeposed(state, group);
    state.retryMs = 0;
    for (const slice of group) publish(slice, state.dirty);
  } catch (error) {
    hold(state, group, error);
  }
}

async function loseDeposed(state: Writer, group: Slice[]): Promise<void> {
  const own = new Set((await readOwnRuns(state.writer)).map((run) => run.id));
  for (const { channel } of group) if (!own.has(channel.id)) lose(state, channel, 'deposed');
}

/** Puts the group back, to be tried again; a channel that holds too much is lost. */
function hold(state: Writer, group: Slice[], error: unknown): void {
  if (state.retryMs === 0) log.error('log_write_failed', { error, runs: group.length });
  state.retryMs = Math.min(Math.max(RETRY_MIN_MS, state.retryMs * 2), RETRY_MAX_MS);
  for (const { channel, events } of group) {
    if (channel.lost) continue;
    channel.pending = events.concat(channel.pending);
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

function dueIn(state: Writer, channel: Channel, now: number): number {
  return floods(channel) ? Math.max(0, state.burstAt + BURST_COMMIT_MS - now) : 0;
}

function nextDueIn(state: Writer, now: number): number {
  let soonest = BURST_COMMIT_MS;
  for (const channel of state.dirty) soonest = Math.min(soonest, dueIn(state, channel, now));
  return Math.ceil(soonest);
}

function takeDue(state: Writer, now: number): Slice[] {
  const due = [...state.dirty].filter((channel) => dueIn(state, channel, now) === 0);
  if (due.some(floods)) state.burstAt = now;
  return due.map((channel) => {
    state.dirty.delete(channel);
    const events = channel.pending;
    channel.pending = [];
    channel.lastArrived = channel.arrived;
    channel.arrived = 0;
    return { channel, events, data: events.map(toWire) };
  });
}

/** The JSON of an event. That of a text is put together, which is several times faster. */
function toWire(event: ProgressEvent): string {
  if (event.type !== 'text') return JSON.stringify(event);
  return `{"type":"text","content":${JSON.stringify(event.content)}}`;
}

/** After the commit, and only then: the readers. */
function publish({ channel, events, data }: Slice, dirty: Set<Channel>): void {
  if (channel.lost) return;
  for (const [i, event] of events.entries()) {
    channel.feed.append(channel.feed.seq + 1, data[i] ?? '', event);
  }
  channel.held = 0;
  for (const event of channel.pending) channel.held += heldBy(event);
  if (channel.pending.length === 0) {
    dirty.delete(channel);
    settle(channel);
  }
  channel.feed.wake();
}

/** The error a run ends with whose events could not be kept. */
export function lossError(reason: LossReason): AppError {
  return new AppError('interrupted', { cause: new Error(`The run's log was lost: ${reason}.`) });
}
