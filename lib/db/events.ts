/**
 * The run log: rows of all runs, interleaved, in the order they were committed.
 * Written on the hot path, so in plain SQL: one statement a tick for all runs.
 */

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

const APPEND = `INSERT INTO events (run, seq, data)
  SELECT r.n, j.value ->> 1, j.value ->> 2
  FROM json_each(?) AS j CROSS JOIN runs AS r ON r.n = j.value ->> 0
  WHERE r.status = 'running' AND r.writer = ?`;

/**
 * Appends the entries of runs that `writer` still drives, in one statement.
 * Returns how many rows were written: fewer than given means that some run was
 * ended by somebody else meanwhile, whose late entries were refused.
 */
export async function appendEvents(entries: readonly LogEntry[], writer: string): Promise<number> {
  const rows = JSON.stringify(entries.map((entry) => [entry.run, entry.seq, entry.data]));
  const result = await sqlClient().execute({ sql: APPEND, args: [rows, writer] });
  return result.rowsAffected;
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
