/**
 * Conversations that were not held here: imported from a file, or copied from a
 * share. Their messages get new ids; answers keep how they ended, without a run.
 */

import type { InStatement } from '@libsql/client';
import type { ArchivedConversation, ArchivedMessage } from '@/lib/contract/archive';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from './client';
import { partColumns } from './message-parts';

/** What to make of it. */
export interface CopyPlan {
  /** The agent it goes on with. */
  agentId: string;
  /** What makes it the same conversation when it comes again: unique per person. */
  key: string;
  now: number;
}

/** Messages of one statement: bounds the length of its JSON. */
const CHUNK = 500;

const INSERT_SESSION = `INSERT INTO sessions (id, user_id, agent_id, key, title, title_source,
    upstream_id, head_id, created_at, updated_at, read_at, pinned_at, archived_at)
  SELECT :id, :userId, :agentId, :key, :title, 'person', :upstreamId, :headId, :createdAt,
    :updatedAt, :updatedAt, :pinnedAt, :archivedAt
  WHERE NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = :userId AND key = :key)`;

/** Only below the session that this very batch made. */
const MADE = 'EXISTS (SELECT 1 FROM sessions WHERE id = :id AND user_id = :userId)';

const INSERT_MESSAGES = `INSERT INTO messages
    (id, session_id, user_id, parent_id, role, text, tool_names, parts, outcome, created_at,
      duration_ms, first_event_ms)
  SELECT j.value ->> 'id', :id, :userId, j.value ->> 'parentId', j.value ->> 'role',
    j.value ->> 'text', j.value ->> 'toolNames', j.value ->> 'parts', j.value ->> 'outcome',
    j.value ->> 'createdAt', j.value ->> 'durationMs', j.value ->> 'firstEventMs'
  FROM json_each(:rows) j WHERE ${MADE} ORDER BY j.key`;

const INSERT_TAGS = `INSERT INTO tags (id, user_id, name, colour, created_at)
  SELECT j.value ->> 'id', :userId, j.value ->> 'name', j.value ->> 'colour', :now
  FROM json_each(:tags) j
  WHERE ${MADE} ON CONFLICT DO NOTHING`;

const INSERT_TAGGED = `INSERT INTO session_tags (session_id, tag_id)
  SELECT :id, t.id FROM tags t WHERE t.user_id = :userId AND ${MADE}
    AND t.name IN (SELECT j.value ->> 'name' FROM json_each(:tags) j) ON CONFLICT DO NOTHING`;

/** Stores a conversation for this person, in one batch. Null when `key` is there already. */
export async function insertConversation(
  userId: string,
  conversation: ArchivedConversation,
  plan: CopyPlan,
): Promise<string | null> {
  const id = newId();
  const { rows, newIds } = renamed(conversation.messages);
  const head = conversation.headId ?? conversation.messages.at(-1)?.id;
  const { updatedAt } = conversation;
  const session = {
    id,
    userId,
    agentId: plan.agentId,
    key: plan.key,
    title: conversation.title,
    upstreamId: `sess_${newId()}`,
    headId: (head === undefined ? null : newIds.get(head)) ?? null,
    createdAt: conversation.createdAt,
    updatedAt,
    pinnedAt: conversation.pinned ? updatedAt : null,
    archivedAt: conversation.archived ? updatedAt : null,
  };
  const statements: InStatement[] = [{ sql: INSERT_SESSION, args: session }];
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = JSON.stringify(rows.slice(from, from + CHUNK));
    statements.push({ sql: INSERT_MESSAGES, args: { id, userId, rows: chunk } });
  }
  if (conversation.tags.length > 0) {
    const tags = JSON.stringify(conversation.tags.map((tag) => ({ id: newId(), ...tag })));
    statements.push(
      { sql: INSERT_TAGS, args: { id, userId, tags, now: plan.now } },
      { sql: INSERT_TAGGED, args: { id, userId, tags } },
    );
  }
  const [made] = await sqlClient().batch(statements, 'write');
  return made?.rowsAffected === 1 ? id : null;
}

/**
 * Brings the conversation that was stored under `key` back from this person's trash. Null
 * when it is not there: taking it again is wanting it back.
 */
export async function bringCopyBack(userId: string, key: string): Promise<string | null> {
  const { rows } = await sqlClient().execute({
    sql: `UPDATE sessions SET deleted_at = NULL WHERE user_id = ? AND key = ? AND deleted_at > 0
      RETURNING id`,
    args: [userId, key],
  });
  return rows[0] ? String(rows[0].id) : null;
}

function renamed(messages: readonly ArchivedMessage[]) {
  const newIds = new Map(messages.map((message) => [message.id, newId()]));
  const rows = messages.map(({ id, parentId, role, createdAt, status, parts, ...times }) => ({
    id: newIds.get(id),
    parentId: parentId === null ? null : newIds.get(parentId),
    role,
    ...partColumns(parts),
    createdAt,
    ...(role === 'assistant' ? { outcome: status ?? 'completed', ...times } : {}),
  }));
  return { rows, newIds };
}
