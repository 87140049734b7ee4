/**
 * The run log: rows of all runs, interleaved, in the order they were committed.
 * Written on the hot path, so in plain SQL: one statement a tick for all runs.
 */

import type { InStatement } from '@libsql/client';
import { sqlClient } from './client';

/** One event to append. `run` is `runs.n`, `data` the event's JSON. */
export interface LogEntry {
  run: number;
  seq: number;
  data: string;
}

/** One event as read back. `n` is its place in the whole log. */
export interface LogRow extends LogEntry {
  n: number;
}

/** Rows of one statement that are written as values; more go as JSON, so that texts stay few. */
const MAX_VALUES = 32;

const RUNNING = `CROSS JOIN runs AS r ON r.n = e.run WHERE r.status = 'running' AND r.writer = ?`;

const APPEND_JSON = `WITH e (run, seq, data) AS
    (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))
  INSERT INTO events (run, seq, data) SELECT e.run, e.seq, e.data FROM e ${RUNNING}`;

const appendValues: string[] = Array.from(
  { length: MAX_VALUES + 1 },
  (_, count) => `WITH e (run, seq, data) AS (VALUES ${Array(count).fill('(?, ?, ?)').join(', ')})
  INSERT INTO events (run, seq, data) SELECT e.run, e.seq, e.data FROM e ${RUNNING}`,
);

/**
 * Appends the entries of runs that `writer` still drives, in one statement.
 * Returns how many rows were written: fewer than given means that some run was
 * ended by somebody else meanwhile, whose late entries were refused.
 */
export async function appendEvents(entries: readonly LogEntry[], writer: string): Promise<number> {
  const result = await sqlClient().execute(appendStatement(entries, writer));
  return result.rowsAffected;
}

function appendStatement(entries: readonly LogEntry[], writer: string): InStatement {
  const sql = appendValues[entries.length];
  if (entries.length === 0 || sql === undefined) {
    const rows = JSON.stringify(entries.map((entry) => [entry.run, entry.seq, entry.data]));
    return { sql: APPEND_JSON, args: [rows, writer] };
  }
  const args: (string | number)[] = [];
  for (const { run, seq, data } of entries) args.push(run, seq, data);
  args.push(writer);
  return { sql, args };
}

/** Rows after place `after`, of all runs, oldest first. */
export async function readLog(after: number, limit: number): Promise<LogRow[]> {
  const result = await sqlClient().execute({
    sql: 'SELECT n, run, seq, data FROM events WHERE n > ? ORDER BY n LIMIT ?',
    args: [after, limit],
  });
  return result.rows.map(toLogRow);
}

/** One run's rows after place `after`, oldest first, at most `limit`. */
export async function readRunLog(run: number, after: number, limit: number): Promise<LogRow[]> {
  const result = await sqlClient().execute({
    sql: 'SELECT n, run, seq, data FROM events WHERE n > ? AND run = ? ORDER BY n LIMIT ?',
    args: [after, run, limit],
  });
  return result.rows.map(toLogRow);
}

/** The place of the log's last row; 0 when it is empty. */
export async function lastLogPlace(): Promise<number> {
  const result = await sqlClient().execute('SELECT coalesce(max(n), 0) AS n FROM events');
  return Number(result.rows[0]?.n ?? 0);
}

/**
 * Removes rows that no running run and no run ended after `endedBefore` can need.
 * The last row stays, so that places never start over. Returns how many went.
 */
export async function pruneLog(endedBefore: number): Promise<number> {
  const result = await sqlClient().execute({
    sql: `DELETE FROM events
      WHERE n < (SELECT max(n) FROM events)
        AND n <= (SELECT coalesce(min(log_start), 9e15) FROM runs
                  WHERE status = 'running' OR ended_at > ?)`,
    args: [endedBefore],
  });
  return result.rowsAffected;
}

function toLogRow(row: Record<string, unknown>): LogRow {
  return {
    n: Number(row.n),
    run: Number(row.run),
    seq: Number(row.seq),
    data: String(row.data),
  };
}
