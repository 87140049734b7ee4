/**
 * Server-sent events, both directions. Writing is ours (one line each, never
 * split); reading is `eventsource-parser`, which follows the WHATWG standard,
 * with a bounded buffer.
 */

import { createParser } from 'eventsource-parser';
import type { RunEvent } from './events';

/** A position in a run's log: everything up to and including `seq` has been read. */
export interface Cursor {
  runId: string;
  seq: number;
}

/** A comment line: keeps proxies and idle timers from closing a quiet stream. */
export const HEARTBEAT = ': keep-alive\n\n';

/** One event as it goes over the wire. `data` is the event's JSON. */
export function encodeFrame(runId: string, seq: number, data: string): string {
  return `id: ${runId}.${seq}\ndata: ${onOneLine(data)}\n\n`;
}

const OTHER_LINE_ENDS = /[\u0085\u2028\u2029]/g;

/**
 * JSON with those line ends escaped that JSON leaves as they are. Readers of lines in
 * the manner of Python (`httpx`'s `iter_lines`, a published sample) would cut it there.
 */
export function onOneLine(json: string): string {
  return json.replace(
    OTHER_LINE_ENDS,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The cursor as it stands in an `id:` line and in `Last-Event-ID`. */
export function formatCursor(cursor: Cursor): string {
  return `${cursor.runId}.${cursor.seq}`;
}

/** Reads `Last-Event-ID`. Anything that is not a cursor reads as none. */
export function parseCursor(value: string | null | undefined): Cursor | null {
  const match = /^([0-9a-z]{1,64})\.(\d{1,15})$/.exec(value ?? '');
  if (!match?.[1] || !match[2]) return null;
  return { runId: match[1], seq: Number(match[2]) };
}

/** What a frame reader hands on: the event's `id:` line, if any, and its data. */
export interface Frame {
  id?: string;
  data: string;
}

/** Options of {@link createFrameReader}. Sizes are in characters. */
export interface FrameReaderOptions {
  maxBufferSize?: number;
  onFrame: (frame: Frame) => void;
  /** The buffer limit was passed; nothing after it is read. */
  onOverflow?: () => void;
}

/** An incremental reader of event-stream text, cut wherever the network cut it. */
export interface FrameReader {
  feed(chunk: string): void;
}

/** Makes a reader. Comments and unknown fields are skipped, as the standard says. */
export function createFrameReader(options: FrameReaderOptions): FrameReader {
  const parser = createParser({
    maxBufferSize: options.maxBufferSize,
    onEvent: (event) => options.onFrame({ id: event.id, data: event.data }),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') options.onOverflow?.();
    },
  });
  return { feed: (chunk) => parser.feed(chunk) };
}

/**
 * Reads one of our own events. Gossamer's browser trusts its server's JSON, so
 * this checks the type only; an unknown type reads as null and is skipped.
 */
export function decodeRunEvent(data: string): RunEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null; // Not JSON: not one of ours. The caller counts it.
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  switch (value.type) {
    case 'text':
    case 'tool_call':
    case 'tool_result':
    case 'done':
    case 'error':
      return value as RunEvent;
    default:
      return null;
  }
}
