/**
 * The browser's requests to its own server, and what their answers mean. Nothing
 * here keeps state or tries again: `follow.ts` and `use-conversation.ts` do.
 */

import type { ErrorCode } from '@/lib/contract/errors';
import type { Message } from '@/lib/contract/message';
import { type Cursor, formatCursor } from '@/lib/contract/sse';

/** What a send needs; its run id makes repeating it safe. */
export interface SendBody {
  agent_id: string;
  message: string;
  run_id: string;
  session_id?: string;
  retry_message_id?: string;
}

/** An answer that is an error: the published JSON. `code` is null when it was not ours. */
export interface RequestFailure {
  status: number;
  code: ErrorCode | null;
  message: string;
  retryAfterSeconds: number | null;
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

/** A page of older messages. */
export async function getOlder(
  sessionId: string,
  before: string,
): Promise<{ messages: Message[]; more: boolean }> {
  const response = await fetch(`/api/sessions/${sessionId}/messages?before=${before}`);
  if (!response.ok) throw new Error(`Older messages: ${response.status}`);
  return response.json();
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
  };
}
