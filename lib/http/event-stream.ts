/**
 * The one way events leave the server: one `ReadableStream` a response, one write a
 * turn, only while the reader takes it. A reader that stands still holds a position
 * and no copy; one that falls a megabyte behind is let go and comes back with its
 * cursor. A stream lives at most `lifetimeMs` and is then closed without an end, so
 * that coming back is the normal, tested case.
 */

import { HEARTBEAT } from '@/lib/contract/sse';

/** What is streamed: read after a position, told when there is more. */
export interface EventSourceFeed {
  readonly ended: boolean;
  /** Characters so far: growth since the last write is what a reader has missed. */
  readonly size: number;
  read(after: number, maxSize: number): { text: string; seq: number };
  subscribe(wake: () => void): () => void;
}

/** How long and how far; milliseconds and characters. */
export interface StreamOptions {
  after: number;
  heartbeatMs: number;
  lifetimeMs: number;
  headers?: Record<string, string>;
  /** Asked at every heartbeat: a person who was signed out stops reading. */
  stillAllowed?: () => Promise<boolean>;
  onClose?: () => void;
}

const MAX_WRITE = 65_536;
const MAX_BEHIND = 1_000_000;
const COMMENT = Buffer.from(HEARTBEAT);

/** A response that streams the feed to its end. */
export function eventStream(feed: EventSourceFeed, options: StreamOptions): Response {
  const body = new ReadableStream<Uint8Array>(streamSource(feed, options));
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // no-transform: compression would hold events back and cost more than it saves.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
      ...options.headers,
    },
  });
}

function streamSource(
  feed: EventSourceFeed,
  options: StreamOptions,
): UnderlyingDefaultSource<Uint8Array> {
  let seq = options.after;
  let sizeAtLastWrite = feed.size;
  let closed = false;
  let release: () => void = () => undefined;

  function finish(controller: ReadableStreamDefaultController<Uint8Array> | null): void {
    if (closed) return;
    closed = true;
    release();
    controller?.close();
    options.onClose?.();
  }

  function deliver(controller: ReadableStreamDefaultController<Uint8Array>): void {
    if (closed) return;
    if ((controller.desiredSize ?? 0) <= 0) {
      if (feed.size - sizeAtLastWrite > MAX_BEHIND) finish(controller);
      return;
    }
    const { text, seq: next } = feed.read(seq, MAX_WRITE);
    seq = next;
    if (text) {
      sizeAtLastWrite = feed.size;
      controller.enqueue(Buffer.from(text));
    } else if (feed.ended) {
      finish(controller);
    }
  }

  async function beat(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    if (options.stillAllowed && !(await options.stillAllowed())) return finish(controller);
    if (!closed && (controller.desiredSize ?? 0) > 0) controller.enqueue(COMMENT);
  }

  return {
    start(controller) {
      const unsubscribe = feed.subscribe(() => deliver(controller));
      const beating = setInterval(() => {
        beat(controller).catch(() => finish(controller)); // Cannot tell: as if not allowed.
      }, options.heartbeatMs);
      const lifetime = setTimeout(() => finish(controller), options.lifetimeMs);
      release = () => {
        unsubscribe();
        clearInterval(beating);
        clearTimeout(lifetime);
      };
      // Headers leave with the first chunk: send one at once.
      controller.enqueue(COMMENT);
    },
    pull: deliver,
    cancel: () => finish(null),
  };
}
