/**
 * The port every engine implements: a run's input in, progress events out.
 * An engine knows nothing of the database, of people or of HTTP.
 */

import type { EngineConfig } from '@/lib/contract/agent';
import type { Json, ProgressEvent, Usage } from '@/lib/contract/events';
import type { MessagePart } from '@/lib/contract/message';

/** A turn that precedes the one to be answered. */
export interface HistoryMessage {
  role: 'user' | 'assistant';
  parts: MessagePart[];
}

/**
 * What an engine yields: progress; the tokens used so far, where they are known before
 * the end (a stopped run keeps them); and once, last, `finish` when the agent is done.
 */
export type EngineEvent =
  | ProgressEvent
  | { type: 'usage'; usage: Usage }
  | { type: 'finish'; usage?: Usage };

/** One hit of a person's own history, for the tool `search_my_chats`. */
export interface ChatHit {
  sessionId: string;
  title: string;
  role: 'user' | 'assistant';
  excerpt: string;
  /** Unix milliseconds. */
  createdAt: number;
}

/** Functions the run lends to tools that need the person's data. Bound to that person. */
export interface ToolData {
  searchMyChats(query: string, limit: number): Promise<ChatHit[]>;
}

/** Everything an engine is given. */
export interface EngineInput {
  runId: string;
  engine: EngineConfig;
  /** The conversation's name toward the upstream: made by us, never a caller's value. */
  upstreamSessionId: string;
  /** The text to answer. */
  text: string;
  /** The turns before it, oldest first. */
  history: HistoryMessage[];
  data: ToolData;
  /**
   * Signs of life, for the run's timers: `connected` (socket open, nothing sent yet),
   * `headers` (the upstream accepted and began to answer), `bytes` (anything arrived).
   */
  pulse(sign: 'connected' | 'headers' | 'bytes'): void;
  /** Counts something odd that was passed over, by kind; never with its content. */
  oddity(kind: string): void;
}

/**
 * Ends normally after `finish`; ends without `finish` when the upstream's body
 * ended early (the run becomes interrupted); throws `AppError` for everything
 * that has a name. Must stop promptly, and release its sockets, when `signal` aborts.
 */
export type Engine = (input: EngineInput, signal: AbortSignal) => AsyncIterable<EngineEvent>;

/** A JSON value from something unknown: functions, undefined and cycles become null or text. */
export function toJson(value: unknown): Json {
  if (value === undefined) return null;
  try {
    return JSON.parse(JSON.stringify(value)) as Json;
  } catch {
    return String(value); // A cycle or a BigInt: shown as text rather than lost.
  }
}
