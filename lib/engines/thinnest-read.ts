/**
 * Reading a response body. What arrives is handed over as it is, without the
 * stream's own queue and its turn of the event loop; little is read ahead of the
 * consumer, so a slow consumer slows the upstream instead of filling memory.
 */

import type { IncomingMessage } from 'node:http';

/** How long, and how much of, the rest of a finished answer is waited for. */
const RELEASE_GRACE_MS = 1000;
const RELEASE_MAX_BYTES = 65_536;
/** Bytes that may wait for the consumer; then the upstream has to. */
const MAX_UNREAD_BYTES = 65_536;

/** A body, as it arrives. */
export interface Body {
  /** All that has arrived since the last call; null when nothing has. */
  read(): Buffer | null;
  /** Whether no more comes, and if so, how that came about. */
  end(): 'ended' | 'broken' | null;
  /** Calls `wake` once, when there may be more to read. To be called only after `read` gave null. */
  onArrival(wake: () => void): void;
}

/** Opens a response's body for reading. Read errors end the body as broken, they do not throw. */
export function openBody(response: IncomingMessage): Body {
  let end: 'ended' | 'broken' | null = null;
  let wake: (() => void) | null = null;
  let chunks: Buffer[] = [];
  let unread = 0;
  const rouse = () => {
    const waiting = wake;
    wake = null;
    waiting?.();
  };
  const close = (how: 'ended' | 'broken') => {
    end ??= how;
    rouse();
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    unread += chunk.length;
    if (unread >= MAX_UNREAD_BYTES) response.pause();
    rouse();
  });
  response.on('end', () => close('ended'));
  response.on('error', () => close('broken'));
  response.on('close', () => close('broken'));
  return {
    read() {
      const [only] = chunks;
      if (only === undefined) return null;
      const all = chunks.length === 1 ? only : Buffer.concat(chunks, unread);
      chunks = [];
      if (unread >= MAX_UNREAD_BYTES) response.resume();
      unread = 0;
      return all;
    },
    end: () => end,
    onArrival(fn) {
      if (end) fn();
      else wake = fn;
    },
  };
}

/** The next chunk, waited for; null when no more comes. */
export async function nextChunk(body: Body): Promise<Buffer | null> {
  for (;;) {
    const chunk = body.read();
    if (chunk !== null || body.end()) return chunk;
    await new Promise<void>(body.onArrival);
  }
}

/** How much of a body is wanted, and how long its end is waited for. */
export interface TextLimits {
  maxBytes: number;
  maxWaitMs?: number;
}

/** A body as text. `whole` is false when it was cut, too large, or took too long. */
export async function readText(
  response: IncomingMessage,
  limits: TextLimits,
): Promise<{ text: string; whole: boolean; tooLarge: boolean }> {
  const body = openBody(response);
  const timer = limits.maxWaitMs
    ? setTimeout(() => response.destroy(), limits.maxWaitMs)
    : undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  let tooLarge = false;
  for (let chunk = await nextChunk(body); chunk !== null; chunk = await nextChunk(body)) {
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes > limits.maxBytes) {
      tooLarge = true;
      response.destroy();
      break;
    }
  }
  clearTimeout(timer);
  const text = new TextDecoder().decode(Buffer.concat(chunks).subarray(0, limits.maxBytes));
  return { text, whole: !tooLarge && body.end() === 'ended', tooLarge };
}

/**
 * Lets go of a response whose rest nobody wants: waits a moment for its end, so
 * that the connection can be used again, then closes it.
 */
export function release(response: IncomingMessage): void {
  let rest = 0;
  const timer = setTimeout(() => response.destroy(), RELEASE_GRACE_MS);
  timer.unref();
  response.once('close', () => clearTimeout(timer));
  // Whoever read it keeps nothing of what is dropped here.
  response.removeAllListeners('data');
  response.on('data', (chunk: Buffer) => {
    rest += chunk.length;
    if (rest > RELEASE_MAX_BYTES) response.destroy();
  });
  response.resume();
}
