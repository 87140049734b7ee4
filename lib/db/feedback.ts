/**
 * Ratings for admins. The list says what was said of which agent. The rated turn itself
 * is read only where the instance's privacy setting lets admins, and never without a row
 * in the audit log, which its person sees, too.
 */

import { AppError } from '@/lib/contract/errors';
import type { FeedbackLine, FeedbackQuery, RatedTurn } from '@/lib/contract/feedback-list';
import { type By, writeAudit } from './audit';
import { sqlClient } from './client';
import { readSettings } from './instance-settings';
import { readBranch } from './messages';

export const FEEDBACK_PAGE = 30;

/** What is asked of the audit log to know who read what. */
const READ = 'feedback.read';

const MATCHES = `(:value = '' OR g.value = :value) AND (:agent = '' OR g.agent_id = :agent)
  AND (:withReason = 0 OR g.reason <> '')`;

/** What its person threw away, or wrote for the moment only, nobody reads. */
const THERE = 's.id IS NOT NULL AND s.deleted_at IS NULL AND s.temporary = 0';

const LIST = `SELECT g.message_id AS messageId, g.agent_id AS agentId, coalesce(a.name, '') AS agent,
    g.value, g.reason, g.created_at AS createdAt, ${THERE} AS there
  FROM ratings g LEFT JOIN agents a ON a.id = g.agent_id LEFT JOIN sessions s ON s.id = g.session_id
  WHERE ${MATCHES} ORDER BY g.created_at DESC, g.message_id LIMIT :limit OFFSET :skip`;

function matching({ value, agent, withReason }: FeedbackQuery) {
  return { value, agent, withReason: withReason ? 1 : 0 };
}

/** A page of ratings, newest first, and how many match. */
export async function listFeedback(
  query: FeedbackQuery,
): Promise<{ lines: FeedbackLine[]; up: number; down: number }> {
  const args = matching(query);
  const page = { limit: FEEDBACK_PAGE, skip: (query.page - 1) * FEEDBACK_PAGE };
  const [listed, counted] = await sqlClient().batch(
    [
      { sql: LIST, args: { ...args, ...page } },
      {
        sql: `SELECT count(*) FILTER (WHERE g.value = 'up') AS up,
          count(*) FILTER (WHERE g.value = 'down') AS down FROM ratings g WHERE ${MATCHES}`,
        args,
      },
    ],
    'read',
  );
  const [counts] = counted?.rows ?? [];
  return {
    lines: (listed?.rows ?? []).map(lineOf),
    up: Number(counts?.up ?? 0),
    down: Number(counts?.down ?? 0),
  };
}

/** All ratings that match, a page at a time, for a file. */
export async function* eachFeedback(query: FeedbackQuery): AsyncGenerator<FeedbackLine[]> {
  for (let page = 1; ; page++) {
    const { lines } = await listFeedback({ ...query, page });
    if (lines.length > 0) yield lines;
    if (lines.length < FEEDBACK_PAGE) return;
  }
}

function lineOf(row: Record<string, unknown>): FeedbackLine {
  return {
    messageId: String(row.messageId),
    agentId: String(row.agentId),
    agent: String(row.agent),
    value: row.value === 'up' ? 'up' : 'down',
    reason: String(row.reason),
    createdAt: Number(row.createdAt),
    there: row.there === 1,
  };
}

const RATED = `SELECT s.id AS sessionId, u.id AS personId,
    coalesce(nullif(u.name, ''), u.email) AS person,
    coalesce(a.name, '') AS agent, coalesce(a.icon, '') AS icon
  FROM ratings g JOIN sessions s ON s.id = g.session_id AND s.user_id = g.user_id
    JOIN messages m ON m.id = g.message_id AND m.session_id = s.id
    JOIN users u ON u.id = s.user_id LEFT JOIN agents a ON a.id = s.agent_id
  WHERE g.message_id = ? AND ${THERE}`;

/**
 * The rated answer with its question and all its steps. Noted in the audit log before it
 * is read. Throws `forbidden` where admins may not read conversations, `not_found` for an
 * answer that is not rated or that its person threw away.
 */
export async function readRatedTurn(
  messageId: string,
  by: By,
  now = Date.now(),
): Promise<RatedTurn> {
  if (!(await readSettings()).adminsReadConversations) throw new AppError('forbidden');
  const { rows } = await sqlClient().execute({ sql: RATED, args: [messageId] });
  const [row] = rows;
  if (!row) throw new AppError('not_found');
  const [sessionId, userId] = [String(row.sessionId), String(row.personId)];
  const [person, agent] = [String(row.person), String(row.agent)];
  const after = { agent, session: sessionId, message: messageId };
  await writeAudit({ ...by, action: READ, subjectId: userId, subject: person, after, now });
  const { messages } = await readBranch({ userId, sessionId }, messageId, 2);
  return { person, personId: userId, agent: { name: agent, icon: String(row.icon) }, messages };
}

/** One time that an admin read an answer of a person. */
export interface Reading {
  /** Unix milliseconds. */
  at: number;
  agent: string;
  /** Where it stands; null when the conversation is gone. */
  place: { sessionId: string; messageId: string } | null;
}

/** When admins read answers of this person, newest first. */
export async function listReadings(userId: string, limit = 50): Promise<Reading[]> {
  const { rows } = await sqlClient().execute({
    sql: `SELECT a.created_at AS at, a.after ->> 'agent' AS agent, s.id AS sessionId,
        a.after ->> 'message' AS messageId
      FROM audit a LEFT JOIN sessions s
        ON s.id = a.after ->> 'session' AND s.user_id = a.subject_id AND s.deleted_at IS NULL
      WHERE a.subject_id = ? AND a.action = '${READ}' ORDER BY a.n DESC LIMIT ?`,
    args: [userId, limit],
  });
  return rows.map((row) => ({
    at: Number(row.at),
    agent: String(row.agent ?? ''),
    place:
      row.sessionId === null
        ? null
        : { sessionId: String(row.sessionId), messageId: String(row.messageId) },
  }));
}
