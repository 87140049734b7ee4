/**
 * One request to the upstream. The only file that reads and uses the upstream's
 * key: it goes into the `Authorization` header of requests to the configured
 * base URL and nowhere else. `node:http` follows no redirect and has no silence
 * limits of its own.
 */

import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { AppError } from '@/lib/contract/errors';
import { env } from '@/lib/env';
import { providerKey } from '@/lib/provider-keys';

const MAX_RETRIES = 2;
const RETRY_DELAY_MS = 150;
/** A failure later than this is not tried again, so that people hear of it within 10 s. */
const RETRY_WINDOW_MS = 3000;
/** Shorter than the 5 s after which many servers close, so that we rarely write into a closing socket. */
const IDLE_SOCKET_MS = 4000;

/** Failures of connecting that may pass. A wrong name or certificate will not. */
const PASSING = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const AGENT_OPTIONS = { keepAlive: true, timeout: IDLE_SOCKET_MS, maxFreeSockets: 64 };
const plainAgent = new http.Agent(AGENT_OPTIONS);
const secureAgent = new https.Agent(AGENT_OPTIONS);

/** Where the upstream is and what is tolerated of it. Sizes in bytes. */
export interface Upstream {
  baseUrl: string;
  apiKey: string | undefined;
  maxEventBytes: number;
  maxBadEvents: number;
}

/** A request: a fixed path under the base URL, and a body that is sent as JSON. */
export interface Ask {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  body?: Record<string, unknown>;
  /** The socket is open; from here on the request may have been acted on. */
  onConnected?: () => void;
}

type Outcome = { response: IncomingMessage } | { failure: Error; sent: boolean };

/** The upstream that the environment names, read anew for every run. */
export function upstreamFromEnv(): Upstream {
  return {
    baseUrl: env.THINNESTAI_BASE_URL,
    apiKey: providerKey('thinnest'),
    maxEventBytes: env.MAX_EVENT_BYTES,
    maxBadEvents: env.MAX_BAD_EVENTS,
  };
}

/**
 * Sends a request and resolves with the response as soon as its headers are
 * there, whatever their status. Tries again at most twice, and only while
 * nothing was sent. When `signal` aborts, before or after, the socket is
 * destroyed at once; before the headers, its reason is thrown.
 * Throws `not_configured`, `unreachable`, `upstream_error`, `upstream_protocol`.
 */
export async function send(
  upstream: Upstream,
  ask: Ask,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  if (!upstream.apiKey) throw new AppError('not_configured');
  const startedAt = performance.now();
  await noticeClosedConnections();
  for (let retries = 0; ; retries++) {
    signal.throwIfAborted();
    const outcome = await sendOnce(upstream, ask, signal);
    if ('response' in outcome) return outcome.response;
    signal.throwIfAborted();
    const { failure, sent } = outcome;
    if (sent) throw new AppError(brokenAnswerCode(failure), { cause: failure });
    const late = performance.now() - startedAt > RETRY_WINDOW_MS;
    if (retries === MAX_RETRIES || late || !PASSING.has(codeOf(failure))) {
      throw new AppError('unreachable', { cause: failure });
    }
    // Rejects only when aborted, which the loop's first line turns into the reason.
    await delay(RETRY_DELAY_MS << retries, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * An idle connection that the upstream closed a moment ago is still in the pool
 * until the network had its turn. A request written into it is lost, and must not
 * be repeated, since it cannot be known whether it arrived. The second turn begins
 * after the network's, whatever phase of the event loop we are in.
 */
async function noticeClosedConnections(): Promise<void> {
  await turn();
  await turn();
}

function sendOnce(upstream: Upstream, ask: Ask, signal: AbortSignal): Promise<Outcome> {
  const url = new URL(upstream.baseUrl + ask.path);
  const secure = url.protocol === 'https:';
  const payload = ask.body === undefined ? undefined : JSON.stringify(ask.body);
  return new Promise((resolve) => {
    let sent = false;
    const request = (secure ? https : http).request(url, {
      method: ask.method,
      agent: secure ? secureAgent : plainAgent,
      headers: headersOf(upstream, payload),
    });
    const abort = () => request.destroy();
    signal.addEventListener('abort', abort, { once: true });
    request.once('socket', (socket) => {
      const connected = () => {
        sent = true;
        ask.onConnected?.();
      };
      if (request.reusedSocket) connected();
      else socket.once(secure ? 'secureConnect' : 'connect', connected);
    });
    request.once('response', (response) => resolve({ response }));
    request.on('error', (failure) => resolve({ failure, sent }));
    // Comes last, also after the body's end or without any error; resolving twice does nothing.
    request.once('close', () => {
      signal.removeEventListener('abort', abort);
      resolve({ failure: new Error('The connection closed without an answer.'), sent });
    });
    request.end(payload);
  });
}

function headersOf(upstream: Upstream, payload: string | undefined): http.OutgoingHttpHeaders {
  return {
    Authorization: `Bearer ${upstream.apiKey}`,
    Accept: 'text/event-stream, application/json',
    'Accept-Encoding': 'identity',
    'Cache-Control': 'no-store',
    'User-Agent': 'gossamer',
    ...(payload === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) }),
  };
}

function codeOf(failure: Error): string {
  return 'code' in failure && typeof failure.code === 'string' ? failure.code : '';
}

/** Bytes that are no HTTP (`HPE_…` of node's parser) differ from an answer that never came. */
function brokenAnswerCode(failure: Error): 'upstream_protocol' | 'upstream_error' {
  return codeOf(failure).startsWith('HPE_') ? 'upstream_protocol' : 'upstream_error';
}
