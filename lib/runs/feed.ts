/**
 * A run's committed events in memory, in order, and whoever waits for more. Filled
 * by the run's driver, by the tail of another process's log, or once from the
 * store; read by every viewer in the same way. Readers hold a position, not a copy.
 */

import type { TraceVisibility } from '@/lib/contract/agent';
import type { RunEvent } from '@/lib/contract/events';
import { type Answer, applyEvent, EMPTY_ANSWER } from '@/lib/contract/message';
import { decodeRunEvent, encodeFrame, onOneLine } from '@/lib/contract/sse';
import { redactEvent } from '@/lib/contract/visibility';

/** What one read gives: whole frames joined, and the position after them. */
export interface FeedRead {
  text: string;
  seq: number;
}

export interface Feed {
  readonly runId: string;
  /** The number of the last event. */
  readonly seq: number;
  /** Characters of all frames: what a reader that stands still has missed is a difference. */
  readonly size: number;
  /** Nothing more will come. Without a terminal event: readers reconnect. */
  readonly ended: boolean;
  /** The fold of the events so far; only of feeds that are given events. */
  readonly answer: Answer;
  /** Adds an event; one with a number already seen is ignored. */
  append(seq: number, data: string, event?: RunEvent): void;
  /** Wakes the readers, once for all that was appended. */
  wake(): void;
  end(): void;
  /** Frames after `seq`, at most about `maxSize` characters but at least one if there is any. */
  read(after: number, maxSize: number, visibility: TraceVisibility): FeedRead;
  /** Calls `wake` whenever there is more, or the end. Returns how to stop that. */
  subscribe(wake: () => void): () => void;
}

/** An empty feed. `from` is the number of the last event that it will not hold. */
export function createFeed(runId: string, from = 0): Feed {
  const frames: string[] = [];
  const readers = new Set<() => void>();
  let size = 0;
  let ended = false;
  let answer = EMPTY_ANSWER;
  /** Text that the fold has not taken yet: adjacent texts are one to it, so it takes them at once. */
  let unfolded = '';

  const fold = () => {
    if (unfolded === '') return;
    answer = applyEvent(answer, { type: 'text', content: unfolded });
    unfolded = '';
  };
  const wake = () => {
    for (const reader of readers) reader();
  };

  return {
    runId,
    get seq() {
      return from + frames.length;
    },
    get size() {
      return size;
    },
    get ended() {
      return ended;
    },
    get answer() {
      fold();
      return answer;
    },
    append(seq, data, event) {
      if (ended || seq !== from + frames.length + 1) return;
      const frame = encodeFrame(runId, seq, data);
      frames.push(frame);
      size += frame.length;
      if (event?.type === 'text') unfolded += event.content;
      else if (event) {
        fold();
        answer = applyEvent(answer, event);
      }
    },
    wake,
    end() {
      ended = true;
      wake();
    },
    read(after, maxSize, visibility) {
      let index = Math.max(0, after - from);
      let text = '';
      while (index < frames.length && text.length < maxSize) {
        const frame = frames[index] ?? '';
        text += visibility === 'full' ? frame : redactFrame(frame, visibility);
        index += 1;
      }
      return { text, seq: from + index };
    },
    subscribe(reader) {
      readers.add(reader);
      return () => readers.delete(reader);
    },
  };
}

const TOOL_FRAME = /^(id: \S+\ndata: )(\{"type":"tool_.*)\n\n$/;

function redactFrame(frame: string, visibility: TraceVisibility): string {
  const [, head, data] = TOOL_FRAME.exec(frame) ?? [];
  const event = data ? decodeRunEvent(data) : null;
  if (!event) return frame;
  const redacted = redactEvent(event, visibility);
  return redacted ? `${head}${onOneLine(JSON.stringify(redacted))}\n\n` : '';
}
