/**
 * What is left running upstream. On the platform, an answer ends with its connection.
 * On another Gossamer it does not, since leaving is not stopping there: it is told to
 * stop. Its keys say that it is one.
 */

import { readText } from './thinnest-read';
import { send, type Upstream } from './thinnest-request';

const STOP_TIMEOUT_MS = 5_000;

/** Stops under way, by the conversation's name there. */
const stops = new Map<string, Promise<void>>();

/** Whether answers go on there without their reader. */
export function isGossamer({ apiKey }: Upstream): boolean {
  return apiKey?.startsWith('gsm_') === true;
}

/** Tells it to stop what it runs in a conversation. Never rejects. */
export function stopThere(upstream: Upstream, sessionId: string): Promise<void> {
  const stop = tell(upstream, sessionId)
    // It ends by itself; what is asked next in this conversation stops it if it has not.
    .catch(() => undefined)
    .finally(() => {
      if (stops.get(sessionId) === stop) stops.delete(sessionId);
    });
  stops.set(sessionId, stop);
  return stop;
}

/** Waits for a stop of a conversation, which must not meet what is asked next. */
export async function stopped(sessionId: string): Promise<void> {
  await stops.get(sessionId);
}

async function tell(upstream: Upstream, sessionId: string): Promise<void> {
  const path = `/chat/stream?session_id=${encodeURIComponent(sessionId)}`;
  const signal = AbortSignal.timeout(STOP_TIMEOUT_MS);
  await readText(await send(upstream, { method: 'DELETE', path }, signal), { maxBytes: 65_536 });
}
