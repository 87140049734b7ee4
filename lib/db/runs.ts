/**
 * Runs after their start: ended by compare-and-set, kept alive by a lease in
 * database time, found by their owner. What a request can reach takes the user's id.
 */

import { and, desc, eq, sql } from 'drizzle-orm';
import type { TraceVisibility } from '@/lib/contract/agent';
import type { ErrorCode } from '@/lib/contract/errors';
import type { RunStatus, Usage } from '@/lib/contract/events';
import type { MessagePart } from '@/lib/contract/message';
import { refundMessage } from './budget-sql';
import { db, sqlClient } from './client';
import { partColumns } from './message-parts';
import { named } from './named';
import { DB_NOW } from './run-start';
import { agents } from './schema/agents';
import { runs } from './schema/runs';
import { sessions } from './schema/sessions';
import { writeAlone } from './shared-commit';
import { bucketsOf, rollupStatements, SET_COST } from './usage-rollup';

/** A run as readers and stoppers need it. */
export interface RunRecord {
  n: number;
  id: string;
  userId: string;
  sessionId: string;
  sessionKey: string;
  status: RunStatus;
  errorCode: ErrorCode | null;
  writer: string;
  requestHash: string;
  assistantMessageId: string | null;
  startedAt: number;
  logStart: number;
  lastSeq: number | null;
  traceVisibility: TraceVisibility;
}

/** How a run ended. `terminal` is the last event's JSON; `seq` its number. */
export interface RunEnd {
  n: number;
  status: Exclude<RunStatus, 'running'>;
  errorCode: ErrorCode | null;
  seq: number;
  terminal: string;
  parts: MessagePart[];
  usage: Usage | null;
  firstEventMs: number | null;
  durationMs: number;
  /** Unix milliseconds; null when nothing was said about trying again. */
  retryAt: number | null;
  assistantMessageId: string;
  claim: string;
  now: number;
}

/** Who may end a run: its writer, or anybody once the writer's lease has lapsed. */
export type Ender = { writer: string } | 'lapsed';

const OURS = 'FROM runs r WHERE r.n = :n AND r.claim = :claim';

/** Ends the run if it may; what follows finds it only by the claim set here. */
function endStatements(ender: Ender): string[] {
  const allowed = ender === 'lapsed' ? `lease_until < ${DB_NOW}` : 'writer = :writer';
  return [
    `UPDATE runs SET status = :status, error_code = :errorCode, ended_at = :now, last_seq = :seq,
       duration_ms = :durationMs, retry_at = :retryAt, first_event_ms = :firstEventMs, input_tokens = :inputTokens,
       output_tokens = :outputTokens, total_tokens = :totalTokens, ${SET_COST},
       assistant_message_id = :assistantMessageId, claim = :claim, writer = ''
     WHERE n = :n AND status = 'running' AND ${allowed}`,
    `INSERT INTO events (run, seq, data) SELECT r.n, :seq, :terminal ${OURS}`,
    `INSERT INTO messages (id, session_id, user_id, parent_id, role, text, tool_names, parts, run_id, created_at)
     SELECT :assistantMessageId, r.session_id, r.user_id, r.user_message_id, 'assistant', :text,
       :toolNames, :parts, r.id, :now ${OURS}`,
    `UPDATE sessions SET updated_at = :now, head_id =
       CASE WHEN head_id = (SELECT r.user_message_id ${OURS}) THEN :assistantMessageId ELSE head_id END
     WHERE id = (SELECT r.session_id ${OURS})`,
    refundMessage('r.n = :n AND r.claim = :claim'),
    ...rollupStatements(OURS),
  ];
}

/**
 * Ends a run: status, terminal event, assistant message and its session in one
 * batch, and counts it in the roll-ups. False when somebody else had ended it: then nothing was changed.
 */
export async function endRun(end: RunEnd, ender: Ender, write = writeAlone): Promise<boolean> {
  const args = {
    n: end.n,
    status: end.status,
    errorCode: end.errorCode,
    seq: end.seq,
    terminal: end.terminal,
    ...partColumns(end.parts),
    inputTokens: end.usage?.input_tokens ?? null,
    outputTokens: end.usage?.output_tokens ?? null,
    totalTokens: end.usage?.total_tokens ?? null,
    firstEventMs: end.firstEventMs,
    durationMs: end.durationMs,
    retryAt: end.retryAt,
    assistantMessageId: end.assistantMessageId,
    claim: end.claim,
    refund: nothingAnswered(end) ? 1 : 0,
    ...bucketsOf(end),
    now: end.now,
    writer: ender === 'lapsed' ? null : ender.writer,
  };
  const statements = endStatements(ender).map((sql) => named(sql, args));
  const [update] = await write(statements);
  return update?.rowsAffected === 1;
}

/** Whether not a word, not a step and not a token came: the message is given back. */
function nothingAnswered({ parts, usage }: RunEnd): boolean {
  return parts.length === 0 && !(usage && usage.total_tokens > 0);
}

/** What the keeper learns of the runs its process drives. */
export interface OwnRun {
  id: string;
  stopRequested: boolean;
}

/** A writer, and the ids of the runs that it really drives. */
export interface Driving {
  writer: string;
  runIds: readonly string[];
}

/**
 * Renews the lease of the runs that `writer` drives, and reads which are still its own. One
 * it could not end is its own by name only: its lease lapses, so that recovery ends it.
 */
export async function renewLeases({ writer, runIds }: Driving, leaseMs: number): Promise<OwnRun[]> {
  const [, read] = await sqlClient().batch(
    [
      {
        sql: `UPDATE runs SET lease_until = ${DB_NOW} + ? WHERE status = 'running' AND writer = ?
          AND id IN (SELECT value FROM json_each(?))`,
        args: [leaseMs, writer, JSON.stringify(runIds)],
      },
      { sql: OWN_RUNS, args: [writer] },
    ],
    'write',
  );
  return (read?.rows ?? []).map(toOwnRun);
}

/** The runs of `writer` that are still running, without renewing anything. */
export async function readOwnRuns(writer: string): Promise<OwnRun[]> {
  const result = await sqlClient().execute({ sql: OWN_RUNS, args: [writer] });
  return result.rows.map(toOwnRun);
}

const OWN_RUNS = `SELECT id, stop_requested_at IS NOT NULL AS stopRequested FROM runs
  WHERE status = 'running' AND writer = ?`;

function toOwnRun(row: Record<string, unknown>): OwnRun {
  return { id: String(row.id), stopRequested: row.stopRequested === 1 };
}

/** A run whose writer is taken to be dead. */
export interface LapsedRun {
  n: number;
  id: string;
  userId: string;
  sessionId: string;
  sessionKey: string;
  logStart: number;
  startedAt: number;
  /** When the lease lapsed: its driver lived shortly before. Unix milliseconds. */
  leaseUntil: number;
  stopRequested: boolean;
}

/** Runs whose lease has lapsed, by the database's clock. */
export async function listLapsedRuns(): Promise<LapsedRun[]> {
  const result = await sqlClient().execute(
    `SELECT r.n, r.id, r.user_id AS userId, r.session_id AS sessionId, s.key AS sessionKey,
       r.log_start AS logStart, r.started_at AS startedAt, r.lease_until AS leaseUntil,
       r.stop_requested_at IS NOT NULL AS stopRequested
     FROM runs r JOIN sessions s ON s.id = r.session_id
     WHERE r.status = 'running' AND r.lease_until < ${DB_NOW}`,
  );
  return result.rows.map((row) => ({
    n: Number(row.n),
    id: String(row.id),
    userId: String(row.userId),
    sessionId: String(row.sessionId),
    sessionKey: String(row.sessionKey),
    logStart: Number(row.logStart),
    startedAt: Number(row.startedAt),
    leaseUntil: Number(row.leaseUntil),
    stopRequested: row.stopRequested === 1,
  }));
}

const record = {
  n: runs.n,
  id: runs.id,
  userId: runs.userId,
  sessionId: runs.sessionId,
  sessionKey: sessions.key,
  status: runs.status,
  errorCode: runs.errorCode,
  writer: runs.writer,
  requestHash: runs.requestHash,
  assistantMessageId: runs.assistantMessageId,
  startedAt: runs.startedAt,
  logStart: runs.logStart,
  lastSeq: runs.lastSeq,
  traceVisibility: agents.traceVisibility,
};

/** One of this person's runs, or null. */
export async function findRun(userId: string, runId: string): Promise<RunRecord | null> {
  const rows = await db()
    .select(record)
    .from(runs)
    .innerJoin(sessions, eq(sessions.id, runs.sessionId))
    .innerJoin(agents, eq(agents.id, runs.agentId))
    .where(and(eq(runs.id, runId), eq(runs.userId, userId)));
  return rows[0] ?? null;
}

/** The running, else the last run of this person's conversation; null when there is none. */
export async function findLastRun(userId: string, sessionId: string): Promise<RunRecord | null> {
  const rows = await db()
    .select(record)
    .from(runs)
    .innerJoin(sessions, eq(sessions.id, runs.sessionId))
    .innerJoin(agents, eq(agents.id, runs.agentId))
    .where(and(eq(runs.sessionId, sessionId), eq(runs.userId, userId)))
    .orderBy(desc(runs.n))
    .limit(1);
  return rows[0] ?? null;
}

/** Asks whoever drives the run to stop it. False when it was not running any more. */
export async function requestStop(userId: string, runId: string, now: number): Promise<boolean> {
  const result = await db()
    .update(runs)
    .set({ stopRequestedAt: sql`coalesce(${runs.stopRequestedAt}, ${now})` })
    .where(and(eq(runs.id, runId), eq(runs.userId, userId), eq(runs.status, 'running')));
  return result.rowsAffected === 1;
}
