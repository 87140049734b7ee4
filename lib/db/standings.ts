/**
 * How the limits of a person stand: what is in force, of whom, and what is used of
 * it. Only for telling; the statement that starts a run decides (`budget-sql`).
 */

import type { InStatement, Row } from '@libsql/client';
import {
  BUDGET_SCOPES,
  dayOf,
  LIMIT_KINDS,
  type LimitKind,
  monthStartDay,
  resetOf,
  type Standing,
} from '@/lib/contract/budget';
import { sqlClient } from './client';

/** What the environment says, in force where the default budget says nothing. */
export interface StartLimits {
  /** Starts in a minute. */
  perMinute: number;
  /** Runs at once. */
  concurrent: number;
}

/** Whose limits, and when. Without `agentId`, those of all agents. */
export interface StandingsOf {
  userId: string;
  agentId?: string;
  /** Unix milliseconds. */
  now: number;
}

const COLUMN: Record<LimitKind, string> = {
  requestsPerMinute: 'requests_per_minute',
  messagesPerDay: 'messages_per_day',
  tokensPerDay: 'tokens_per_day',
  tokensPerMonth: 'tokens_per_month',
  concurrentRuns: 'concurrent_runs',
};
const LIMITS = Object.values(COLUMN)
  .map((column) => `b.${column}`)
  .join(', ');

const BUDGETS = `SELECT b.scope, b.subject_id, '' AS name, ${LIMITS} FROM budgets b
    WHERE (b.scope = 'default' AND b.subject_id = '') OR (b.scope = 'person' AND b.subject_id = :userId)
  UNION ALL SELECT b.scope, b.subject_id, g.name, ${LIMITS} FROM group_members m
    JOIN groups g ON g.id = m.group_id
    JOIN budgets b ON b.scope = 'group' AND b.subject_id = g.id WHERE m.user_id = :userId
  UNION ALL SELECT b.scope, b.subject_id, a.name, ${LIMITS} FROM budgets b
    JOIN agents a ON a.id = b.subject_id AND a.deleted_at IS NULL
    WHERE b.scope = 'agent' AND (:agentId = '' OR b.subject_id = :agentId)`;

const USAGE = `SELECT agent_id AS agentId,
    sum(CASE WHEN day = :day THEN messages ELSE 0 END) AS messages,
    sum(CASE WHEN day = :day THEN total_tokens ELSE 0 END) AS dayTokens,
    sum(total_tokens) AS monthTokens
  FROM usage_days WHERE user_id = :userId AND day BETWEEN :monthDay AND :day GROUP BY agent_id`;

const STARTS = `SELECT agent_id AS agentId, count(*) AS starts, min(started_at) AS oldest
    FROM runs WHERE user_id = :userId AND started_at > :now - 60000 GROUP BY agent_id
  UNION ALL SELECT substr(key, length('gone:' || :userId || ':') + 1), count, window_start
    FROM rate_windows WHERE key >= 'gone:' || :userId || ':' AND key < 'gone:' || :userId || ';'
      AND window_start > :now - 60000`;

const RUNNING = `SELECT agent_id AS agentId, count(*) AS running
  FROM runs WHERE user_id = :userId AND status = 'running' GROUP BY agent_id`;

/** Every limit that applies to a person, with what they used of it. */
export async function readStandings(
  { userId, agentId = '', now }: StandingsOf,
  defaults: StartLimits,
): Promise<Standing[]> {
  const days = { userId, day: dayOf(now), monthDay: monthStartDay(now) };
  const statements: InStatement[] = [
    { sql: BUDGETS, args: { userId, agentId } },
    { sql: USAGE, args: days },
    { sql: STARTS, args: { userId, now } },
    { sql: RUNNING, args: { userId } },
  ];
  const [budgets, ...counts] = await sqlClient().batch(statements, 'read');
  const used = counts.flatMap((result) => result.rows);
  return withDefault(budgets?.rows ?? [], defaults).flatMap((budget) =>
    standingsOf(budget, { used, now }),
  );
}

type Budget = Record<string, unknown>;

/** The budgets with the default's row, which need not be stored. */
function withDefault(budgets: readonly Budget[], { perMinute, concurrent }: StartLimits): Budget[] {
  const stored = budgets.find(({ scope }) => scope === 'default') ?? {};
  const inForce = {
    ...stored,
    scope: 'default',
    subject_id: '',
    requests_per_minute: stored.requests_per_minute ?? perMinute,
    concurrent_runs: stored.concurrent_runs ?? concurrent,
  };
  return [inForce, ...budgets.filter(({ scope }) => scope !== 'default')];
}

function standingsOf(budget: Budget, { used, now }: { used: Row[]; now: number }): Standing[] {
  const scope = BUDGET_SCOPES.find((known) => known === budget.scope) ?? 'default';
  const subjectId = String(budget.subject_id ?? '');
  const counted = used.filter((row) => scope !== 'agent' || row.agentId === subjectId);
  return LIMIT_KINDS.flatMap((kind): Standing[] => {
    const limit = budget[COLUMN[kind]];
    if (limit === null || limit === undefined) return [];
    const oldest = Math.min(
      ...counted.map((row) => Number(row.oldest ?? Number.POSITIVE_INFINITY)),
    );
    return [
      {
        kind,
        scope,
        subjectId: scope === 'person' ? '' : subjectId,
        subject: String(budget.name ?? ''),
        limit: Number(limit),
        used: counted.reduce((sum, row) => sum + Number(row[COUNTED[kind]] ?? 0), 0),
        resetAt: resetOf(kind, now, Number.isFinite(oldest) ? oldest : null),
      },
    ];
  });
}

/** The column of the counts that a limit is held against. */
const COUNTED: Record<LimitKind, string> = {
  requestsPerMinute: 'starts',
  messagesPerDay: 'messages',
  tokensPerDay: 'dayTokens',
  tokensPerMonth: 'monthTokens',
  concurrentRuns: 'running',
};
