/**
 * Messages: read along the shown branch, from its last message towards the first.
 * Every function takes the owner; a conversation of somebody else reads as empty.
 */

import type { ErrorCode } from '@/lib/contract/errors';
import type { RunStatus } from '@/lib/contract/events';
import type { Message } from '@/lib/contract/message';
import { sqlClient } from './client';
import { readParts } from './message-parts';

/** A page of a branch, oldest first. `more` tells whether older messages precede it. */
export interface MessagePage {
  messages: Message[];
  more: boolean;
}

/** Whether the upstream was told what precedes: its memory differs from that of the turn before. */
const OPENED = `CASE WHEN r.upstream_id IS NULL THEN 0 ELSE coalesce((SELECT pr.upstream_id IS NOT r.upstream_id
      FROM messages q JOIN messages p ON p.id = CASE q.role WHEN 'user' THEN q.parent_id ELSE q.id END
      LEFT JOIN runs pr ON pr.id = p.run_id WHERE q.id = m.parent_id), 0) END`;

/**
 * Walks up the branch from a leaf by primary look-ups, so that the cost depends on
 * the page and not on the length of the conversation: hence the order of the join, and
 * the sign that keeps the index of the whole conversation out of it.
 */
const BRANCH = `WITH RECURSIVE branch (id, depth) AS (
    SELECT ?3, 0
    UNION ALL
    SELECT m.parent_id, b.depth + 1 FROM branch b JOIN messages m ON m.id = b.id
    WHERE m.parent_id IS NOT NULL AND b.depth < ?4
  )
  SELECT m.id, m.parent_id AS parentId, m.role, m.text, m.parts, m.created_at AS createdAt,
    m.run_id AS runId, coalesce(r.status, m.outcome) AS status, r.error_code AS errorCode,
    coalesce(r.duration_ms, m.duration_ms) AS durationMs,
    coalesce(r.first_event_ms, m.first_event_ms) AS firstEventMs, r.retry_at AS retryAt,
    r.input_tokens AS inputTokens, r.output_tokens AS outputTokens, r.total_tokens AS totalTokens,
    ${OPENED} AS branchOpened
  FROM branch b CROSS JOIN messages m ON m.id = b.id LEFT JOIN runs r ON r.id = m.run_id
  WHERE +m.session_id = ?1 AND m.user_id = ?2 ORDER BY b.depth`;

/** The `limit` messages that end with `leafId`, oldest first. */
export async function readBranch(
  owner: { userId: string; sessionId: string },
  leafId: string,
  limit: number,
): Promise<MessagePage> {
  const result = await sqlClient().execute({
    sql: BRANCH,
    args: [owner.sessionId, owner.userId, leafId, limit],
  });
  const messages = result.rows.map(toMessage);
  const more = messages.length > limit;
  return { messages: messages.slice(0, limit).reverse(), more };
}

/** One message of this person, or null. */
export async function findMessage(
  owner: { userId: string; sessionId: string },
  id: string,
): Promise<Message | null> {
  const page = await readBranch(owner, id, 1);
  return page.messages[0] ?? null;
}

function toMessage(row: Record<string, unknown>): Message {
  const message: Message = {
    id: String(row.id),
    parentId: typeof row.parentId === 'string' ? row.parentId : null,
    role: row.role === 'assistant' ? 'assistant' : 'user',
    parts: readParts(row),
    createdAt: Number(row.createdAt),
  };
  if (typeof row.runId === 'string') Object.assign(message, runFields(row));
  else if (typeof row.status === 'string') {
    Object.assign(message, { status: row.status, ...timeFields(row) });
  }
  return message;
}

function timeFields(row: Record<string, unknown>): Partial<Message> {
  return {
    ...(row.durationMs == null ? {} : { durationMs: Number(row.durationMs) }),
    ...(row.firstEventMs == null ? {} : { firstEventMs: Number(row.firstEventMs) }),
  };
}

function runFields(row: Record<string, unknown>): Partial<Message> {
  const status = row.status as RunStatus | null;
  return {
    runId: String(row.runId),
    status: status ?? 'completed',
    ...(row.branchOpened === 1 ? { branchOpened: true } : {}),
    ...(row.errorCode == null ? {} : { errorCode: row.errorCode as ErrorCode }),
    ...timeFields(row),
    ...(row.retryAt == null ? {} : { retryAt: Number(row.retryAt) }),
    ...(row.totalTokens == null
      ? {}
      : {
          usage: {
            input_tokens: Number(row.inputTokens),
            output_tokens: Number(row.outputTokens),
            total_tokens: Number(row.totalTokens),
          },
        }),
  };
}
