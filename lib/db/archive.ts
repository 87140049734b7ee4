/** Conversations with all their branches, as an export writes them. For their owner only. */

import type { TraceVisibility } from '@/lib/contract/agent';
import {
  type ArchivedConversation,
  type ArchivedMessage,
  archivedStatus,
} from '@/lib/contract/archive';
import type { RunStatus } from '@/lib/contract/events';
import { tagColour } from '@/lib/contract/tag';
import { redactParts } from '@/lib/contract/visibility';
import { sqlClient } from './client';
import { readParts } from './message-parts';

/** A conversation to export, with what its agent lets its person see. */
export interface ArchiveHead extends Omit<ArchivedConversation, 'messages'> {
  visibility: TraceVisibility;
}

const HEAD = `SELECT s.id, s.title, s.agent_id AS agentId, a.name AS agentName,
    a.trace_visibility AS visibility, s.created_at AS createdAt, s.updated_at AS updatedAt,
    s.pinned_at IS NOT NULL AS pinned, s.archived_at IS NOT NULL AS archived, s.head_id AS headId,
    (SELECT json_group_array(json_object('name', t.name, 'colour', t.colour) ORDER BY t.name) FROM session_tags x JOIN tags t ON t.id = x.tag_id
      WHERE x.session_id = s.id) AS tags
  FROM sessions s JOIN agents a ON a.id = s.agent_id
  WHERE s.user_id = ? AND s.deleted_at IS NULL AND s.temporary = 0`;

/** One of this person's conversations, or null. */
export async function findArchiveHead(userId: string, id: string): Promise<ArchiveHead | null> {
  const result = await sqlClient().execute({ sql: `${HEAD} AND s.id = ?`, args: [userId, id] });
  const row = result.rows[0];
  return row ? toHead(row) : null;
}

/** This person's conversations after `afterN`, in the order they were made: a page of an export. */
export async function listArchiveHeads(
  userId: string,
  page: { afterId: string | null; limit: number },
): Promise<ArchiveHead[]> {
  const after = 'coalesce((SELECT n FROM sessions WHERE id = ? AND user_id = ?), 0)';
  const result = await sqlClient().execute({
    sql: `${HEAD} AND s.n > ${after} ORDER BY s.n LIMIT ?`,
    args: [userId, page.afterId, userId, page.limit],
  });
  return result.rows.map(toHead);
}

function toHead(row: Record<string, unknown>): ArchiveHead {
  const tags: { name: string; colour: string }[] = JSON.parse(String(row.tags));
  return {
    id: String(row.id),
    title: String(row.title),
    agent: { id: String(row.agentId), name: String(row.agentName) },
    createdAt: Number(row.createdAt),
    updatedAt: Number(row.updatedAt),
    pinned: row.pinned === 1,
    archived: row.archived === 1,
    tags: tags.map(({ name, colour }) => ({ name, colour: tagColour(colour) })),
    headId: typeof row.headId === 'string' ? row.headId : null,
    visibility: row.visibility as TraceVisibility,
  };
}

const MESSAGES = `SELECT m.n, m.id, m.parent_id AS parentId, m.role, m.text, m.parts,
    m.created_at AS createdAt, coalesce(r.status, m.outcome) AS status,
    coalesce(r.duration_ms, m.duration_ms) AS durationMs,
    coalesce(r.first_event_ms, m.first_event_ms) AS firstEventMs
  FROM messages m LEFT JOIN runs r ON r.id = m.run_id
  WHERE m.session_id = ? AND m.user_id = ? AND m.n > ? ORDER BY m.n LIMIT 500`;

/** All messages of all branches, oldest first, a page at a time. */
async function* readArchivedMessages(
  owner: { userId: string; sessionId: string },
  visibility: TraceVisibility,
): AsyncGenerator<ArchivedMessage> {
  for (let after = 0; ; ) {
    const { rows } = await sqlClient().execute({
      sql: MESSAGES,
      args: [owner.sessionId, owner.userId, after],
    });
    for (const row of rows) yield toMessage(row, visibility);
    const last = rows.at(-1);
    if (!last) return;
    after = Number(last.n);
  }
}

/** A whole conversation in memory: for one export, or one conversation of many. */
export async function readArchive(
  userId: string,
  { visibility, ...head }: ArchiveHead,
): Promise<ArchivedConversation> {
  const messages: ArchivedMessage[] = [];
  const owner = { userId, sessionId: head.id };
  for await (const message of readArchivedMessages(owner, visibility)) messages.push(message);
  return { ...head, messages };
}

function toMessage(row: Record<string, unknown>, visibility: TraceVisibility): ArchivedMessage {
  const status = archivedStatus((row.status ?? undefined) as RunStatus | undefined);
  return {
    id: String(row.id),
    parentId: typeof row.parentId === 'string' ? row.parentId : null,
    role: row.role === 'assistant' ? 'assistant' : 'user',
    createdAt: Number(row.createdAt),
    ...(status ? { status } : {}),
    ...(row.durationMs == null ? {} : { durationMs: Number(row.durationMs) }),
    ...(row.firstEventMs == null ? {} : { firstEventMs: Number(row.firstEventMs) }),
    parts: redactParts(readParts(row), visibility),
  };
}

/** The messages of the branch that ends with the head, oldest first. */
export function shownBranch(
  messages: readonly ArchivedMessage[],
  headId: string | null,
): ArchivedMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const branch: ArchivedMessage[] = [];
  let at = byId.get(headId ?? messages.at(-1)?.id ?? '');
  while (at) {
    branch.push(at);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return branch.reverse();
}
