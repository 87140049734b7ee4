/**
 * The run log: rows of all runs, interleaved, in the order they were committed.
 * Written on the hot path, so in plain SQL: one statement a tick for all runs.
 */

import { sqlClient } from './client';
import type { Batch } from './node-sqlite';

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

/** Rows of one statement: more in one save little, and each number of them is a text to keep. */
const MAX_ROWS = 32;

const appendRows: string[] = Array.from(
  { length: MAX_ROWS + 1 },
  (_, count) => `WITH e (run, seq, data) AS (VALUES ${Array(count).fill('(?, ?, ?)').join(', ')})
  INSERT INTO events (run, seq, data) SELECT e.run, e.seq, e.data
    FROM e CROSS JOIN runs AS r ON r.n = e.run WHERE r.status = 'running' AND r.writer = ?`,
);

/**
 * The batch that appends the entries of runs that `writer` still drives. It writes
 * fewer rows than given when some run was ended by somebody else meanwhile, whose late
 * entries are refused.
 */
export function appendBatch(entries: readonly LogEntry[], writer: string): Batch {
  const batch: Batch = [];
  for (let from = 0; from < entries.length; from += MAX_ROWS) {
    const args: (string | number)[] = [];
    const rows = entries.slice(from, from + MAX_ROWS);
    for (const { run, seq, data } of rows) args.push(run, seq, toStored(data));
    args.push(writer);
    batch.push({ sql: appendRows[rows.length] ?? '', args });
  }
  return batch;
}

const TEXT_HEAD = '{"type":"text","content":';

/** Most events are text, and all of its JSON but the string itself is always the same. */
function toStored(data: string): string {
  return data.startsWith(TEXT_HEAD) ? data.slice(TEXT_HEAD.length, -1) : data;
}

function fromStored(stored: string): string {
  return stored.startsWith('"') ? `${TEXT_HEAD}${stored}}` : stored;
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
    data: fromStored(String(row.data)),
  };
}
