/** Statements that changes of agents have in common, for their batches. */

import type { InStatement } from '@libsql/client';
import { type Query, type SQL, sql } from 'drizzle-orm';
import type { Limits } from '@/lib/contract/budget';
import { db } from './client';
import { agentGroups, agentPeople, agents } from './schema/agents';
import { groups, users } from './schema/people';

/** A Drizzle query as a statement, so that it can share a batch with an audit row. */
export function statement(query: { toSQL(): Query }): InStatement {
  const { sql: text, params } = query.toSQL();
  return { sql: text, args: params.map(bindable) };
}

function bindable(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw new TypeError(`Not a parameter: ${typeof value}.`);
}

/** Names the people of an agent who exist, if `condition` holds. */
export function namePeople(agentId: string, people: readonly string[], condition: SQL) {
  return statement(
    db()
      .insert(agentPeople)
      .select(
        sql`select ${agentId}, ${users.id} from ${users}
          where ${users.id} in (select value from json_each(${JSON.stringify(people)}))
          and ${condition}`,
      ),
  );
}

/** Names the groups of an agent that exist, if `condition` holds. */
export function nameGroups(agentId: string, ids: readonly string[], condition: SQL) {
  return statement(
    db()
      .insert(agentGroups)
      .select(
        sql`select ${agentId}, ${groups.id} from ${groups}
          where ${groups.id} in (select value from json_each(${JSON.stringify(ids)}))
          and ${condition}`,
      ),
  );
}

/** Sets what each person may use of an agent, while its row is the one of `updatedAt`. */
export function limitStatements(
  agentId: string,
  limits: Limits,
  { updatedAt, now }: { updatedAt: number; now: number },
): InStatement[] {
  const args = { agentId, updatedAt };
  const current =
    'EXISTS (SELECT 1 FROM agents WHERE id = :agentId AND updated_at = :updatedAt AND deleted_at IS NULL)';
  const none = Object.values(limits).every((limit) => limit === null);
  const clear = {
    sql: `DELETE FROM budgets WHERE scope = 'agent' AND subject_id = :agentId AND ${current}`,
    args,
  };
  if (none) return [clear];
  const store = {
    sql: `INSERT INTO budgets (scope, subject_id, requests_per_minute, messages_per_day,
        tokens_per_day, tokens_per_month, concurrent_runs, updated_at)
      SELECT 'agent', :agentId, :requestsPerMinute, :messagesPerDay, :tokensPerDay,
        :tokensPerMonth, :concurrentRuns, :now WHERE ${current}`,
    args: { ...args, ...limits, now },
  };
  return [clear, store];
}

/** The place after all others. */
export function nextPosition(): SQL<number> {
  return sql`(select coalesce(max(position), -1) + 1 from ${agents} where deleted_at is null)`;
}
