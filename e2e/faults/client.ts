/** A program that talks to Gossamer over HTTP: it sends, attaches, stops, and keeps what it was shown. */

import { EventEmitter, once } from 'node:events';
import { z } from 'zod';
import type { RunEvent } from '@/lib/contract/events';
import { createFrameReader, decodeRunEvent, parseCursor } from '@/lib/contract/sse';

/** One event as it was received. `at` is milliseconds of the process's clock. */
export interface Received {
  seq: number;
  data: string;
  event: RunEvent;
  at: number;
}

/** A stream that is being read. */
export interface EventTail {
  readonly runId: string;
  readonly sessionId: string;
  readonly events: readonly Received[];
  /** All text so far. */
  readonly text: string;
  /** The last event received, for `Last-Event-ID`. */
  readonly cursor: string;
  /** The event that ended the run, once it was received. */
  readonly terminal: RunEvent | undefined;
  /** `keep-alive` comments so far. */
  readonly heartbeats: number;
  /** Resolves when the condition holds; rejects when the stream is over before. */
  until(condition: (tail: EventTail) => boolean): Promise<void>;
  /** Resolves when no more comes; `broken` when the connection was lost. Never rejects. */
  ended: Promise<'closed' | 'broken'>;
  /** Goes away, as a closed tab does. */
  close(): void;
}

const errorBody = z.object({
  code: z.string(),
  detail: z.unknown(),
  run_id: z.string().optional(),
});

/** An answer: a stream, or a status with its JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Null where the answer is no stream. */
  tail: EventTail | null;
  /** The published error, where it is one. */
  error: z.infer<typeof errorBody> | null;
  /** The body of an answer that is no stream. */
  text: string;
}

/** What is sent; names as in the published body. */
export interface ChatBody {
  agent_id: string;
  message: string;
  session_id?: string;
  run_id?: string;
}

/** Which run: its own id, or its conversation's key. */
export type Target = { run_id: string } | { session_id: string };

/** One person's client. Every call rejects when the server cannot be reached. */
export interface ApiClient {
  send(body: ChatBody, headers?: Record<string, string>): Promise<Answer>;
  attach(target: Target, cursor?: string): Promise<Answer>;
  stop(target: Target): Promise<Answer>;
  request(method: string, path: string): Promise<Answer>;
}

/** A client of the server at `url`, with a personal token or any other headers. */
export function createClient(url: string, auth: string | Record<string, string>): ApiClient {
  const own = typeof auth === 'string' ? { Authorization: `Bearer ${auth}` } : auth;
  async function call(path: string, init: RequestInit): Promise<Answer> {
    const leave = new AbortController();
    const headers = { ...own, ...Object.fromEntries(new Headers(init.headers)) };
    const response = await fetch(url + path, { ...init, headers, signal: leave.signal });
    return readAnswer(response, leave);
  }
  const query = (target: Target) => new URLSearchParams({ ...target }).toString();
  return {
    send: (body, headers) =>
      call('/chat/stream', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    attach: (target, cursor) =>
      call(`/chat/stream?${query(target)}`, {
        headers: cursor === undefined ? {} : { 'Last-Event-ID': cursor },
      }),
    stop: (target) => call(`/chat/stream?${query(target)}`, { method: 'DELETE' }),
    request: (method, path) => call(path, { method }),
  };
}

async function readAnswer(response: Response, leave: AbortController): Promise<Answer> {
  const { status, headers, body } = response;
  if (body && headers.get('content-type')?.startsWith('text/event-stream')) {
    return { status, headers, tail: readTail(body, headers, leave), error: null, text: '' };
  }
  const text = await response.text();
  const isJson = headers.get('content-type')?.startsWith('application/json');
  const parsed = isJson ? errorBody.safeParse(JSON.parse(text)) : null;
  return { status, headers, tail: null, error: parsed?.data ?? null, text };
}

/** The stream of an answer that must be one. */
export function tailOf(answer: Answer): EventTail {
  if (answer.tail) return answer.tail;
  throw new Error(`Expected a stream, got ${answer.status}: ${answer.text}`);
}

function readTail(
  body: ReadableStream<Uint8Array>,
  headers: Headers,
  leave: AbortController,
): EventTail {
  const changed = new EventEmitter().setMaxListeners(0);
  const events: Received[] = [];
  let text = '';
  let heartbeats = 0;
  let over = false;
  const reader = createFrameReader({
    onFrame({ id, data }) {
      const event = decodeRunEvent(data);
      const cursor = parseCursor(id);
      if (!event || !cursor) throw new Error(`Not one of the five events: ${id} ${data}`);
      events.push({ seq: cursor.seq, data, event, at: performance.now() });
      if (event.type === 'text') text += event.content;
    },
  });

  async function read(): Promise<'closed' | 'broken'> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        const piece = decoder.decode(chunk, { stream: true });
        heartbeats += piece.match(/^: keep-alive$/gm)?.length ?? 0;
        reader.feed(piece);
        changed.emit('change');
      }
      return 'closed';
    } catch (error) {
      // A server that dies, and `close`, break the body; a wrong event is a fault of the server.
      if (error instanceof Error && error.message.startsWith('Not one of')) throw error;
      return 'broken';
    } finally {
      over = true;
      changed.emit('change');
    }
  }

  const runId = headers.get('x-run-id') ?? '';
  const tail: EventTail = {
    runId,
    sessionId: headers.get('x-session-id') ?? '',
    events,
    get text() {
      return text;
    },
    get cursor() {
      return `${runId}.${events.at(-1)?.seq ?? 0}`;
    },
    get terminal() {
      return events.findLast(({ event }) => event.type === 'done' || event.type === 'error')?.event;
    },
    get heartbeats() {
      return heartbeats;
    },
    async until(condition) {
      while (!condition(tail)) {
        if (over) throw new Error(`The stream ended too early: ${JSON.stringify(events.at(-1))}`);
        await once(changed, 'change');
      }
    },
    ended: read(),
    close: () => leave.abort(),
  };
  return tail;
}
