/**
 * The figures of the usage dashboard, read from the roll-ups: hours for the last
 * 24 of them and where bars are hours, days for everything else. The statements come one
 * after the other, so that answers that are streamed meanwhile wait for one at most. How long one person's
 * answers took is in no roll-up: it is read from the last of their runs.
 */

import { setImmediate as breathe } from 'node:timers/promises';
import type { InArgs, Row } from '@libsql/client';
import type { PersonUsage, UsageFigures } from '@/lib/contract/usage-figures';
import {
  hoursOf,
  spanBefore,
  spanOf,
  startOfUnit,
  type UsageQuery,
  type UsageSpan,
} from '@/lib/contract/usage-query';
import { sqlClient } from './client';
import { figuresOf, moneyOf } from './dashboard-sums';
import { bucketSql } from './latency';
import { DAY_MS, HOUR_MS } from './usage-rollup';

/** People shown on the page; the file has all. */
const SHOWN_PEOPLE = 20;
/** From so many of a person's last answers their times are told: some 30 ms of reading. */
const TIMED_RUNS = 10_000;

/** A stretch of time, of one agent and one person or (empty) of all. */
interface Asked extends UsageSpan {
  agent: string;
  person: string;
}

const SUMS = `sum(runs) AS runs, sum(input_tokens) AS input, sum(output_tokens) AS output,
  sum(total_tokens) AS tokens, sum(cost_micros) AS cost`;

/** All figures of a query, and the same of its bars. */
export async function readUsage(query: UsageQuery, now = Date.now()): Promise<UsageFigures> {
  const { agent, person } = query;
  const span = spanOf(query, now);
  const asked = { ...span, agent, person };
  const bars = { ...(query.step === 'hour' ? hoursOf(span, now) : span), agent, person };
  const earlier = spanBefore(span);
  const rows = await readOutcomes({ ...asked, from: earlier.from });
  const [agents, times, barTimes, active] = [
    await readAgents(),
    await readTimes(asked, 'agent_id'),
    await readTimes(bars, bars.unit),
    await readActive(bars),
  ];
  const barRows = bars.unit === span.unit ? rows : await readOutcomes(bars);
  const { people, count } = await readPeople(asked, SHOWN_PEOPLE);
  return figuresOf({ span, bars, rows, barRows, times, barTimes, active, agents, people, count });
}

/** Everybody who used something, the most active first. */
export async function readAllPeople(query: UsageQuery, now = Date.now()): Promise<PersonUsage[]> {
  const { agent, person } = query;
  return (await readPeople({ ...spanOf(query, now), agent, person }, -1)).people;
}

async function rowsOf(sql: string, args: InArgs = {}): Promise<Row[]> {
  await breathe();
  return (await sqlClient().execute({ sql, args })).rows;
}

/** Of one agent, if one was asked for. */
const ofAgent = ({ agent }: Asked) => (agent === '' ? '' : 'AND agent_id = :agent');

function argsOf({ from, to, agent, person }: Asked): InArgs {
  return {
    from,
    to,
    ...(agent === '' ? {} : { agent }),
    ...(person === '' ? {} : { person }),
  };
}

/** Where the rows of a stretch are: for one person looked up unit by unit, by the tables' key. */
function rowsWithin({ unit, person }: Asked): string {
  return person === ''
    ? `run_${unit}s WHERE ${unit} BETWEEN :from AND :to`
    : `(WITH RECURSIVE units(at) AS
         (SELECT :from UNION ALL SELECT at + 1 FROM units WHERE at < :to)
       SELECT p.* FROM units CROSS JOIN person_${unit}s p
         ON p.${unit} = units.at AND p.user_id = :person) WHERE true`;
}

function readOutcomes(asked: Asked): Promise<Row[]> {
  return rowsOf(
    `SELECT ${asked.unit} AS at, agent_id AS agent, outcome, currency, runs, input_tokens AS input,
       output_tokens AS output, total_tokens AS tokens, cost_micros AS cost
     FROM ${rowsWithin(asked)} ${ofAgent(asked)}`,
    argsOf(asked),
  );
}

/** Of one person: those of their last answers in conversations that were not deleted for good. */
function readOwnTimes(asked: Asked, by: 'hour' | 'day' | 'agent_id'): Promise<Row[]> {
  const at = (unit: string) => `started_at / ${unit === 'hour' ? HOUR_MS : DAY_MS}`;
  const within = { ...asked, from: startOfUnit(asked.unit, asked.from) };
  const to = startOfUnit(asked.unit, asked.to + 1) - 1;
  const kind = (name: string, time: string, condition: string) =>
    `SELECT key, '${name}' AS kind, ${bucketSql(time)} AS bucket, count(*) AS runs
     FROM own WHERE ${condition} AND ${time} IS NOT NULL GROUP BY 1, 3`;
  return rowsOf(
    `WITH own AS MATERIALIZED (
       SELECT ${by === 'agent_id' ? by : at(by)} AS key, status, first_event_ms, duration_ms
       FROM runs WHERE user_id = :person AND started_at BETWEEN :from AND :to ${ofAgent(asked)}
         AND status <> 'running' ORDER BY started_at DESC LIMIT ${TIMED_RUNS})
     ${kind('first', 'first_event_ms', 'true')}
     UNION ALL ${kind('total', 'duration_ms', "status = 'completed'")}`,
    argsOf({ ...within, to }),
  );
}

function readTimes(asked: Asked, by: 'hour' | 'day' | 'agent_id'): Promise<Row[]> {
  if (asked.person !== '') return readOwnTimes(asked, by);
  const table = asked.unit === 'hour' ? 'run_latencies' : 'run_latency_days';
  return rowsOf(
    `SELECT ${by} AS key, kind, bucket, sum(runs) AS runs FROM ${table}
     WHERE ${asked.unit} BETWEEN :from AND :to ${ofAgent(asked)} GROUP BY 1, 2, 3`,
    argsOf(asked),
  );
}

/** How many people there were in each hour or day. Of one person nobody asks. */
function readActive(asked: Asked): Promise<Row[]> {
  const { from, to, agent, person } = asked;
  if (person !== '') return Promise.resolve([]);
  return asked.unit === 'day'
    ? rowsOf(
        `SELECT day AS at, people FROM active_days
         WHERE day BETWEEN :from AND :to AND agent_id = :agent`,
        { from, to, agent },
      )
    : rowsOf(
        `SELECT hour AS at, count(DISTINCT user_id) AS people FROM person_hours
         WHERE hour BETWEEN :from AND :to ${ofAgent(asked)} GROUP BY 1`,
        argsOf(asked),
      );
}

function readAgents(): Promise<Row[]> {
  return rowsOf('SELECT id, name FROM agents');
}

/**
 * The rows of people in a stretch. Whole weeks stand in a table of their own, a seventh
 * as long; it knows no agents.
 */
function rowsOfPeople(asked: Asked): string {
  const columns = 'user_id, currency, runs, input_tokens, output_tokens, total_tokens, cost_micros';
  const from = (table: string, condition: string) =>
    `SELECT ${columns} FROM ${table} WHERE ${condition}`;
  const { unit, agent, person } = asked;
  if (person !== '') return `SELECT ${columns} FROM ${rowsWithin(asked)} ${ofAgent(asked)}`;
  if (unit === 'hour' || agent !== '') {
    return from(`person_${unit}s`, `${unit} BETWEEN :from AND :to ${ofAgent(asked)}`);
  }
  const first = Math.ceil(asked.from / 7);
  const end = Math.floor((asked.to + 1) / 7);
  if (first >= end) return from('person_days', 'day BETWEEN :from AND :to');
  return [
    from('person_weeks', `week >= ${first} AND week < ${end}`),
    from('person_days', `day >= :from AND day < ${first * 7}`),
    from('person_days', `day >= ${end * 7} AND day <= :to`),
  ].join(' UNION ALL ');
}

async function readPeople(
  asked: Asked,
  limit: number,
): Promise<{ people: PersonUsage[]; count: number }> {
  const rows = await rowsOf(
    `WITH sums AS MATERIALIZED (
       SELECT user_id, currency, ${SUMS} FROM (${rowsOfPeople(asked)}) GROUP BY 1, 2),
     top AS MATERIALIZED (
       SELECT user_id, sum(runs) AS all_runs, count(*) OVER () AS people FROM sums
       GROUP BY user_id ORDER BY all_runs DESC, user_id LIMIT ${limit})
     SELECT t.people, u.id, u.email, u.name, s.currency, s.runs, s.input, s.output, s.tokens, s.cost
     FROM top t JOIN sums s USING (user_id) JOIN users u ON u.id = t.user_id
     ORDER BY t.all_runs DESC, t.user_id, s.currency`,
    argsOf(asked),
  );
  const people = new Map<string, PersonUsage>();
  for (const row of rows) {
    const { id, email, name } = row;
    const person = people.get(String(id)) ?? { id, email, name, ...NOTHING, costs: [] };
    people.set(String(id), {
      id: String(id),
      email: String(email),
      name: String(name),
      runs: person.runs + Number(row.runs),
      inputTokens: person.inputTokens + Number(row.input),
      outputTokens: person.outputTokens + Number(row.output),
      tokens: person.tokens + Number(row.tokens),
      costs: [...person.costs, ...moneyOf(row)],
    });
  }
  return { people: [...people.values()], count: Number(rows[0]?.people ?? 0) };
}

const NOTHING = { runs: 0, inputTokens: 0, outputTokens: 0, tokens: 0 };

/** Whether anything was ever used. */
export async function wasUsed(): Promise<boolean> {
  return (await rowsOf('SELECT 1 FROM run_days LIMIT 1')).length > 0;
}
