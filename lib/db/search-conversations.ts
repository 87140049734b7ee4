/** Searching a person's conversations by their titles and by filters alone. */

import type { SearchQuery } from '@/lib/contract/search-query';
import type { FoundConversation } from '@/lib/contract/search-results';
import { sqlClient } from './client';
import { ownedBy, termsOf, wantedOf } from './search-match';
import { fold, markAll, type Wanted } from './search-text';

/** What a search is limited to. Times are Unix milliseconds: from `from`, before `to`. */
export interface Limits {
  /** One of these agents, for each list. */
  agents: string[][];
  /** All of these tags. */
  tags: string[];
  from: number | null;
  to: number | null;
  usesTools: boolean;
}

/** The limits as SQL conditions on `s` and a time, each led by AND. */
export function limitsSql(
  limits: Limits,
  time: string,
): { where: string; args: Record<string, string | number> } {
  const args: Record<string, string | number> = {};
  let where = '';
  for (const [i, ids] of limits.agents.entries()) {
    where += ` AND s.agent_id IN (SELECT value FROM json_each(:agents${i}))`;
    args[`agents${i}`] = JSON.stringify(ids);
  }
  for (const [i, id] of limits.tags.entries()) {
    where += ` AND EXISTS (SELECT 1 FROM session_tags st WHERE st.session_id = s.id AND st.tag_id = :tag${i})`;
    args[`tag${i}`] = id;
  }
  if (limits.from !== null) {
    where += ` AND ${time} >= :from`;
    args.from = limits.from;
  }
  if (limits.to !== null) {
    where += ` AND ${time} < :to`;
    args.to = limits.to;
  }
  return { where, args };
}

const COLUMNS = `s.id AS sessionId, s.title, s.updated_at AS updatedAt, s.archived_at AS archivedAt,
  a.name AS agentName, a.icon AS agentIcon`;
const SHOWN = 's.user_id = :userId AND s.deleted_at IS NULL AND s.temporary = 0';
/** Titles found by the index are looked at newest first, and no more of them than this. */
const MAX_TITLES = 500;

/** A page of conversations; `next` is null when it is the last. */
export interface ConversationPage {
  conversations: FoundConversation[];
  next: string | null;
}

/** Conversations whose titles hold all words; or, without words, those the limits leave. */
export async function findConversations(
  userId: string,
  search: { query: SearchQuery; limits: Limits; after: string | null; limit: number },
): Promise<ConversationPage> {
  const wanted = wantedOf(search.query);
  const terms = termsOf(wanted);
  const { where, args } = limitsSql(search.limits, 's.updated_at');
  if (terms !== null) {
    const result = await sqlClient().execute({
      sql: `WITH found AS MATERIALIZED (SELECT rowid AS n FROM titles_fts
            WHERE titles_fts MATCH :match ORDER BY rowid DESC LIMIT ${MAX_TITLES})
          SELECT ${COLUMNS} FROM found f JOIN sessions s ON s.n = f.n JOIN agents a ON a.id = s.agent_id
          WHERE ${SHOWN}${where} ORDER BY s.updated_at DESC, s.id DESC LIMIT :limit`,
      args: {
        match: ownedBy(userId, `title : (${terms})`),
        userId,
        limit: search.limit,
        ...args,
      },
    });
    return { conversations: result.rows.map((row) => toConversation(row, wanted)), next: null };
  }
  const [updatedAt, id] = (search.after ?? '').split('.');
  const result = await sqlClient().execute({
    sql: `SELECT ${COLUMNS} FROM sessions s JOIN agents a ON a.id = s.agent_id
        WHERE ${SHOWN}${where} AND (:at IS NULL OR (s.updated_at, s.id) < (:at, :id))
        ORDER BY s.updated_at DESC, s.id DESC LIMIT :limit`,
    args: {
      userId,
      at: updatedAt ? Number(updatedAt) : null,
      id: id ?? '',
      limit: search.limit + 1,
      ...args,
    },
  });
  const conversations = result.rows.map((row) => toConversation(row, wanted));
  const page = conversations.slice(0, search.limit);
  const last = page.at(-1);
  const hasMore = conversations.length > search.limit && last;
  return { conversations: page, next: hasMore ? `${last.updatedAt}.${last.id}` : null };
}

/** A row with {@link COLUMNS} as it is shown. */
export function toConversation(row: Record<string, unknown>, wanted: Wanted): FoundConversation {
  return {
    id: String(row.sessionId),
    title: markAll(String(row.title), wanted),
    agentName: String(row.agentName),
    agentIcon: String(row.agentIcon),
    archived: row.archivedAt !== null,
    updatedAt: Number(row.updatedAt),
  };
}

/** The ids of the agents of this person's conversations whose name holds a text. */
export async function agentsNamed(userId: string, name: string): Promise<string[]> {
  const result = await sqlClient().execute({
    sql: `SELECT id, name FROM agents WHERE id IN (SELECT DISTINCT agent_id FROM sessions WHERE user_id = ?)`,
    args: [userId],
  });
  const wanted = fold(name);
  const named = result.rows.map((row) => ({ id: String(row.id), name: fold(String(row.name)) }));
  const exact = named.filter((agent) => agent.name === wanted || agent.id === name);
  const found = exact.length > 0 ? exact : named.filter((agent) => agent.name.includes(wanted));
  return found.map((agent) => agent.id);
}
