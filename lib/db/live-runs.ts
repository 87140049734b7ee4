/** The running runs of everybody, for admins. There are never many. */

import type { LiveLine } from '@/lib/contract/live-runs';
import { sqlClient } from './client';

const SHOWN = 50;

const RUNNING = `SELECT r.id, coalesce(a.name, '') AS agent, u.id AS personId,
    coalesce(nullif(u.name, ''), u.email) AS person, r.started_at AS startedAt
  FROM runs r JOIN users u ON u.id = r.user_id LEFT JOIN agents a ON a.id = r.agent_id
  WHERE r.status = 'running'`;

/** A running run, without what only its process knows. */
type Running = Omit<LiveLine, 'tokens'>;

/** What runs, the longest running first, and how many there are in all. */
export async function listRunning(): Promise<{ lines: Running[]; total: number }> {
  const [listed, counted] = await sqlClient().batch(
    [
      `${RUNNING} ORDER BY r.started_at, r.n LIMIT ${SHOWN}`,
      "SELECT count(*) AS n FROM runs WHERE status = 'running'",
    ],
    'read',
  );
  return { lines: (listed?.rows ?? []).map(lineOf), total: Number(counted?.rows[0]?.n ?? 0) };
}

/** One run that still runs; null when there is none of that id. */
export async function findRunning(id: string): Promise<Running | null> {
  const { rows } = await sqlClient().execute({ sql: `${RUNNING} AND r.id = ?`, args: [id] });
  const [row] = rows;
  return row ? lineOf(row) : null;
}

function lineOf(row: Record<string, unknown>): Running {
  return {
    id: String(row.id),
    agent: String(row.agent),
    personId: String(row.personId),
    person: String(row.person),
    startedAt: Number(row.startedAt),
  };
}
