/**
 * The browser's requests to its own server, and what their answers mean. Nothing
 * here keeps state or tries again: `follow.ts` and `use-conversation.ts` do.
 */

import { type ReachedLimit, readReachedLimit } from '@/lib/contract/budget';
import type { ErrorCode } from '@/lib/contract/errors';
import type { Message } from '@/lib/contract/message';
import { type Cursor, formatCursor } from '@/lib/contract/sse';
import type { TurnMarks } from '@/lib/contract/turn-marks';

/** What a send needs; its run id makes repeating it safe. */
export interface SendBody {
  agent_id: string;
  message: string;
  run_id: string;
  session_id?: string;
  retry_message_id?: string;
  continue_message_id?: string;
  /** Null: as a first message. */
  parent_message_id?: string | null;
  temporary?: boolean;
}

/** An answer that is an error: the published JSON. `code` is null when it was not ours. */
export interface RequestFailure {
  status: number;
  code: ErrorCode | null;
  message: string;
  retryAfterSeconds: number | null;
  /** The person's limit that refused; null when it was something else. */
  limit: ReachedLimit | null;
}

const JSON_HEADERS = { 'Content-Type': 'application/json' };

/** Starts a run. Rejects only when no answer came. */
export function postMessage(body: SendBody): Promise<Response> {
  return fetch('/chat/stream', {
    method: 'POST',
    headers: JSON_HEADERS,
    body: JSON.stringify(body),
  });
}

/** Attaches to a run after a cursor. */
export function getRun(runId: string, seq: number, signal: AbortSignal): Promise<Response> {
  const cursor: Cursor = { runId, seq };
  return fetch(`/chat/stream?run_id=${runId}`, {
    headers: seq > 0 ? { 'Last-Event-ID': formatCursor(cursor) } : {},
    cache: 'no-store',
    signal,
  });
}

/** Asks for a run to stop. */
export function deleteRun(runId: string): Promise<Response> {
  return fetch(`/chat/stream?run_id=${runId}`, { method: 'DELETE' });
}

/** Tells that its person has seen a conversation; survives leaving the page. */
export function postRead(sessionId: string): Promise<Response> {
  return fetch(`/api/sessions/${sessionId}/read`, { method: 'POST', keepalive: true });
}

/** Messages of a branch beside those that are shown; `more` of them lie beyond. */
export interface OtherMessages {
  messages: Message[];
  more: boolean;
  marks: TurnMarks;
}

/** The page of older messages before one, or of later ones after it towards a branch's end. */
export async function getMessages(
  sessionId: string,
  beside: { before: string } | { after: string; leaf: string },
): Promise<OtherMessages> {
  const query = new URLSearchParams(beside);
  const response = await fetch(`/api/sessions/${sessionId}/messages?${query}`);
  if (!response.ok) throw new Error(`Messages: ${response.status}`);
  return response.json();
}

/** Tells that the tab of a temporary conversation goes or is back; survives leaving the page. */
export function noteTab(sessionId: string, tab: 'gone' | 'here'): Promise<Response> {
  const method = tab === 'gone' ? 'DELETE' : 'POST';
  return fetch(`/api/sessions/${sessionId}/tab`, { method, keepalive: true });
}

/** A change of the queue: POST adds, PATCH edits, PUT sends now, DELETE takes out. */
export function changeQueue(
  sessionId: string,
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  row: { id: string; text?: string },
): Promise<Response> {
  const path = `/api/sessions/${sessionId}/queue`;
  if (method === 'DELETE') return fetch(`${path}?id=${row.id}`, { method });
  return fetch(path, { method, headers: JSON_HEADERS, body: JSON.stringify(row) });
}

/** Reads an error answer; one that is not JSON (a proxy's page) is named by its status alone. */
export async function readFailure(response: Response): Promise<RequestFailure> {
  const body: unknown = await response.json().catch(() => null);
  const fields = typeof body === 'object' && body !== null ? body : {};
  const retryAfter = Number(response.headers.get('retry-after'));
  return {
    status: response.status,
    code: 'code' in fields && typeof fields.code === 'string' ? (fields.code as ErrorCode) : null,
    message: 'detail' in fields && typeof fields.detail === 'string' ? fields.detail : '',
    retryAfterSeconds: retryAfter > 0 ? retryAfter : null,
    limit: 'limit' in fields ? readReachedLimit(fields.limit) : null,
  };
}
