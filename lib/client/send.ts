/**
 * Sending a message so that it arrives once: a request without an answer is repeated
 * with the same run id, which the server knows again.
 */

import type { Refusal } from './conversation';
import { postMessage, readFailure, type SendBody } from './transport';

/** What became of a send. */
export type Delivery =
  | { accepted: true; response: Response; sessionId: string | null }
  | { accepted: false; refusal: Refusal };

/** Waits before each further attempt, in milliseconds. */
const RETRY_DELAYS_MS = [500, 1_500, 4_000];

/** Sends; resolves with the server's answer, or with why it was not taken. */
export async function deliver(body: SendBody): Promise<Delivery> {
  for (const delayMs of [...RETRY_DELAYS_MS, null]) {
    try {
      const response = await postMessage(body);
      if (response.ok) {
        return { accepted: true, response, sessionId: response.headers.get('x-session-id') };
      }
      return { accepted: false, refusal: await refusalOf(response) };
    } catch {
      // No answer: it may have arrived all the same. Asking again with the same id tells.
      if (delayMs === null) break;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
  return { accepted: false, refusal: { code: 'network', message: '' } };
}

/** Why the server refused, with when trying again makes sense. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const failure = await readFailure(response);
  return {
    code: failure.code ?? 'network',
    message: failure.message,
    ...(failure.limit === null ? {} : { limit: failure.limit }),
    ...(failure.retryAfterSeconds === null
      ? {}
      : { retryAt: Date.now() + failure.retryAfterSeconds * 1000 }),
  };
}
