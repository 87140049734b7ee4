/**
 * The five events of `POST /chat/stream`, as published by the platform, and the
 * fields Gossamer adds (which the published clients ignore).
 *
 * One vocabulary from upstream to pixel: engines yield these events, the run log
 * stores their JSON, SSE carries the same JSON, and `message.ts` turns them into
 * message parts on the server and in the browser alike.
 */

import type { ErrorCode } from './errors';

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Tokens a run used. Each is a non-negative integer; `total` may exceed the sum. */
export interface Usage {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
}

/** Partial text. The reply is all contents concatenated. */
export interface TextEvent {
  type: 'text';
  content: string;
}

/** The agent starts a tool. `at` is milliseconds since the run started. */
export interface ToolCallEvent {
  type: 'tool_call';
  id: string;
  name: string;
  args: Json;
  at?: number;
}

/** A tool's result. `failed` is set when the tool reported an error. */
export interface ToolResultEvent {
  type: 'tool_result';
  id: string;
  name: string;
  result: Json;
  failed?: boolean;
  at?: number;
}

/** The end of a run that completed, or that a person stopped. */
export interface DoneEvent {
  type: 'done';
  usage?: Usage;
  session_id?: string;
  run_id?: string;
  status?: 'completed' | 'stopped';
  at?: number;
}

/** The end of a run that failed or was interrupted. `message` is written for people. */
export interface ErrorEvent {
  type: 'error';
  message: string;
  code?: ErrorCode;
  retry_after?: number;
  session_id?: string;
  run_id?: string;
  at?: number;
}

/** What may stand in a run's log before its end. */
export type ProgressEvent = TextEvent | ToolCallEvent | ToolResultEvent;
/** What ends a run's log: exactly one, last. */
export type TerminalEvent = DoneEvent | ErrorEvent;
/** One item of a run's append-only log. */
export type RunEvent = ProgressEvent | TerminalEvent;

/** Whether the event ends a run. */
export function isTerminal(event: RunEvent): event is TerminalEvent {
  return event.type === 'done' || event.type === 'error';
}

/** The state a run is in. `running` is the only one that is not final. */
export type RunStatus = 'running' | 'completed' | 'stopped' | 'failed' | 'interrupted';
