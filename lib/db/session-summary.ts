/** What lists tell of a conversation, as columns of one select. */

import { sql } from 'drizzle-orm';
import type { SessionPlace } from '@/lib/contract/conversation-item';
import { agents } from './schema/agents';
import { runs } from './schema/runs';
import { sessions } from './schema/sessions';

// In a select of one table alone columns are written without theirs, so it is named.
const running = sql<number>`exists (
  select 1 from ${runs} r where r.session_id = ${sessions}.id and r.status = 'running'
)`.mapWith(Boolean);

const tagIds = sql<string[]>`(
  select json_group_array(st.tag_id) from session_tags st where st.session_id = ${sessions}.id
)`.mapWith((json): string[] => JSON.parse(String(json)));

const place = sql<SessionPlace>`case
  when ${sessions.deletedAt} is not null then 'trash'
  when ${sessions.temporary} = 1 then 'temporary'
  when ${sessions.archivedAt} is not null then 'archive'
  else 'list' end`;

/** The columns of a {@link SessionSummary}: from sessions joined with their agents. */
export const summary = {
  id: sessions.id,
  title: sessions.title,
  agentId: sessions.agentId,
  agentName: agents.name,
  agentIcon: agents.icon,
  updatedAt: sessions.updatedAt,
  running,
  unread: sql<number>`${sessions.updatedAt} > ${sessions.readAt}`.mapWith(Boolean),
  pinned: sql<number>`${sessions.pinnedAt} is not null`.mapWith(Boolean),
  tags: tagIds,
  place,
};

/** In the sidebar's list: as `sessions_shown` indexes them, so word for word. */
export const SHOWN = sql`${sessions.deletedAt} IS NULL AND ${sessions.archivedAt} IS NULL AND ${sessions.temporary} = 0`;
