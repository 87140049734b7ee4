/**
 * What an agent was after each change. A version is read out of the tables by the
 * batch that makes the change, so that it holds what was stored and nothing else.
 */

import type { InStatement } from '@libsql/client';
import { and, desc, eq } from 'drizzle-orm';
import { type AgentSettings, agentSettingsSchema } from '@/lib/contract/agent';
import { db } from './client';
import { agentVersions } from './schema/agents';

/** How many versions of an agent are kept; older ones go. */
export const KEPT_VERSIONS = 200;

/** A version in the list. `byEmail` is empty for the command line and the set-up. */
export interface AgentVersion {
  version: number;
  byEmail: string;
  /** Unix milliseconds. */
  createdAt: number;
  settings: AgentSettings;
}

/** All that the form holds, as JSON, of the agent `a` with its limits `l`. */
const SETTINGS = `json_object(
    'name', a.name, 'description', a.description, 'icon', a.icon, 'colour', a.colour,
    'engine', json(a.engine), 'enabled', json(CASE a.enabled WHEN 1 THEN 'true' ELSE 'false' END),
    'access', a.access,
    'people', json((SELECT json_group_array(user_id) FROM (SELECT user_id FROM agent_people
      WHERE agent_id = a.id ORDER BY user_id))),
    'groups', json((SELECT json_group_array(group_id) FROM (SELECT group_id FROM agent_groups
      WHERE agent_id = a.id ORDER BY group_id))),
    'welcome', a.welcome, 'starters', json(a.starters), 'traceVisibility', a.trace_visibility,
    'inputPrice', a.input_price, 'outputPrice', a.output_price, 'currency', a.currency,
    'limits', json_object('requestsPerMinute', l.requests_per_minute,
      'messagesPerDay', l.messages_per_day, 'tokensPerDay', l.tokens_per_day,
      'tokensPerMonth', l.tokens_per_month, 'concurrentRuns', l.concurrent_runs))`;

const FROM = `FROM agents a LEFT JOIN budgets l ON l.scope = 'agent' AND l.subject_id = a.id
  WHERE a.id = :agentId`;

const INSERT = 'INSERT INTO agent_versions (agent_id, version, data, by_email, created_at)';

/** Keeps what stands now as the first version, where there is none yet: before the first change. */
export function firstVersion(agentId: string): InStatement {
  return {
    sql: `${INSERT} SELECT a.id, 1, ${SETTINGS}, '', a.updated_at ${FROM}
      AND NOT EXISTS (SELECT 1 FROM agent_versions WHERE agent_id = a.id)`,
    args: { agentId },
  };
}

/**
 * Keeps what stands now as the next version, if the statement right before changed a
 * row; and lets the oldest go. Nothing is kept that equals the last version.
 */
export function nextVersion(agentId: string, byEmail: string): InStatement[] {
  const last = `(SELECT v.data FROM agent_versions v WHERE v.agent_id = a.id
    ORDER BY v.version DESC LIMIT 1)`;
  return [
    {
      sql: `${INSERT} SELECT a.id,
        coalesce((SELECT max(version) FROM agent_versions WHERE agent_id = a.id), 0) + 1,
        ${SETTINGS}, :byEmail, a.updated_at ${FROM}
        AND changes() > 0 AND ${SETTINGS} IS NOT ${last}`,
      args: { agentId, byEmail },
    },
    {
      sql: `DELETE FROM agent_versions WHERE agent_id = :agentId AND version <=
        (SELECT max(version) FROM agent_versions WHERE agent_id = :agentId) - ${KEPT_VERSIONS}`,
      args: { agentId },
    },
  ];
}

/** The versions of an agent that can be read, newest first. For admins. */
export async function listVersions(agentId: string): Promise<AgentVersion[]> {
  const rows = await db()
    .select()
    .from(agentVersions)
    .where(eq(agentVersions.agentId, agentId))
    .orderBy(desc(agentVersions.version));
  return rows.flatMap((row) => {
    const read = agentSettingsSchema.safeParse(row.data);
    if (!read.success) return [];
    const { version, byEmail, createdAt } = row;
    return [{ version, byEmail, createdAt, settings: read.data }];
  });
}

/** One version's settings; null when there is none. For admins. */
export async function readVersion(agentId: string, version: number): Promise<AgentSettings | null> {
  const [row] = await db()
    .select({ data: agentVersions.data })
    .from(agentVersions)
    .where(and(eq(agentVersions.agentId, agentId), eq(agentVersions.version, version)));
  const read = agentSettingsSchema.safeParse(row?.data);
  return read.success ? read.data : null;
}
