/** The lists of a person's conversations: sidebar, archive, trash, and what changed. */

import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { SessionSummary } from '@/lib/contract/conversation-item';
import { db } from './client';
import { agents } from './schema/agents';
import { runs } from './schema/runs';
import { sessions } from './schema/sessions';
import { SHOWN, summary } from './session-summary';

/** Where the next page of a list starts: the last line of the one before. */
export interface SessionCursor {
  updatedAt: number;
  id: string;
}

const DEFAULT_PAGE = 40;
/** More pinned conversations than anybody wants; the rest stay findable. */
const MAX_PINNED = 100;

/** Row values, so that the index is entered at the page and not read from its beginning. */
function after(before: SessionCursor | undefined) {
  return (
    before && sql`(${sessions.updatedAt}, ${sessions.id}) < (${before.updatedAt}, ${before.id})`
  );
}

/** A page of the sidebar without what is pinned, latest activity first. */
export async function listSessions(
  userId: string,
  page: { before?: SessionCursor | undefined; limit?: number } = {},
): Promise<SessionSummary[]> {
  return sidebarQuery(userId, page);
}

/** The statement of {@link listSessions}, for looking at its plan. */
export function sidebarQuery(
  userId: string,
  page: { before?: SessionCursor | undefined; limit?: number } = {},
) {
  return db()
    .select(summary)
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.agentId))
    .where(and(eq(sessions.userId, userId), SHOWN, isNull(sessions.pinnedAt), after(page.before)))
    .orderBy(desc(sessions.updatedAt), desc(sessions.id))
    .limit(page.limit ?? DEFAULT_PAGE);
}

/** What this person pinned in the sidebar, latest activity first. */
export async function listPinned(userId: string): Promise<SessionSummary[]> {
  return db()
    .select(summary)
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.agentId))
    .where(and(eq(sessions.userId, userId), isNotNull(sessions.pinnedAt), SHOWN))
    .orderBy(desc(sessions.updatedAt), desc(sessions.id))
    .limit(MAX_PINNED);
}

/** A page of the archive, latest activity first. */
export async function listArchived(
  userId: string,
  page: { before?: SessionCursor | undefined; limit?: number } = {},
): Promise<SessionSummary[]> {
  return db()
    .select(summary)
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.agentId))
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.deletedAt),
        isNotNull(sessions.archivedAt),
        eq(sessions.temporary, false),
        after(page.before),
      ),
    )
    .orderBy(desc(sessions.updatedAt), desc(sessions.id))
    .limit(page.limit ?? DEFAULT_PAGE);
}

/** A conversation in the trash. `deletedAt` is Unix milliseconds. */
export interface TrashedSession extends SessionSummary {
  deletedAt: number;
}

/** A page of the trash, last deleted first. `before` is a line's `deletedAt` and id. */
export async function listTrash(
  userId: string,
  page: { before?: { deletedAt: number; id: string } | undefined; limit?: number } = {},
): Promise<TrashedSession[]> {
  const { before } = page;
  return db()
    .select({ ...summary, deletedAt: sql<number>`${sessions.deletedAt}`.mapWith(Number) })
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.agentId))
    .where(
      and(
        eq(sessions.userId, userId),
        // Zero: being deleted for good at this moment.
        gt(sessions.deletedAt, 0),
        before &&
          or(
            lt(sessions.deletedAt, before.deletedAt),
            and(eq(sessions.deletedAt, before.deletedAt), gt(sessions.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(sessions.deletedAt), asc(sessions.id))
    .limit(page.limit ?? DEFAULT_PAGE);
}

/** A conversation with the run that runs in it, and the last message of the branch it shows. */
export interface ChangedSession extends SessionSummary {
  headId: string | null;
  runId: string | null;
}

/**
 * Conversations of a person with activity after `since`, with a running answer, or
 * named in `also`, for the marks in the sidebar: wherever they are kept.
 */
export async function listChangedSessions(
  userId: string,
  since: number,
  also: readonly string[] = [],
): Promise<ChangedSession[]> {
  return db()
    .select({ ...summary, headId: sessions.headId, runId: runs.id })
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.agentId))
    .leftJoin(runs, and(eq(runs.sessionId, sessions.id), eq(runs.status, 'running')))
    .where(
      and(
        eq(sessions.userId, userId),
        or(
          sql`${sessions.updatedAt} > ${since}`,
          isNotNull(runs.id),
          also.length > 0 ? inArray(sessions.id, [...also]) : undefined,
        ),
      ),
    )
    .orderBy(desc(sessions.updatedAt))
    .limit(100);
}

/** So many conversations that went while nobody listened are told of; more are seen with the next page. */
const MAX_MISSED = 500;

/**
 * Ids of what a tab that did not listen since `since` may show wrongly: the newest page, what is
 * pinned, and what was put away or deleted since. A new title, a pin or a tag is no activity.
 */
export async function listMissed(userId: string, since: number): Promise<string[]> {
  const [shown, pinned, gone] = await Promise.all([
    listSessions(userId),
    listPinned(userId),
    db()
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(
          eq(sessions.userId, userId),
          or(gt(sessions.deletedAt, since), gt(sessions.archivedAt, since)),
        ),
      )
      .limit(MAX_MISSED),
  ]);
  return [...new Set([...shown, ...pinned, ...gone].map(({ id }) => id))];
}
