/**
 * A run's timers in one timer. Signs of life are plain assignments; the timer looks
 * at them when it fires and sets itself again, so that a token costs nothing here.
 */

import type { ErrorCode } from '@/lib/contract/errors';

/** How long each stage may take, in milliseconds. Without `connectMs` there is no such stage. */
export interface Timeouts {
  connectMs?: number | undefined;
  headersMs: number;
  firstEventMs: number;
  idleMs: number;
  progressMs: number;
  totalMs: number;
}

/** A clock and its timer, replaced in tests. Milliseconds that only grow. */
export interface Clock {
  now(): number;
  setTimer(fn: () => void, ms: number): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  setTimer(fn, ms) {
    const timer = setTimeout(fn, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface Watchdog {
  connected(): void;
  headers(): void;
  bytes(): void;
  event(): void;
  stop(): void;
}

interface Signs {
  startedAt: number;
  connectedAt: number | null;
  headersAt: number | null;
  byteAt: number;
  eventAt: number | null;
}

/** Starts watching; `onTimeout` is called once, with the code of the stage that took too long. */
export function createWatchdog(
  timeouts: Timeouts,
  clock: Clock,
  onTimeout: (code: ErrorCode) => void,
): Watchdog {
  const startedAt = clock.now();
  const signs: Signs = {
    startedAt,
    connectedAt: null,
    headersAt: null,
    byteAt: startedAt,
    eventAt: null,
  };
  let cancel: () => void = () => undefined;

  function look(): void {
    const next = nextDeadline(signs, timeouts);
    const left = next.at - clock.now();
    if (left <= 0) onTimeout(next.code);
    else cancel = clock.setTimer(look, Math.max(1, Math.ceil(left)));
  }
  /** A new stage may end sooner than the deadline the timer was set for. */
  function restart(): void {
    cancel();
    look();
  }
  look();

  return {
    connected() {
      signs.connectedAt ??= clock.now();
      restart();
    },
    headers() {
      signs.headersAt ??= clock.now();
      signs.byteAt = clock.now();
      restart();
    },
    bytes() {
      signs.byteAt = clock.now();
    },
    event() {
      const first = signs.eventAt === null;
      signs.eventAt = clock.now();
      signs.headersAt ??= signs.eventAt;
      signs.byteAt = signs.eventAt;
      if (first) restart();
    },
    stop: () => cancel(),
  };
}

function nextDeadline(signs: Signs, timeouts: Timeouts): { at: number; code: ErrorCode } {
  const deadlines: { at: number; code: ErrorCode }[] = [
    { at: signs.startedAt + timeouts.totalMs, code: 'total_timeout' },
  ];
  if (signs.headersAt === null) {
    deadlines.push({ at: signs.startedAt + timeouts.headersMs, code: 'headers_timeout' });
    if (timeouts.connectMs !== undefined && signs.connectedAt === null) {
      deadlines.push({ at: signs.startedAt + timeouts.connectMs, code: 'unreachable' });
    }
  } else {
    // Comments are life but not progress; before the first event silence has its own limit.
    const silence = signs.eventAt === null ? timeouts.firstEventMs : timeouts.idleMs;
    const silenceCode = signs.eventAt === null ? 'first_event_timeout' : 'idle_timeout';
    deadlines.push({ at: signs.byteAt + silence, code: silenceCode });
    const progressAt = signs.eventAt ?? signs.headersAt;
    deadlines.push({ at: progressAt + timeouts.progressMs, code: 'no_progress' });
  }
  return deadlines.reduce((soonest, next) => (next.at < soonest.at ? next : soonest));
}
