/**
 * The driver: the one writer of a run. It reads the engine, appends what it yields,
 * and always ends in `settle`, whatever happened. Detached from every request.
 */

import { AppError, type ErrorCode } from '@/lib/contract/errors';
import type { ProgressEvent, RunStatus, TerminalEvent, Usage } from '@/lib/contract/events';
import { isInterruption } from '@/lib/contract/message';
import { countUp } from '@/lib/db/counters';
import type { StartedRun } from '@/lib/db/run-start';
import type { Engine, EngineEvent, EngineInput } from '@/lib/engines/engine';
import { log } from '@/lib/log';
import { terminalOf } from './ending';
import { createFeed, type Feed } from './feed';
import { type LiveRun, live } from './live';
import { type LogChannel, lossError } from './log-writer';
import { finalStatus, type Outcome, settle } from './settle';
import { type Clock, createWatchdog, type Timeouts, type Watchdog } from './watchdog';

/** What a run is driven with. */
export interface DriveJob {
  run: StartedRun;
  engine: Engine;
  /** Everything but the callbacks, which the driver gives. May be read from the store. */
  input: () => Promise<Omit<EngineInput, 'pulse' | 'oddity'>>;
  timeouts: Timeouts;
  maxOutputChars: number;
  clock: Clock;
  /** Called once, after the end is stored. `code` is what went wrong, if anything. */
  onEnd?: (status: RunStatus, code: ErrorCode | null) => void;
}

/**
 * How long an answer that was accepted may bring nothing before its caller gets a
 * stream all the same: one that fails at once is still told by its status.
 */
const OPEN_WITHIN_MS = 1_000;

interface Drive {
  job: DriveJob;
  feed: Feed;
  channel: LogChannel;
  watchdog: Watchdog;
  signal: AbortSignal;
  startedAt: number;
  firstEventMs: number | null;
  usage: Usage | null;
  outputChars: number;
  oddities: Map<string, number>;
  open: () => void;
  openSoon: () => void;
}

/** Starts driving and returns at once. The run is in `live().runs` until it has ended. */
export function drive(job: DriveJob): LiveRun {
  const controller = new AbortController();
  const feed = createFeed(job.run.id);
  const abort = (outcome: Outcome) => controller.abort(outcome);
  const opened = Promise.withResolvers<void>();
  const state: Drive = {
    job,
    feed,
    channel: live().log.open(job.run, feed, (reason) =>
      abort(
        reason === 'deposed' ? { kind: 'deposed' } : { kind: 'error', error: lossError(reason) },
      ),
    ),
    watchdog: createWatchdog(job.timeouts, job.clock, (code) =>
      abort({ kind: 'error', error: new AppError(code) }),
    ),
    signal: controller.signal,
    startedAt: job.clock.now(),
    firstEventMs: null,
    usage: null,
    outputChars: 0,
    oddities: new Map(),
    open: opened.resolve,
    openSoon: () => job.clock.setTimer(opened.resolve, OPEN_WITHIN_MS),
  };
  const ended = finish(state, controller).finally(opened.resolve);
  const run: LiveRun = {
    id: job.run.id,
    userId: job.run.userId,
    sessionId: job.run.sessionId,
    feed,
    opened: opened.promise,
    ended,
    stop() {
      abort({ kind: 'stopped' });
      return ended;
    },
    abandon(reason) {
      abort(
        reason === 'deposed'
          ? { kind: 'deposed' }
          : { kind: 'error', error: new AppError('interrupted') },
      );
    },
  };
  live().runs.set(run.id, run);
  return run;
}

async function finish(state: Drive, controller: AbortController): Promise<RunStatus> {
  const { job, feed, channel } = state;
  const aborted = new Promise<Outcome>((resolve) => {
    state.signal.addEventListener('abort', () => resolve(state.signal.reason), { once: true });
  });
  const outcome = await Promise.race([consume(state), aborted]);
  state.watchdog.stop();
  // Releases the engine's sockets also when it was the engine that ended.
  controller.abort(outcome);
  await channel.drain();
  const status = await settle({
    run: job.run,
    feed,
    outcome,
    terminal: terminalEvent(state, outcome),
    usage: state.usage,
    firstEventMs: state.firstEventMs,
    writer: live().writer,
    write: live().log.write,
  });
  channel.close();
  live().runs.delete(job.run.id);
  logEnd(state, outcome, status);
  job.onEnd?.(status, outcome.kind === 'error' ? outcome.error.code : null);
  return status;
}

/** Reads the engine to its end. Never rejects: every way it can go is an outcome. */
async function consume(state: Drive): Promise<Outcome> {
  const { job, signal, watchdog, oddities } = state;
  try {
    const input = await job.input();
    const events = job.engine(
      {
        ...input,
        pulse(sign) {
          watchdog[sign]();
          if (sign === 'headers') state.openSoon();
        },
        oddity: (kind) => {
          oddities.set(kind, (oddities.get(kind) ?? 0) + 1);
          countUp('events_odd');
        },
      },
      signal,
    );
    for await (const event of events) {
      if (signal.aborted) return signal.reason;
      const outcome = take(state, event);
      if (outcome) return outcome;
    }
  } catch (error) {
    return { kind: 'error', error: asAppError(error) };
  }
  return { kind: 'error', error: new AppError('no_terminal') };
}

/** One event of the engine; returns how the run ended, if this ended it. */
function take(state: Drive, event: EngineEvent): Outcome | null {
  if (event.type === 'finish') {
    state.usage = event.usage ?? state.usage;
    if (state.firstEventMs === null) {
      return { kind: 'error', error: new AppError('empty_stream') };
    }
    return { kind: 'completed' };
  }
  if (event.type === 'usage') {
    state.usage = event.usage;
    return null;
  }
  state.watchdog.event();
  state.firstEventMs ??= elapsed(state);
  state.open();
  return append(state, event);
}

function append(state: Drive, event: ProgressEvent): Outcome | null {
  if (event.type === 'text') {
    const room = state.job.maxOutputChars - state.outputChars;
    state.outputChars += event.content.length;
    if (event.content.length <= room) {
      state.channel.append(event);
      return null;
    }
    state.channel.append({ type: 'text', content: event.content.slice(0, room) });
    return { kind: 'error', error: new AppError('output_limit') };
  }
  state.outputChars += JSON.stringify(event).length;
  state.channel.append({ ...event, at: elapsed(state) });
  return state.outputChars > state.job.maxOutputChars
    ? { kind: 'error', error: new AppError('output_limit') }
    : null;
}

function elapsed(state: Drive): number {
  return Math.round(state.job.clock.now() - state.startedAt);
}

function terminalEvent(state: Drive, outcome: Outcome): TerminalEvent {
  const errorCode = outcome.kind === 'error' ? outcome.error.code : null;
  const terminal = terminalOf(
    { ...state.job.run, status: finalStatus(outcome), errorCode },
    { usage: state.usage ?? undefined, atMs: elapsed(state) },
  );
  if (terminal.type === 'done' || outcome.kind !== 'error') return terminal;
  const { retryAfterSeconds } = outcome.error.detail;
  return retryAfterSeconds ? { ...terminal, retry_after: retryAfterSeconds } : terminal;
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('internal', { cause: error });
}

function logEnd(state: Drive, outcome: Outcome, status: RunStatus): void {
  const error = outcome.kind === 'error' ? outcome.error : null;
  const code: ErrorCode | undefined = error?.code;
  const level = code && !isInterruption(code) ? 'warn' : 'info';
  log[level]('run_ended', {
    runId: state.job.run.id,
    status,
    code,
    cause: error?.detail.cause,
    ms: elapsed(state),
    firstEventMs: state.firstEventMs,
    events: state.feed.seq,
    ...(state.oddities.size > 0 ? { oddities: Object.fromEntries(state.oddities) } : {}),
  });
}
