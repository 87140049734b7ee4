/**
 * The budgets as conditions of the statement that starts a run, so that of any
 * number of sends at once only as many pass as are left. Its parameters: `userId`,
 * `agentId`, `now`, `day`, `monthDay`, and the environment's `perMinute` and
 * `concurrent`, which stand where the default row says nothing.
 */

const MINUTE_MS = 60_000;

const COLUMNS = `requests_per_minute, messages_per_day, tokens_per_day, tokens_per_month,
  concurrent_runs`;

/**
 * What a person started in the last minute and has deleted since. A trigger counts it
 * in `rate_windows`, so that deleting a conversation gives nothing back.
 */
function goneStarts(all: boolean): string {
  const key = "'gone:' || :userId || ':'";
  const which = all
    ? `key >= ${key} AND key < 'gone:' || :userId || ';'`
    : `key = ${key} || :agentId`;
  return `SELECT coalesce(sum(count), 0) FROM rate_windows
       WHERE ${which} AND window_start > :now - ${MINUTE_MS}`;
}

/** What a person used, of everything or of one agent. Each is read at most once a statement. */
function overBudget(agent: '' | ' AND agent_id = :agentId'): string {
  const runs = `SELECT count(*) FROM runs WHERE user_id = :userId${agent}`;
  const usage = (column: string, days: string) =>
    `SELECT coalesce(sum(${column}), 0) FROM usage_days
       WHERE user_id = :userId AND ${days}${agent}`;
  const used = {
    requests_per_minute: `(${runs} AND started_at > :now - ${MINUTE_MS}) + (${goneStarts(agent === '')})`,
    concurrent_runs: `${runs} AND status = 'running'`,
    messages_per_day: usage('messages', 'day = :day'),
    tokens_per_day: usage('total_tokens', 'day = :day'),
    tokens_per_month: usage('total_tokens', 'day BETWEEN :monthDay AND :day'),
  };
  return Object.entries(used)
    .map(([column, query]) => `(l.${column} IS NOT NULL AND (${query}) >= l.${column})`)
    .join('\n      OR ');
}

/** The limits on everything a person does, a row a budget. */
const ON_PERSON = `SELECT coalesce(d.requests_per_minute, :perMinute) AS requests_per_minute,
      d.messages_per_day, d.tokens_per_day, d.tokens_per_month,
      coalesce(d.concurrent_runs, :concurrent) AS concurrent_runs
    FROM (SELECT 1) LEFT JOIN budgets d ON d.scope = 'default' AND d.subject_id = ''
    UNION ALL SELECT ${COLUMNS} FROM budgets WHERE scope = 'person' AND subject_id = :userId
    UNION ALL SELECT ${COLUMNS} FROM group_members m
      CROSS JOIN budgets g ON g.scope = 'group' AND g.subject_id = m.group_id WHERE m.user_id = :userId`;

/** True while every budget that applies has something left. */
export const WITHIN_BUDGETS = `NOT EXISTS (SELECT 1 FROM (${ON_PERSON}) l WHERE ${overBudget('')})
    AND NOT EXISTS (SELECT 1 FROM budgets l WHERE l.scope = 'agent' AND l.subject_id = :agentId
      AND (${overBudget(' AND agent_id = :agentId')}))`;

/** Counts the message of the run `r` that `condition` picks. */
export const countMessage = (condition: string) => `INSERT INTO usage_days
    (user_id, day, agent_id, messages)
  SELECT r.user_id, :day, r.agent_id, 1 FROM runs r WHERE ${condition}
  ON CONFLICT (user_id, day, agent_id) DO UPDATE SET messages = messages + 1`;

/**
 * The refund: gives the message of the ended run `r` back, on the day it was
 * counted. `:refund` says that nothing was answered; a run its person stopped
 * keeps its message.
 */
export const refundMessage = (condition: string) => `UPDATE usage_days
    SET messages = max(0, messages - 1)
  WHERE :refund = 1 AND (user_id, day, agent_id) IN
    (SELECT r.user_id, r.started_at / 86400000, r.agent_id FROM runs r
     WHERE ${condition} AND r.status IN ('failed', 'interrupted'))`;
