/**
 * Following a run until it has ended, whatever happens to the connection: comes back
 * by itself with its cursor, with backoff and jitter, lets go while the tab is hidden
 * (a browser has six connections), notices a stream that fell asleep. Every event is
 * handed on exactly once. No React in here.
 */

import { isTerminal, type RunEvent } from '@/lib/contract/events';
import { createFrameReader, decodeRunEvent, type Frame, parseCursor } from '@/lib/contract/sse';
import type { Link } from './conversation';
import { getRun } from './transport';

/** What the follower tells, and where it starts. */
export interface FollowOptions {
  runId: string;
  /** The response of the send that started the run: read first, instead of a new request. */
  first?: Response;
  onEvents(events: RunEvent[]): void;
  onLink(link: Link): void;
  /** The run is over; `stale` when its events are gone and the page must be read again. */
  onEnd(how: 'terminal' | 'stale' | 'gone' | 'signed_out'): void;
}

/** Longer than two heartbeats: by then a connection that is alive has said something. */
const SILENCE_MS = 40_000;
const BACKOFF_MIN_MS = 300;
const BACKOFF_MAX_MS = 10_000;
const HIDDEN_GRACE_MS = 3_000;

type Attempt = 'terminal' | 'stale' | 'gone' | 'signed_out' | 'again' | 'failed';

/** Starts following. Returns how to stop; stopping to follow does not stop the run. */
export function followRun(options: FollowOptions): () => void {
  const leaving = new AbortController();
  let seq = 0;

  /** The events of these frames that were not read before. */
  function take(frames: Frame[]): boolean {
    const events: RunEvent[] = [];
    for (const { id, data } of frames) {
      const cursor = parseCursor(id);
      const event = decodeRunEvent(data);
      if (!cursor || !event || cursor.runId !== options.runId || cursor.seq <= seq) continue;
      seq = cursor.seq;
      events.push(event);
    }
    if (events.length > 0) options.onEvents(events);
    return events.some(isTerminal);
  }

  async function follow(): Promise<void> {
    let failures = 0;
    let response: Response | null = options.first ?? null;
    while (!leaving.signal.aborted) {
      // A response that is here is read or let go of, as any: it would hold its connection.
      if (!response) await untilVisible(leaving.signal);
      if (leaving.signal.aborted) return;
      const before = seq;
      const outcome = await attempt(response);
      response = null;
      if (leaving.signal.aborted) return;
      if (outcome !== 'again' && outcome !== 'failed') {
        options.onLink(outcome === 'signed_out' ? 'signed_out' : 'online');
        return options.onEnd(outcome);
      }
      // A stream that brought something was a good one: come back at once.
      failures = seq === before ? failures + 1 : 0;
      if (outcome === 'failed') options.onLink(navigator.onLine ? 'reconnecting' : 'offline');
      if (failures > 0) await pause(backoffMs(failures), leaving.signal);
    }
  }

  async function attempt(given: Response | null): Promise<Attempt> {
    const connection = new AbortController();
    const drop = () => connection.abort();
    leaving.signal.addEventListener('abort', drop);
    const release = whenHidden(drop);
    try {
      const response = given ?? (await getRun(options.runId, seq, connection.signal));
      if (response.status === 204) return 'stale';
      if (response.status === 401) return 'signed_out';
      if (response.status === 404) return 'gone';
      if (!response.ok || !response.body) return 'failed';
      options.onLink('online');
      return await read(response.body, connection, take);
    } catch {
      return document.hidden ? 'again' : 'failed'; // The network, or our own letting go.
    } finally {
      release();
      leaving.signal.removeEventListener('abort', drop);
      connection.abort();
    }
  }

  void follow();
  return () => leaving.abort();
}

/**
 * Reads one response to its end, or until `take` has seen the terminal event. A
 * stream that says nothing for longer than its heartbeats is let go.
 */
async function read(
  body: ReadableStream<Uint8Array>,
  connection: AbortController,
  take: (frames: Frame[]) => boolean,
): Promise<Attempt> {
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined); // Already closed: fine.
  connection.signal.addEventListener('abort', stop);
  const decoder = new TextDecoder();
  let gathered: Frame[] = [];
  const frames = createFrameReader({ onFrame: (frame) => gathered.push(frame) });
  for (;;) {
    const silence = setTimeout(() => connection.abort(), SILENCE_MS);
    const { done, value } = await reader.read().finally(() => clearTimeout(silence));
    if (done) {
      connection.signal.throwIfAborted();
      return 'again';
    }
    frames.feed(decoder.decode(value, { stream: true }));
    const read = gathered;
    gathered = [];
    if (take(read)) return 'terminal';
  }
}

/** Full jitter: a server that comes back is not met by everybody at once. */
function backoffMs(failures: number): number {
  const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** failures);
  return ceiling / 2 + (Math.random() * ceiling) / 2;
}

/** Waits, but no longer than until the network is said to be back or the tab is looked at. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      document.removeEventListener('visibilitychange', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
    document.addEventListener('visibilitychange', end);
    signal.addEventListener('abort', end);
  });
}

function untilVisible(signal: AbortSignal): Promise<void> {
  if (!document.hidden || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      signal.removeEventListener('abort', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
  });
}

/** Lets go a little after the tab was hidden, and at once when the page is put away. */
function whenHidden(drop: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(drop, HIDDEN_GRACE_MS);
  };
  look();
  document.addEventListener('visibilitychange', look);
  window.addEventListener('pagehide', drop);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('pagehide', drop);
  };
}
