/**
 * The roll-ups held against the runs they were made of. Conversations deleted for
 * good take their runs along while the roll-ups keep what was used, so a roll-up may
 * rightly hold more than the runs say (a surplus), but never less (missing).
 */

import { sqlClient } from './client';
import { bucketSql } from './latency';
import { DAY_MS, HOUR_MS, HOURS_KEPT_DAYS } from './usage-rollup';

/** How far a roll-up and the runs are apart. `costMicros` is summed over currencies. */
export interface Gap {
  /** Rows of the roll-up that differ. */
  rows: number;
  runs: number;
  tokens: number;
  costMicros: number;
}

/** One roll-up's comparison. */
export interface RollupCheck {
  table: string;
  rows: number;
  /** What the runs say and the roll-up lacks: an error. */
  missing: Gap;
  /** What only the roll-up knows: as a rule, of conversations deleted for good. */
  surplus: Gap;
}

interface Rollup {
  table: string;
  keys: readonly string[];
  measures: readonly string[];
  /** The same rows, made of the runs. */
  want: string;
  /** Which rows are compared: those upkeep does not remove yet. */
  kept?: string;
}

/** A table by hour, or its twin by day. */
interface Unit {
  name: 'hour' | 'day';
  ms: number;
  /** A condition on `started_at`, and the same on the unit. */
  ended: string;
  kept?: string;
}

const MEASURES = ['runs', 'input_tokens', 'output_tokens', 'total_tokens', 'cost_micros'];
const TOKENS = 'coalesce(total_tokens, 0) + coalesce(title_input_tokens + title_output_tokens, 0)';
const both = (measure: string) =>
  `sum(coalesce(${measure}, 0) + coalesce(title_${measure}, 0)) AS ${measure}`;
const SUMS = `count(*) AS runs, ${both('input_tokens')}, ${both('output_tokens')},
  sum(${TOKENS}) AS total_tokens, ${both('cost_micros')}`;
const CURRENCY = "coalesce(currency, '') AS currency";
const ENDED = "FROM runs WHERE status <> 'running'";

const DAY: Unit = { name: 'day', ms: DAY_MS, ended: ENDED };

/** The hours that are surely kept: a day less than upkeep keeps. */
function lastHours(now: number): Unit {
  const first = Math.floor(now / HOUR_MS) - (HOURS_KEPT_DAYS - 1) * 24;
  const ended = `${ENDED} AND started_at >= ${first * HOUR_MS}`;
  return { name: 'hour', ms: HOUR_MS, ended, kept: `WHERE hour >= ${first}` };
}

function latencies(table: string, { name, ms, ended, ...unit }: Unit): Rollup {
  const kind = (which: string, time: string, condition: string) =>
    `SELECT started_at / ${ms} AS ${name}, agent_id, '${which}' AS kind, ${bucketSql(time)} AS bucket
     ${ended} AND ${condition}`;
  return {
    ...unit,
    table,
    keys: [name, 'agent_id', 'kind', 'bucket'],
    measures: ['runs'],
    want: `SELECT ${name}, agent_id, kind, bucket, count(*) AS runs FROM (
      ${kind('first', 'first_event_ms', 'first_event_ms IS NOT NULL')} UNION ALL
      ${kind('total', 'duration_ms', "status = 'completed' AND duration_ms IS NOT NULL")})
      GROUP BY 1, 2, 3, 4`,
  };
}

function outcomes(table: string, { name, ms, ended, ...unit }: Unit): Rollup {
  return {
    ...unit,
    table,
    keys: [name, 'agent_id', 'outcome', 'currency'],
    measures: MEASURES,
    want: `SELECT started_at / ${ms} AS ${name}, agent_id, coalesce(error_code, status) AS outcome,
      ${CURRENCY}, ${SUMS} ${ended} GROUP BY 1, 2, 3, 4`,
  };
}

function people(table: string, { name, ms, ended, ...unit }: Unit): Rollup {
  return {
    ...unit,
    table,
    keys: [name, 'user_id', 'agent_id', 'outcome', 'currency'],
    measures: MEASURES,
    want: `SELECT started_at / ${ms} AS ${name}, user_id, agent_id,
      coalesce(error_code, status) AS outcome, ${CURRENCY}, ${SUMS} ${ended} GROUP BY 1, 2, 3, 4, 5`,
  };
}

const BUDGETS: Rollup = {
  table: 'usage_days',
  keys: ['user_id', 'day', 'agent_id'],
  measures: ['total_tokens'],
  want: `SELECT user_id, started_at / ${DAY_MS} AS day, agent_id, sum(${TOKENS}) AS total_tokens
    ${ENDED} AND ${TOKENS} > 0 GROUP BY 1, 2, 3`,
};

const WEEKS: Rollup = {
  table: 'person_weeks',
  keys: ['week', 'user_id', 'currency'],
  measures: MEASURES,
  want: `SELECT started_at / ${DAY_MS} / 7 AS week, user_id, ${CURRENCY}, ${SUMS}
    ${ENDED} GROUP BY 1, 2, 3`,
};

const ACTIVE: Rollup = {
  table: 'active_days',
  keys: ['day', 'agent_id'],
  measures: ['people'],
  want: `SELECT started_at / ${DAY_MS} AS day, k.value AS agent_id,
      count(DISTINCT user_id) AS people
    ${ENDED.replace('FROM runs', "FROM runs, json_each(json_array('', agent_id)) k")} GROUP BY 1, 2`,
};

function rollups(now: number): readonly Rollup[] {
  const hour = lastHours(now);
  return [
    BUDGETS,
    outcomes('run_hours', hour),
    outcomes('run_days', DAY),
    people('person_hours', hour),
    people('person_days', DAY),
    WEEKS,
    ACTIVE,
    latencies('run_latencies', hour),
    latencies('run_latency_days', DAY),
  ];
}

/** Compares every roll-up with the runs, without changing anything. Reads all runs. */
export async function checkUsage(now = Date.now()): Promise<RollupCheck[]> {
  const all = rollups(now);
  const results = await sqlClient().batch(
    all.flatMap((rollup) => [
      `SELECT count(*) AS n FROM ${rollup.table}`,
      compare(rollup, 'want', 'have'),
      compare(rollup, 'have', 'want'),
    ]),
    'read',
  );
  return all.map(({ table }, at) => ({
    table,
    rows: Number(results[at * 3]?.rows[0]?.n ?? 0),
    missing: gapOf(results[at * 3 + 1]?.rows[0]),
    surplus: gapOf(results[at * 3 + 2]?.rows[0]),
  }));
}

/** By how much rows of `more` exceed those of `less`. */
function compare(rollup: Rollup, more: string, less: string): string {
  const over = (measure: string) =>
    rollup.measures.includes(measure)
      ? `max(0, ${more}.${measure} - coalesce(${less}.${measure}, 0))`
      : '0';
  const any = rollup.measures.map((measure) => `${over(measure)} > 0`).join(' OR ');
  return `WITH want AS (${rollup.want}), have AS (SELECT * FROM ${rollup.table} ${rollup.kept ?? ''})
    SELECT count(*) AS "rows", coalesce(sum(${over('runs')}), 0) AS runs,
      coalesce(sum(${over('total_tokens')}), 0) AS tokens,
      coalesce(sum(${over('cost_micros')}), 0) AS cost
    FROM ${more} LEFT JOIN ${less} USING (${rollup.keys.join(', ')}) WHERE ${any}`;
}

function gapOf(row: Record<string, unknown> = {}): Gap {
  return {
    rows: Number(row.rows),
    runs: Number(row.runs),
    tokens: Number(row.tokens),
    costMicros: Number(row.cost),
  };
}

/**
 * Brings every roll-up up to what the runs say, one batch each, so that runs which
 * end meanwhile are neither lost nor counted twice. Lowers nothing: what only the
 * roll-up knows stays. Messages counted for budgets are left as they are.
 */
export async function rebuildUsage(now = Date.now()): Promise<void> {
  for (const { table, keys, measures, want } of rollups(now)) {
    const columns = [...keys, ...measures].join(', ');
    const raise = measures.map((one) => `${one} = max(${table}.${one}, excluded.${one})`);
    await sqlClient().batch(
      [
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM (${want}) WHERE true
         ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${raise.join(', ')}`,
      ],
      'write',
    );
  }
}
