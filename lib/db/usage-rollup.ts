/**
 * The roll-ups that admins and budgets read instead of the runs: written in the
 * batch that ends a run, by statements that find the run only if this very batch
 * ended it. A run belongs to the UTC day and hour in which it started, as its
 * message does. What a roll-up holds stays when a conversation is deleted for good.
 */

import { bucketOf } from './latency';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Tables by hour are kept for so many days; those by day stay. */
export const HOURS_KEPT_DAYS = 9;

const MEASURES = 'currency, runs, input_tokens, output_tokens, total_tokens, cost_micros';

const USED = `coalesce(r.currency, ''), 1, coalesce(r.input_tokens, 0),
    coalesce(r.output_tokens, 0), coalesce(r.total_tokens, 0), coalesce(r.cost_micros, 0)`;

/** What the title used; it is no answer. */
const TITLE_TOKENS = 'r.title_input_tokens + r.title_output_tokens';
const TITLE_USED = `coalesce(r.currency, ''), 0, r.title_input_tokens, r.title_output_tokens,
    ${TITLE_TOKENS}, coalesce(r.title_cost_micros, 0)`;

const ADD = `runs = runs + excluded.runs, input_tokens = input_tokens + excluded.input_tokens,
    output_tokens = output_tokens + excluded.output_tokens,
    total_tokens = total_tokens + excluded.total_tokens,
    cost_micros = cost_micros + excluded.cost_micros`;

/**
 * What the tokens of a run cost by its agent's price now, in millionths, and in which
 * currency: set once, when the run ends, so that a later price changes nothing. Whole
 * numbers throughout; rounded once, half up, so that a run is off by at most half a
 * millionth. Null without a price or without tokens. Its parameters: `inputTokens`,
 * `outputTokens`.
 */
export const SET_COST = `(cost_micros, currency) =
    (SELECT ${costOf(':inputTokens', ':outputTokens')}, a.currency
    FROM agents a WHERE a.id = runs.agent_id AND coalesce(a.input_price, a.output_price) IS NOT NULL
      AND coalesce(:inputTokens, :outputTokens) IS NOT NULL)`;

/**
 * What the tokens of a title cost, in the currency that its run was counted in; nothing
 * when the agent has another one by now.
 */
export const TITLE_COST = `(SELECT ${costOf(':inputTokens', ':outputTokens')} FROM agents a
    WHERE a.id = runs.agent_id AND a.currency = runs.currency
      AND coalesce(a.input_price, a.output_price) IS NOT NULL)`;

function costOf(input: string, output: string): string {
  return `(CAST(coalesce(${input}, 0) AS INTEGER) * coalesce(a.input_price, 0)
      + CAST(coalesce(${output}, 0) AS INTEGER) * coalesce(a.output_price, 0) + 500000) / 1000000`;
}

const HOUR = `r.started_at / ${HOUR_MS}`;
const DAY = `r.started_at / ${DAY_MS}`;

/**
 * The statements that count the ended run `ours` picks (`FROM runs r WHERE …`).
 * Their parameters: `firstBucket`, `totalBucket` of {@link bucketsOf}.
 */
export function rollupStatements(ours: string): string[] {
  const { hour, day, personHour, personDay, personWeek, budgets } = counted(ours, USED);
  return [
    budgets('r.total_tokens'),
    hour,
    day,
    countActive(ours), // Before the row that says they were.
    personHour,
    personDay,
    personWeek,
    latency({ table: 'run_latencies', unit: 'hour', at: HOUR }, ours),
    latency({ table: 'run_latency_days', unit: 'day', at: DAY }, ours),
  ];
}

/** The statements that add what the title of the run `ours` picks used. */
export function titleStatements(ours: string): string[] {
  const { budgets, ...tables } = counted(ours, TITLE_USED);
  return [budgets(TITLE_TOKENS), ...Object.values(tables)];
}

/** The statements that add `used` of the run `ours` picks to each table of sums. */
function counted(ours: string, used: string) {
  const count = (table: string, keys: Record<string, string>) => {
    const names = Object.keys(keys).join(', ');
    return `INSERT INTO ${table} (${names}, ${MEASURES})
      SELECT ${Object.values(keys).join(', ')}, ${used} ${ours}
      ON CONFLICT (${names}, currency) DO UPDATE SET ${ADD}`;
  };
  const agent = { agent_id: 'r.agent_id', outcome: 'coalesce(r.error_code, r.status)' };
  const person = { user_id: 'r.user_id', ...agent };
  return {
    hour: count('run_hours', { hour: HOUR, ...agent }),
    day: count('run_days', { day: DAY, ...agent }),
    personHour: count('person_hours', { hour: HOUR, ...person }),
    personDay: count('person_days', { day: DAY, ...person }),
    personWeek: count('person_weeks', { week: `${DAY} / 7`, user_id: 'r.user_id' }),
    budgets: (tokens: string) => `INSERT INTO usage_days (user_id, day, agent_id, total_tokens)
      SELECT r.user_id, ${DAY}, r.agent_id, ${tokens} ${ours} AND ${tokens} > 0
      ON CONFLICT (user_id, day, agent_id) DO UPDATE SET
        total_tokens = total_tokens + excluded.total_tokens`,
  };
}

/** Counts a person once a day: of all agents, and of each. */
function countActive(ours: string): string {
  return `INSERT INTO active_days (day, agent_id, people)
    SELECT ${DAY}, k.value, 1
    ${ours.replace('FROM runs r', "FROM runs r, json_each(json_array('', r.agent_id)) k")}
      AND NOT EXISTS (SELECT 1 FROM person_days p WHERE p.day = ${DAY} AND p.user_id = r.user_id
        AND (k.value = '' OR p.agent_id = k.value))
    ON CONFLICT (day, agent_id) DO UPDATE SET people = people + 1`;
}

function latency(
  { table, unit, at }: { table: string; unit: string; at: string },
  ours: string,
): string {
  const kinds = `(SELECT 'first' AS kind, :firstBucket AS bucket
    UNION ALL SELECT 'total', :totalBucket)`;
  return `INSERT INTO ${table} (${unit}, agent_id, kind, bucket, runs)
    SELECT ${at}, r.agent_id, k.kind, k.bucket, 1
    ${ours.replace('FROM runs r', `FROM runs r, ${kinds} k`)} AND k.bucket IS NOT NULL
    ON CONFLICT (${unit}, agent_id, kind, bucket) DO UPDATE SET runs = runs + 1`;
}

/** A run's times in milliseconds, as far as they count. */
export interface RunTimes {
  status: string;
  firstEventMs: number | null;
  durationMs: number | null;
}

/**
 * The buckets a run is counted in. Its whole time counts only when it completed: what
 * was stopped or broke off says nothing on how long an answer takes.
 */
export function bucketsOf({ status, firstEventMs, durationMs }: RunTimes): {
  firstBucket: number | null;
  totalBucket: number | null;
} {
  return {
    firstBucket: firstEventMs === null ? null : bucketOf(firstEventMs),
    totalBucket: status === 'completed' && durationMs !== null ? bucketOf(durationMs) : null,
  };
}
