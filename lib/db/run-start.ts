/**
 * Starting a run: one batch that either does all of it or nothing, with every
 * condition in its SQL. Whatever races, the first statement decides.
 */

import { dayOf, monthStartDay, type Standing } from '@/lib/contract/budget';
import { countMessage, WITHIN_BUDGETS } from './budget-sql';
import { sqlClient } from './client';
import { named } from './named';
import { OPENED, PARENT, UPSTREAM } from './run-branch';
import { writeAlone } from './shared-commit';
import { readStandings, type StartLimits } from './standings';

/** The database's own clock, in Unix milliseconds: the only one leases go by. */
export const DB_NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

/** Everything a start needs; ids and time are given. Times are Unix milliseconds. */
export interface NewRun {
  runId: string;
  userId: string;
  agentId: string;
  /** What the caller names the conversation by: its key or its id; `newSessionId` when it is new. */
  sessionKey: string;
  newSessionId: string;
  /** Whether a conversation of this key may be made when there is none. */
  mayCreate: boolean;
  upstreamId: string;
  /** What the upstream will know this run's branch by, should it need a memory of its own. */
  branchUpstreamId: string;
  title: string;
  text: string;
  userMessageId: string;
  /** Undefined: after the shown branch's last message. Null: as a first message. */
  parentId: string | null | undefined;
  /** Set: answer this stored message again instead of adding one. */
  retryOf: string | null;
  /** `retryOf` is an answer that broke off: go on from its end. */
  continues: boolean;
  /** A conversation that is made here is kept for as long as its tab lives. */
  temporary: boolean;
  requestHash: string;
  idempotencyKey: string | null;
  writer: string;
  leaseMs: number;
  /** What holds where the default budget says nothing. */
  limits: StartLimits;
  claim: string;
  now: number;
}

/** A run that exists, with what its driver needs to know. */
export interface StartedRun {
  n: number;
  id: string;
  userId: string;
  sessionId: string;
  sessionKey: string;
  upstreamId: string;
  /** The upstream knows nothing of what precedes it yet: its message must say it. */
  branchOpened: boolean;
  /** What it answers: a question, or the answer it goes on from. */
  userMessageId: string;
  startedAt: number;
  logStart: number;
}

/** Conditions on `a` (the agent) and `s` (the conversation, maybe null) for this person. */
const ALLOWED = `a.enabled = 1 AND a.deleted_at IS NULL AND a.archived_at IS NULL
  AND EXISTS (SELECT 1 FROM users u WHERE u.id = :userId AND u.status = 'active'
    AND (a.access = 'everyone' OR u.role = 'admin' OR (a.access = 'people'
      AND (EXISTS (SELECT 1 FROM agent_people p WHERE p.agent_id = a.id AND p.user_id = u.id)
        OR EXISTS (SELECT 1 FROM agent_groups g JOIN group_members m ON m.group_id = g.group_id
          WHERE g.agent_id = a.id AND m.user_id = u.id)))))`;

const INSERT_RUN = `INSERT INTO runs (id, user_id, session_id, agent_id, user_message_id, claim,
    request_hash, idempotency_key, writer, lease_until, started_at, upstream_id, log_start)
  SELECT :runId, :userId, coalesce(s.id, :newSessionId), a.id, coalesce(:retryOf, :userMessageId),
    :claim, :requestHash, :idempotencyKey, :writer, ${DB_NOW} + :leaseMs, :now,
    ${UPSTREAM},
    (SELECT coalesce(max(n), 0) FROM events)
  FROM agents a LEFT JOIN sessions s ON s.user_id = :userId AND (s.key = :sessionKey OR s.id = :sessionKey)
  WHERE a.id = :agentId AND ${ALLOWED}
    AND (s.id IS NOT NULL OR :mayCreate) AND (s.id IS NULL OR s.agent_id = a.id)
    AND s.deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM runs WHERE id = :runId)
    AND NOT EXISTS (SELECT 1 FROM runs WHERE user_id = :userId AND idempotency_key = :idempotencyKey)
    AND NOT EXISTS (SELECT 1 FROM runs WHERE session_id = s.id AND status = 'running')
    AND (:parentId IS NULL OR EXISTS (SELECT 1 FROM messages WHERE id = :parentId AND session_id = s.id))
    AND (:retryOf IS NULL OR EXISTS
      (SELECT 1 FROM messages WHERE id = :retryOf AND session_id = s.id
        AND role = CASE WHEN :continues THEN 'assistant' ELSE 'user' END))
    AND ${WITHIN_BUDGETS}`;

/** The row this very batch inserted, if it did. */
const OURS = 'r.id = :runId AND r.claim = :claim';

const INSERT_SESSION = `INSERT INTO sessions
    (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at, temporary)
  SELECT :newSessionId, r.user_id, r.agent_id, :sessionKey, :title, :upstreamId, :now, :now, :now,
    :temporary
  FROM runs r WHERE ${OURS} AND r.session_id = :newSessionId`;

const INSERT_MESSAGE = `INSERT INTO messages
    (id, session_id, user_id, parent_id, role, text, created_at)
  SELECT :userMessageId, r.session_id, r.user_id, ${PARENT}, 'user', :text, :now
  FROM runs r JOIN sessions s ON s.id = r.session_id WHERE ${OURS} AND :retryOf IS NULL`;

const TOUCH_SESSION = `UPDATE sessions SET updated_at = :now, read_at = :now, archived_at = NULL,
    head_id = coalesce(:retryOf, :userMessageId)
  WHERE id = (SELECT r.session_id FROM runs r WHERE ${OURS})`;

const COUNT_MESSAGE = countMessage(OURS);

const SELECT_RUN = `SELECT r.n, r.id, r.user_id AS userId, r.session_id AS sessionId,
    s.key AS sessionKey, coalesce(r.upstream_id, s.upstream_id) AS upstreamId, ${OPENED} AS branchOpened,
    r.user_message_id AS userMessageId, r.started_at AS startedAt, r.log_start AS logStart
  FROM runs r JOIN sessions s ON s.id = r.session_id WHERE ${OURS}`;

/** Starts the run, or changes nothing and returns null: `readStartFacts` tells why. */
export async function insertRun(run: NewRun, write = writeAlone): Promise<StartedRun | null> {
  const { limits, ...rest } = run;
  const args = {
    ...rest,
    ...limits,
    day: dayOf(run.now),
    monthDay: monthStartDay(run.now),
    parentId: run.parentId ?? null,
    atHead: run.parentId === undefined ? 1 : 0,
    mayCreate: run.mayCreate ? 1 : 0,
    continues: run.continues ? 1 : 0,
    temporary: run.temporary ? 1 : 0,
  };
  const statements = [
    INSERT_RUN,
    INSERT_SESSION,
    INSERT_MESSAGE,
    TOUCH_SESSION,
    COUNT_MESSAGE,
    SELECT_RUN,
  ];
  const results = await write(statements.map((sql) => named(sql, args)));
  const row = results.at(-1)?.rows[0];
  return row ? toStartedRun(row) : null;
}

/** The facts a refusal is made of, read after a start that changed nothing. */
export interface StartFacts {
  agentAllowed: boolean;
  sessionId: string | null;
  sessionAgentId: string | null;
  inTrash: boolean;
  runningRunId: string | null;
  /** A run of this id, or of this person's idempotency key. */
  existing: { runId: string; userId: string; requestHash: string } | null;
  /** The limits that apply, with what is used of each. */
  standings: Standing[];
}

const FACTS = `SELECT
    EXISTS (SELECT 1 FROM agents a WHERE a.id = :agentId AND ${ALLOWED}) AS agentAllowed,
    s.id AS sessionId, s.agent_id AS sessionAgentId, s.deleted_at IS NOT NULL AS inTrash,
    (SELECT id FROM runs WHERE session_id = s.id AND status = 'running') AS runningRunId,
    e.id AS existingId, e.user_id AS existingUser, e.request_hash AS existingHash
  FROM (SELECT 1) LEFT JOIN sessions s ON s.user_id = :userId AND (s.key = :sessionKey OR s.id = :sessionKey)
  LEFT JOIN runs e ON e.n = (SELECT n FROM runs WHERE id = :runId
    UNION SELECT n FROM runs WHERE user_id = :userId AND idempotency_key = :idempotencyKey LIMIT 1)`;

/** Reads what stands in the way of a start. */
export async function readStartFacts(run: NewRun): Promise<StartFacts> {
  const result = await sqlClient().execute(
    named(FACTS, { ...run, parentId: null, mayCreate: 0, limits: null }),
  );
  const row: Record<string, unknown> = result.rows[0] ?? {};
  return {
    agentAllowed: row.agentAllowed === 1,
    sessionId: textOrNull(row.sessionId),
    sessionAgentId: textOrNull(row.sessionAgentId),
    inTrash: row.inTrash === 1,
    runningRunId: textOrNull(row.runningRunId),
    existing:
      row.existingId == null
        ? null
        : {
            runId: String(row.existingId),
            userId: String(row.existingUser),
            requestHash: String(row.existingHash),
          },
    standings: await readStandings(run, run.limits),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function toStartedRun(row: Record<string, unknown>): StartedRun {
  return {
    n: Number(row.n),
    id: String(row.id),
    userId: String(row.userId),
    sessionId: String(row.sessionId),
    sessionKey: String(row.sessionKey),
    upstreamId: String(row.upstreamId),
    branchOpened: row.branchOpened === 1,
    userMessageId: String(row.userMessageId),
    startedAt: Number(row.startedAt),
    logStart: Number(row.logStart),
  };
}
