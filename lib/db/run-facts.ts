/** What runs now and how the last day's runs ended, for the system page. */

import type { RunStatus } from '@/lib/contract/events';
import { sqlClient } from './client';

const DAY_MS = 86_400_000;
/** The newest runs are counted, as many as can be read in a moment. */
const COUNTED = 20_000;

/** Times are Unix milliseconds. */
export interface RunFacts {
  running: number;
  /** The one that has run longest. */
  oldest: { startedAt: number; agent: string } | null;
  /** How many of the last 24 hours are in each state. */
  states: { status: RunStatus; count: number }[];
  /** There were more than are counted. */
  more: boolean;
}

/** Counts without walking through all runs there ever were. */
export async function readRunFacts(now: number): Promise<RunFacts> {
  const [running, states] = await sqlClient().batch(
    [
      `SELECT count(*) AS running, min(started_at) AS startedAt,
        (SELECT name FROM agents WHERE id = agent_id) AS agent
        FROM runs WHERE status = 'running'`,
      {
        sql: `SELECT status, count(*) AS count FROM
            (SELECT status, started_at FROM runs ORDER BY n DESC LIMIT ${COUNTED})
          WHERE started_at > ? GROUP BY status ORDER BY count DESC`,
        args: [now - DAY_MS],
      },
    ],
    'read',
  );
  const first = running?.rows[0];
  const counts = (states?.rows ?? []).map((row) => ({
    status: statusOf(row.status),
    count: Number(row.count),
  }));
  const count = Number(first?.running ?? 0);
  return {
    running: count,
    oldest:
      count === 0
        ? null
        : { startedAt: Number(first?.startedAt), agent: String(first?.agent ?? '') },
    states: counts,
    more: counts.reduce((sum, one) => sum + one.count, 0) >= COUNTED,
  };
}

const STATES: readonly RunStatus[] = ['running', 'completed', 'stopped', 'failed', 'interrupted'];

function statusOf(value: unknown): RunStatus {
  const status = STATES.find((known) => known === value);
  if (!status) throw new Error('A run is in a state that does not exist.');
  return status;
}
