/**
 * Listening to a person's conversations: one stream for all tabs of this browser, which
 * may hold only six connections to a server. The tab that was looked at last holds the
 * stream and tells the others. Where the browser has no locks, each tab holds its own.
 */

import type { SessionActivity } from '@/lib/contract/conversation-item';
import { createFrameReader } from '@/lib/contract/sse';

type Listener = (activity: SessionActivity) => void;

/** Who is told: of conversations, and once that the server has a newer build than this page. */
export interface ActivityListener {
  onActivity: Listener;
  onUpdate: () => void;
}

const NAME = 'gossamer-activity';
/** Longer than two heartbeats: by then a connection that is alive has said something. */
const SILENCE_MS = 40_000;
const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 15_000;

/** Listens while this tab is looked at. Returns how to end it. */
export function listen({ onActivity, onUpdate }: ActivityListener): () => void {
  const channel = new BroadcastChannel(NAME);
  /** By the server's clock, of which this one may be a day apart; null: not heard of it yet. */
  let since: number | null = null;
  let present: AbortController | null = null;
  let build: string | null = null;
  let listened = false;

  const take: Listener = (activity) => {
    since = Math.max(since ?? 0, activity.updatedAt);
    onActivity(activity);
  };
  channel.onmessage = ({ data }: MessageEvent<SessionActivity>) => take(data);
  const hear: Listener = (activity) => {
    take(activity);
    channel.postMessage(activity);
  };
  const open = async (signal: AbortSignal): Promise<Response> => {
    const from = new URLSearchParams({
      ...(since !== null && { since: String(since) }),
      ...(listened && { back: shown() }),
    });
    const response = await fetch(`/api/activity?${from}`, { cache: 'no-store', signal });
    listened = true;
    since ??= Date.parse(response.headers.get('date') ?? '') || null;
    const served = response.headers.get('x-build-id');
    if (build && served && served !== build) onUpdate();
    build = served || build;
    return response;
  };

  function arrive(): void {
    if (present) return;
    present = new AbortController();
    void hold(present.signal, (signal) => stream(open, hear, signal));
  }
  function leave(): void {
    present?.abort();
    present = null;
  }
  const look = () => (document.hidden ? leave() : arrive());
  const back = () => {
    leave();
    look();
  };
  document.addEventListener('visibilitychange', look);
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', look);
  window.addEventListener('online', back);
  look();
  return () => {
    leave();
    channel.close();
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('pageshow', look);
    window.removeEventListener('online', back);
  };
}

/** The id of the conversation that this tab shows; empty when it shows none. */
function shown(): string {
  return /^\/c\/([^/]+)/.exec(window.location.pathname)?.[1] ?? '';
}

/**
 * Does `work` while this tab holds the place: takes it at once from whoever has it, and
 * when it is taken away in turn, waits to get it back. Ends when `leaving` aborts.
 */
async function hold(
  leaving: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  if (!('locks' in navigator)) return work(leaving);
  for (let steal = true; !leaving.aborted; steal = false) {
    const lost = new AbortController();
    const options: LockOptions = steal ? { steal } : { signal: leaving };
    await navigator.locks
      .request(NAME, options, () => work(AbortSignal.any([leaving, lost.signal])))
      .catch(() => lost.abort()); // Another tab took the place, or this one has left.
  }
}

type Open = (signal: AbortSignal) => Promise<Response>;

/** Keeps a stream open until `signal` aborts, coming back with backoff and jitter. */
async function stream(open: Open, hear: Listener, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    const connection = new AbortController();
    try {
      const response = await open(AbortSignal.any([signal, connection.signal]));
      await read(response, hear, () => connection.abort());
      failures = 0;
    } catch {
      failures += 1; // The network, the server, or our own letting go.
    }
    const ceiling = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** failures);
    await pause(ceiling / 2 + (Math.random() * ceiling) / 2, signal);
  }
}

async function read(response: Response, hear: Listener, drop: () => void): Promise<void> {
  if (!response.ok || !response.body) throw new Error(`Activity: ${response.status}`);
  const frames = createFrameReader({ onFrame: ({ data }) => hear(JSON.parse(data)) });
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const silence = setTimeout(drop, SILENCE_MS);
    const { done, value } = await reader.read().finally(() => clearTimeout(silence));
    if (done) return;
    frames.feed(decoder.decode(value, { stream: true }));
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
