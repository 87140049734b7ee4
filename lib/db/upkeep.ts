/**
 * Who does the upkeep, and which processes there are. All by the database's clock and
 * by compare-and-set, so that any number of processes may share a database.
 */

import { sqlClient } from './client';

/** What is done every now and then, by one process at a time. */
export type UpkeepTask = 'retention' | 'backup';

const NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
const INSTANCE = 'instance:';
/** A process that was not heard of for so long is gone. */
const SEEN_MS = 180_000;
const FORGOTTEN_MS = 86_400_000;

/** True for the one caller that may do the task now; false for everybody else until `everyMs` are over. */
export async function claimTask(task: UpkeepTask, everyMs: number): Promise<boolean> {
  const { rowsAffected } = await sqlClient().execute({
    sql: `INSERT INTO settings (key, value, updated_at) VALUES (?, '', ${NOW})
      ON CONFLICT (key) DO UPDATE SET updated_at = ${NOW} WHERE updated_at <= ${NOW} - ?`,
    args: [`upkeep:${task}`, everyMs],
  });
  return rowsAffected === 1;
}

/** Gives a task back that did not work: it may be claimed again after `afterMs`. */
export async function retryTask(task: UpkeepTask, everyMs: number, afterMs: number): Promise<void> {
  await sqlClient().execute({
    sql: `UPDATE settings SET updated_at = ${NOW} - ? WHERE key = ?`,
    args: [Math.max(0, everyMs - afterMs), `upkeep:${task}`],
  });
}

/** When a task was last claimed, Unix milliseconds; null for never. */
export async function lastTask(task: UpkeepTask): Promise<number | null> {
  const { rows } = await sqlClient().execute({
    sql: 'SELECT updated_at AS at FROM settings WHERE key = ?',
    args: [`upkeep:${task}`],
  });
  return rows[0] ? Number(rows[0].at) : null;
}

/** A process that serves this database. Times are Unix milliseconds. */
export interface Instance {
  id: string;
  host: string;
  pid: number;
  version: string;
  startedAt: number;
  seenAt: number;
}

/** Says that a process is there, and forgets those of yesterday. */
export async function noteInstance(instance: Omit<Instance, 'seenAt'>): Promise<void> {
  const { id, ...facts } = instance;
  await sqlClient().batch(
    [
      {
        sql: `INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ${NOW})
          ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
        args: [INSTANCE + id, JSON.stringify(facts)],
      },
      {
        sql: `DELETE FROM settings WHERE key >= ? AND key < ? AND updated_at < ${NOW} - ?`,
        args: [INSTANCE, 'instance;', FORGOTTEN_MS],
      },
    ],
    'write',
  );
}

/** The processes that were heard of in the last minutes, the oldest first. */
export async function listInstances(): Promise<Instance[]> {
  const { rows } = await sqlClient().execute({
    sql: `SELECT key, value, updated_at AS at FROM settings
      WHERE key >= ? AND key < ? AND updated_at > ${NOW} - ?`,
    args: [INSTANCE, 'instance;', SEEN_MS],
  });
  return rows
    .map((row) => ({
      ...JSON.parse(String(row.value)),
      id: String(row.key).slice(INSTANCE.length),
      seenAt: Number(row.at),
    }))
    .sort((a: Instance, b: Instance) => a.startedAt - b.startedAt);
}

/** The database's clock, Unix milliseconds. */
export async function databaseTime(): Promise<number> {
  const { rows } = await sqlClient().execute(`SELECT ${NOW} AS now`);
  return Number(rows[0]?.now);
}
