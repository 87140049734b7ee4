/**
 * Full-text search over a person's own messages, newest first. The owner is an
 * indexed column of the search index, so that only their rows are read, and is
 * checked again on the joined row, since the index folds case and punctuation.
 */

import { sqlClient } from './client';

/** One found message. `excerpt` marks the matches with U+E000 … U+E001. */
export interface SearchHit {
  messageId: string;
  sessionId: string;
  title: string;
  role: 'user' | 'assistant';
  excerpt: string;
  createdAt: number;
}

const MAX_TERMS = 12;

const SEARCH = `SELECT m.id AS messageId, m.session_id AS sessionId, s.title, m.role,
    snippet(messages_fts, 1, char(57344), char(57345), ' … ', 24) AS excerpt,
    m.created_at AS createdAt
  FROM messages_fts JOIN messages m ON m.n = messages_fts.rowid
  JOIN sessions s ON s.id = m.session_id
  WHERE messages_fts MATCH ? AND m.user_id = ? ORDER BY messages_fts.rowid DESC LIMIT ?`;

/** Messages that hold all words of `query` (the last one as a beginning), newest first. */
export async function searchMessages(
  userId: string,
  query: string,
  limit: number,
): Promise<SearchHit[]> {
  const match = toMatch(userId, query);
  if (!match) return [];
  const result = await sqlClient().execute({ sql: SEARCH, args: [match, userId, limit] });
  return result.rows.map((row) => ({
    messageId: String(row.messageId),
    sessionId: String(row.sessionId),
    title: String(row.title),
    role: row.role === 'assistant' ? 'assistant' : 'user',
    excerpt: String(row.excerpt),
    createdAt: Number(row.createdAt),
  }));
}

/** The FTS5 expression for a person's words; null when they hold none. Nothing typed is syntax. */
function toMatch(userId: string, query: string): string | null {
  const words = query.match(/[\p{L}\p{N}]+/gu)?.slice(0, MAX_TERMS);
  if (!words) return null;
  const terms = words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`));
  return `user_id : "${userId}" AND text : (${terms.join(' AND ')})`;
}
