/** The budgets as admins set them: one row for everybody, a group, a person or an agent. */

import { and, eq, sql } from 'drizzle-orm';
import { type BudgetScope, type Limits, NO_LIMITS } from '@/lib/contract/budget';
import { AppError } from '@/lib/contract/errors';
import { firstVersion, nextVersion } from './agent-versions';
import { auditChange, auditStatement, type By } from './audit';
import { db, sqlClient } from './client';
import { agents, budgets } from './schema/agents';
import { groups, users } from './schema/people';

/** Whom a budget is for. `subjectId` is empty for the default. */
export interface BudgetTarget {
  scope: BudgetScope;
  subjectId: string;
}

/** A stored budget with the name of whom it is for: a group's or agent's name, a person's address. */
export interface NamedBudget extends BudgetTarget {
  name: string;
  limits: Limits;
}

const limitColumns = {
  requestsPerMinute: budgets.requestsPerMinute,
  messagesPerDay: budgets.messagesPerDay,
  tokensPerDay: budgets.tokensPerDay,
  tokensPerMonth: budgets.tokensPerMonth,
  concurrentRuns: budgets.concurrentRuns,
};

/** The limits stored for one target; all null when none are. */
export async function readBudget({ scope, subjectId }: BudgetTarget): Promise<Limits> {
  const [row] = await db()
    .select(limitColumns)
    .from(budgets)
    .where(and(eq(budgets.scope, scope), eq(budgets.subjectId, subjectId)));
  return row ?? NO_LIMITS;
}

const subjectName = sql<string | null>`case ${budgets.scope}
  when 'group' then (select ${groups.name} from ${groups} where ${groups.id} = ${budgets.subjectId})
  when 'person' then (select ${users.email} from ${users} where ${users.id} = ${budgets.subjectId})
  when 'agent' then (select ${agents.name} from ${agents}
    where ${agents.id} = ${budgets.subjectId} and ${agents.deletedAt} is null)
  else '' end`;

/** All budgets of those that still exist, by scope and name. */
export async function listBudgets(): Promise<NamedBudget[]> {
  const rows = await db()
    .select({
      scope: budgets.scope,
      subjectId: budgets.subjectId,
      name: subjectName,
      limits: limitColumns,
    })
    .from(budgets)
    .orderBy(budgets.scope, subjectName);
  return rows.flatMap(({ name, ...row }) => (name === null ? [] : [{ ...row, name }]));
}

/**
 * Sets the limits of a target, from the next send on; all null removes the row.
 * Throws `not_found` when there is no such group, person or agent.
 */
export async function setBudget(
  target: BudgetTarget,
  limits: Limits,
  { now = Date.now(), ...by }: By & { now?: number },
): Promise<void> {
  const name = await nameOf(target);
  if (name === null) throw new AppError('not_found');
  const before = await readBudget(target);
  const args = { ...target, ...limits, now };
  const empty = Object.values(limits).every((limit) => limit === null);
  await sqlClient().batch(
    [
      ...(target.scope === 'agent' ? [firstVersion(target.subjectId)] : []),
      empty
        ? {
            sql: 'DELETE FROM budgets WHERE scope = :scope AND subject_id = :subjectId',
            args: { ...target },
          }
        : { sql: STORE, args },
      ...agentStatements(target, by.actor?.email ?? '', now),
      auditStatement({
        ...by,
        action: 'limits.update',
        subjectId: target.subjectId || 'default',
        subject: name,
        ...auditChange(before, limits),
        now,
      }),
    ],
    'write',
  );
}

/** The limits of an agent stand in its form and its versions, too: an open form notices. */
function agentStatements({ scope, subjectId }: BudgetTarget, email: string, now: number) {
  if (scope !== 'agent') return [];
  return [
    {
      sql: 'UPDATE agents SET updated_at = max(:now, updated_at + 1) WHERE id = :subjectId',
      args: { subjectId, now },
    },
    ...nextVersion(subjectId, email),
  ];
}

const STORE = `INSERT OR REPLACE INTO budgets (scope, subject_id, requests_per_minute,
    messages_per_day, tokens_per_day, tokens_per_month, concurrent_runs, updated_at)
  VALUES (:scope, :subjectId, :requestsPerMinute, :messagesPerDay, :tokensPerDay,
    :tokensPerMonth, :concurrentRuns, :now)`;

/** What the target is called; null when it does not exist. */
async function nameOf({ scope, subjectId }: BudgetTarget): Promise<string | null> {
  if (scope === 'default') return subjectId === '' ? 'everybody' : null;
  const result = await sqlClient().execute({ sql: NAME[scope], args: [subjectId] });
  const name = result.rows[0]?.name;
  return typeof name === 'string' ? name : null;
}

const NAME: Record<Exclude<BudgetScope, 'default'>, string> = {
  group: 'SELECT name FROM groups WHERE id = ?',
  person: 'SELECT email AS name FROM users WHERE id = ?',
  agent: 'SELECT name FROM agents WHERE id = ? AND deleted_at IS NULL',
};
