/**
 * The roll-ups that admins and budgets read instead of the runs: written in the
 * batch that ends a run, by statements that find the run only if this very batch
 * ended it. A run belongs to the UTC day and hour in which it started, as its
 * message does. What a roll-up holds stays when a conversation is deleted for good.
 */

import { bucketOf } from './latency';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const MEASURES = 'runs, input_tokens, output_tokens, total_tokens, cost_micros';

const USED = `1, coalesce(r.input_tokens, 0), coalesce(r.output_tokens, 0),
    coalesce(r.total_tokens, 0), coalesce(r.cost_micros, 0)`;

const ADD = `runs = runs + 1, input_tokens = input_tokens + excluded.input_tokens,
    output_tokens = output_tokens + excluded.output_tokens,
    total_tokens = total_tokens + excluded.total_tokens,
    cost_micros = cost_micros + excluded.cost_micros`;

/**
 * What the tokens of a run cost by its agent's price now, in millionths of the
 * agent's currency. Whole numbers throughout; rounded once, half up, so that a run
 * is off by at most half a millionth. Null without a price or without tokens. Its
 * parameters: `inputTokens`, `outputTokens`.
 */
export const COST = `(SELECT (CAST(coalesce(:inputTokens, 0) AS INTEGER) * coalesce(a.input_price, 0)
      + CAST(coalesce(:outputTokens, 0) AS INTEGER) * coalesce(a.output_price, 0) + 500000) / 1000000
    FROM agents a WHERE a.id = runs.agent_id AND coalesce(a.input_price, a.output_price) IS NOT NULL
      AND coalesce(:inputTokens, :outputTokens) IS NOT NULL)`;

/**
 * The statements that count the ended run `ours` picks (`FROM runs r WHERE …`).
 * Their parameters: `firstBucket`, `totalBucket` of {@link bucketsOf}.
 */
export function rollupStatements(ours: string): string[] {
  const latencies = (table: string, unit: string, ms: number) => `INSERT INTO ${table}
      (${unit}, agent_id, kind, bucket, runs)
    SELECT r.started_at / ${ms}, r.agent_id, k.kind, k.bucket, 1
    ${ours.replace('FROM runs r', `FROM runs r, (SELECT 'first' AS kind, :firstBucket AS bucket UNION ALL SELECT 'total', :totalBucket) k`)}
      AND k.bucket IS NOT NULL
    ON CONFLICT (${unit}, agent_id, kind, bucket) DO UPDATE SET runs = runs + 1`;
  return [
    `INSERT INTO usage_days (user_id, day, agent_id, ${MEASURES})
     SELECT r.user_id, r.started_at / ${DAY_MS}, r.agent_id, ${USED} ${ours}
     ON CONFLICT (user_id, day, agent_id) DO UPDATE SET ${ADD}`,
    `INSERT INTO run_hours (hour, agent_id, outcome, ${MEASURES})
     SELECT r.started_at / ${HOUR_MS}, r.agent_id, coalesce(r.error_code, r.status), ${USED} ${ours}
     ON CONFLICT (hour, agent_id, outcome) DO UPDATE SET ${ADD}`,
    latencies('run_latencies', 'hour', HOUR_MS),
    latencies('run_latency_days', 'day', DAY_MS),
  ];
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
