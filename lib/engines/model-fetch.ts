/**
 * The `fetch` that provider packages are given. Unlike the built-in one it has no
 * silence limits of its own (the run's timers decide), follows no redirect, talks
 * to one origin only, reports signs of life, and bounds what an upstream may send.
 */

import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { AppError } from '@/lib/contract/errors';
import type { EngineInput } from './engine';

/** What a request may do, and whom it tells. */
export interface FetchOptions {
  /** Requests leave for this origin only. */
  origin: string;
  pulse: EngineInput['pulse'];
  /** The longest line of an event stream, in bytes. */
  maxLineBytes: number;
  /** With `events`, a successful answer that is a page or a document is refused. */
  expects: 'events' | 'json';
}

/** How much of a body that is no event stream is read; the rest is left. */
const MAX_ERROR_BYTES = 65_536;
const MAX_JSON_BYTES = 2_097_152;
/**
 * A new connection for each request: one that was kept might be closing at the other
 * end, and a request lost that way must not be sent again by itself. The agents
 * remember TLS sessions, which makes new connections cheaper.
 */
const plainAgent = new http.Agent({ keepAlive: false });
const secureAgent = new https.Agent({ keepAlive: false });
const LINE_FEED = 10;

/** Makes a `fetch` for requests with a text body or none. Rejects with `AppError`. */
export function createFetch(options: FetchOptions): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== options.origin) throw new AppError('upstream_protocol');
    const signal = init?.signal ?? undefined;
    signal?.throwIfAborted();
    const incoming = await send(url, init ?? {}, options);
    options.pulse('headers');
    const status = incoming.statusCode ?? 0;
    const response = new Response(bodyOf(incoming, options), {
      status,
      headers: headersOf(incoming),
    });
    if (response.ok && options.expects === 'events') refuseOtherTypes(incoming);
    return response;
  };
}

function send(url: URL, init: RequestInit, { pulse }: FetchOptions): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:';
  const body = typeof init.body === 'string' ? init.body : undefined;
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(url, {
      method: init.method ?? 'GET',
      agent: secure ? secureAgent : plainAgent,
      headers: {
        ...Object.fromEntries(new Headers(init.headers)),
        'accept-encoding': 'identity',
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      },
    });
    const signal = init.signal ?? undefined;
    const abort = () => request.destroy();
    signal?.addEventListener('abort', abort, { once: true });
    let connected = false;
    request.once('socket', (socket) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        connected = true;
        pulse('connected');
      });
    });
    request.once('response', resolve);
    request.on('error', (cause) => {
      const code = connected ? 'upstream_error' : 'unreachable';
      reject(signal?.aborted ? signal.reason : new AppError(code, { cause }));
    });
    request.once('close', () => signal?.removeEventListener('abort', abort));
    request.end(body);
  });
}

/** The body as a web stream that reads no further than its reader. */
function bodyOf(
  incoming: IncomingMessage,
  options: FetchOptions,
): ReadableStream<Uint8Array> | null {
  const status = incoming.statusCode ?? 0;
  if (status === 204 || status === 304) {
    incoming.resume();
    return null;
  }
  const isError = status < 200 || status > 299;
  const isStream = !isError && options.expects === 'events';
  const maxBytes = isError ? MAX_ERROR_BYTES : MAX_JSON_BYTES;
  const chunks: AsyncIterator<Buffer> = incoming[Symbol.asyncIterator]();
  const meter = createMeter(isStream ? options.maxLineBytes : Number.POSITIVE_INFINITY);
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done) return controller.close();
        options.pulse('bytes');
        meter.take(value);
        controller.enqueue(value);
        if (!isStream && meter.total() > maxBytes) {
          incoming.destroy();
          controller.close();
        }
      } catch (cause) {
        incoming.destroy();
        // Cut in the middle: what came before it stays.
        controller.error(
          cause instanceof AppError ? cause : new AppError('interrupted', { cause }),
        );
      }
    },
    cancel: () => {
      incoming.destroy();
    },
  });
}

/** Counts bytes, and refuses a line longer than `maxLineBytes`. */
function createMeter(maxLineBytes: number) {
  let total = 0;
  let line = 0;
  return {
    total: () => total,
    take(chunk: Buffer) {
      total += chunk.length;
      const last = chunk.lastIndexOf(LINE_FEED);
      const first = last === -1 ? chunk.length : chunk.indexOf(LINE_FEED);
      if (line + first > maxLineBytes) throw new AppError('event_too_large');
      line = last === -1 ? line + chunk.length : chunk.length - last - 1;
    },
  };
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** A page or a JSON document with status 200 is no stream of events. */
function refuseOtherTypes(incoming: IncomingMessage): void {
  const type = incoming.headers['content-type'] ?? '';
  if (!/^(?:text\/html|application\/json)\b/i.test(type)) return;
  incoming.destroy();
  throw new AppError('bad_content_type');
}
