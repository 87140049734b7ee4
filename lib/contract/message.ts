/**
 * Messages and their parts, and the one fold from events to parts. Assistant
 * messages are never built by hand: they are what the fold makes of a run's log.
 */

import type { ErrorCode } from './errors';
import type { Json, RunEvent, RunStatus, Usage } from './events';

/** Markdown text. */
export interface TextPart {
  type: 'text';
  text: string;
}

/**
 * One tool call with its result. Field names follow the AI SDK where they fit.
 * `startedAtMs` and `endedAtMs` are milliseconds since the run started.
 */
export interface ToolPart {
  type: 'tool';
  toolCallId: string;
  toolName: string;
  state: 'running' | 'done' | 'failed' | 'unfinished';
  args: Json;
  result?: Json;
  startedAtMs?: number;
  endedAtMs?: number;
}

export type MessagePart = TextPart | ToolPart;

/** How an answer stands: the fold of the events read so far. */
export interface Answer {
  parts: MessagePart[];
  status: RunStatus;
  usage?: Usage;
  error?: { code: ErrorCode; message: string; retryAfterSeconds?: number };
  durationMs?: number;
}

/** A stored turn, as pages and the browser get it. */
export interface Message {
  id: string;
  parentId: string | null;
  role: 'user' | 'assistant';
  parts: MessagePart[];
  /** Unix milliseconds. */
  createdAt: number;
  /** Only on assistant messages: the run that made it and how it ended. */
  runId?: string;
  status?: RunStatus;
  errorCode?: ErrorCode;
  usage?: Usage;
  durationMs?: number;
  /** When the first of it came, in milliseconds since it was asked for. */
  firstEventMs?: number;
  /** Unix milliseconds at which asking again makes sense, if whoever refused has said so. */
  retryAt?: number;
  /** Its agent was sent a summary of what precedes, since it has no memory of this branch. */
  branchOpened?: boolean;
  /** Of an answer shown with what it continues (`./continued`): the ids of all its pieces. */
  pieces?: string[];
}

/** The fold's starting point. */
export const EMPTY_ANSWER: Answer = { parts: [], status: 'running' };

/**
 * One step of the fold. Pure: returns a new answer that shares every part the
 * event did not touch, so that a renderer re-renders only the last one.
 * Events after a terminal one change nothing.
 */
export function applyEvent(answer: Answer, event: RunEvent): Answer {
  if (answer.status !== 'running') return answer;
  switch (event.type) {
    case 'text':
      return { ...answer, parts: appendText(answer.parts, event.content) };
    case 'tool_call':
      if (answer.parts.some((part) => part.type === 'tool' && part.toolCallId === event.id)) {
        return answer;
      }
      return {
        ...answer,
        parts: [
          ...answer.parts,
          {
            type: 'tool',
            toolCallId: event.id,
            toolName: event.name,
            state: 'running',
            args: event.args,
            startedAtMs: event.at,
          },
        ],
      };
    case 'tool_result':
      return { ...answer, parts: applyResult(answer.parts, event) };
    case 'done':
      return {
        parts: closeOpenTools(answer.parts),
        status: event.status ?? 'completed',
        usage: event.usage,
        durationMs: event.at,
      };
    case 'error': {
      const code = event.code ?? 'upstream_error';
      return {
        parts: closeOpenTools(answer.parts),
        status: isInterruption(code) ? 'interrupted' : 'failed',
        error: { code, message: event.message, retryAfterSeconds: event.retry_after },
        durationMs: event.at,
      };
    }
    default:
      return answer;
  }
}

/** The whole fold. `foldEvents(a ++ b) = b.reduce(applyEvent, foldEvents(a))`. */
export function foldEvents(events: Iterable<RunEvent>, from: Answer = EMPTY_ANSWER): Answer {
  let answer = from;
  for (const event of events) answer = applyEvent(answer, event);
  return answer;
}

const INTERRUPTIONS: ReadonlySet<ErrorCode> = new Set([
  'interrupted',
  'no_terminal',
  'no_progress',
  'idle_timeout',
]);

/** Whether a terminal error means "cut off" (Retry offered, text kept) and not "failed". */
export function isInterruption(code: ErrorCode): boolean {
  return INTERRUPTIONS.has(code);
}

/** All text parts of a message, joined: what search indexes and Copy copies. */
export function textOf(parts: readonly MessagePart[]): string {
  let text = '';
  for (const part of parts) if (part.type === 'text') text += part.text;
  return text;
}

/** The names of the tools a message used, in order: what search finds it by. */
export function toolNamesOf(parts: readonly MessagePart[]): string[] {
  return parts.flatMap((part) => (part.type === 'tool' ? [part.toolName] : []));
}

function appendText(parts: MessagePart[], content: string): MessagePart[] {
  const last = parts.at(-1);
  if (last?.type !== 'text') return [...parts, { type: 'text', text: content }];
  const next = parts.slice();
  next[next.length - 1] = { type: 'text', text: last.text + content };
  return next;
}

function applyResult(
  parts: MessagePart[],
  event: Extract<RunEvent, { type: 'tool_result' }>,
): MessagePart[] {
  const state = event.failed ? 'failed' : 'done';
  const index = parts.findIndex((part) => part.type === 'tool' && part.toolCallId === event.id);
  const call = parts[index];
  if (call?.type !== 'tool') {
    // A result nobody asked for: shown as a step of its own, without arguments.
    const { id: toolCallId, name: toolName, result, at: endedAtMs } = event;
    return [...parts, { type: 'tool', toolCallId, toolName, state, args: null, result, endedAtMs }];
  }
  if (call.state !== 'running') return parts;
  const next = parts.slice();
  next[index] = { ...call, state, result: event.result, endedAtMs: event.at };
  return next;
}

function closeOpenTools(parts: MessagePart[]): MessagePart[] {
  if (!parts.some((part) => part.type === 'tool' && part.state === 'running')) return parts;
  return parts.map((part) =>
    part.type === 'tool' && part.state === 'running' ? { ...part, state: 'unfinished' } : part,
  );
}
