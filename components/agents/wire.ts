/** The events of runs as they came over the wire, for those who build agents. Pure, but for reading. */

import { createFrameReader, type Frame } from '@/lib/contract/sse';

/** One event. `n` counts all that are shown. */
export interface WireRow {
  n: number;
  /** The `id:` line. */
  id: string;
  /** `text`, `tool_call`, `tool_result`, `done`, `error`, or what else it says. */
  type: string;
  /** Its JSON as it came. */
  data: string;
  /** Milliseconds since the run was asked for; null where nobody knows. */
  atMs: number | null;
}

/** Rows beyond this many are not kept: the oldest go. */
export const MAX_ROWS = 5_000;

/** A frame as a row. Without a time of arrival, that of the server stands, where it tells one. */
export function rowOf(frame: Frame, n: number, arrivedMs: number | null): WireRow {
  const { type, at } = readEvent(frame.data);
  return { n, id: frame.id ?? '', type, data: frame.data, atMs: arrivedMs ?? at };
}

/** Rows with those that came put at the end. */
export function withRows(rows: readonly WireRow[], more: readonly WireRow[]): WireRow[] {
  return [...rows, ...more].slice(-MAX_ROWS);
}

/** An event's JSON on several lines; as it came when it is none. */
export function pretty(data: string): string {
  try {
    return JSON.stringify(JSON.parse(data), null, 2);
  } catch {
    return data;
  }
}

function readEvent(data: string): { type: string; at: number | null } {
  try {
    const event: unknown = JSON.parse(data);
    if (typeof event !== 'object' || event === null) return { type: '', at: null };
    const type = 'type' in event && typeof event.type === 'string' ? event.type : '';
    const at = 'at' in event && typeof event.at === 'number' ? event.at : null;
    return { type, at };
  } catch {
    return { type: '', at: null }; // Shown as it came.
  }
}

/** Reads a response's frames as they come; resolves at its end. */
export async function readFrames(
  response: Response,
  onFrames: (frames: Frame[]) => void,
): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let gathered: Frame[] = [];
  const frames = createFrameReader({ onFrame: (frame) => gathered.push(frame) });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    frames.feed(decoder.decode(value, { stream: true }));
    if (gathered.length > 0) onFrames(gathered);
    gathered = [];
  }
}
