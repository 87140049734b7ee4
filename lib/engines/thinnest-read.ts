/**
 * Reading a response body. One `read()` a turn of the event loop takes all that
 * arrived in it, and nothing is read ahead of the consumer, so a slow consumer
 * slows the upstream instead of filling memory.
 */

import type { IncomingMessage } from 'node:http';

/** How long, and how much of, the rest of a finished answer is waited for. */
const RELEASE_GRACE_MS = 1000;
const RELEASE_MAX_BYTES = 65_536;

/** A body, as it arrives. */
export interface Body {
  /** All that has arrived since the last call; null when nothing has. */
  read(): Buffer | null;
  /** Whether no more comes, and if so, how that came about. */
  end(): 'ended' | 'broken' | null;
  /** Resolves when there may be more to read. To be called only after `read` gave null. */
  arrival(): Promise<void>;
}

/** Opens a response's body for reading. Read errors end the body as broken, they do not throw. */
export function openBody(response: IncomingMessage): Body {
  let end: 'ended' | 'broken' | null = null;
  let wake: (() => void) | null = null;
  const rouse = () => {
    wake?.();
    wake = null;
  };
  const close = (how: 'ended' | 'broken') => {
    end ??= how;
    rouse();
  };
  response.on('readable', rouse);
  response.on('end', () => close('ended'));
  response.on('error', () => close('broken'));
  response.on('close', () => close('broken'));
  return {
    read: () => response.read(),
    end: () => end,
    arrival: () =>
      new Promise((resolve) => {
        if (end) resolve();
        else wake = resolve;
      }),
  };
}

/** The next chunk, waited for; null when no more comes. */
export async function nextChunk(body: Body): Promise<Buffer | null> {
  for (;;) {
    const chunk = body.read();
    if (chunk !== null || body.end()) return chunk;
    await body.arrival();
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
  const drop = () => {
    for (let chunk = response.read(); chunk !== null; chunk = response.read()) rest += chunk.length;
    if (rest > RELEASE_MAX_BYTES) response.destroy();
  };
  const timer = setTimeout(() => response.destroy(), RELEASE_GRACE_MS);
  timer.unref();
  response.once('close', () => clearTimeout(timer));
  response.on('readable', drop);
  drop();
}
