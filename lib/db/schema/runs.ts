/** The tables of runs and their log. */

import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ErrorCode } from '@/lib/contract/errors';
import type { RunStatus } from '@/lib/contract/events';
import { users } from './people';
import { sessions } from './sessions';

/** Attempts at an assistant message. */
export const runs = sqliteTable(
  'runs',
  {
    /** A small number for the log's rows; `id` is what everybody else uses. */
    n: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Deferred in SQL: a first run is inserted just before its session. */
    sessionId: text()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    agentId: text().notNull(),
    userMessageId: text().notNull(),
    /** Set when the run ends. */
    assistantMessageId: text(),
    /** A token of the batch that started, later of the batch that ended it: its proof of having won. */
    claim: text().notNull(),
    status: text().$type<RunStatus>().notNull().default('running'),
    errorCode: text().$type<ErrorCode>(),
    /** SHA-256 of the request, so that a repeated key with another body is refused. */
    requestHash: text().notNull(),
    idempotencyKey: text(),
    /** The process that drives it; empty when it has ended. */
    writer: text().notNull(),
    /** Database time until which the writer is taken to be alive. */
    leaseUntil: integer().notNull(),
    stopRequestedAt: integer(),
    startedAt: integer().notNull(),
    firstEventMs: integer(),
    endedAt: integer(),
    durationMs: integer(),
    /** When asking again makes sense, if whoever refused has said so. */
    retryAt: integer(),
    inputTokens: integer(),
    outputTokens: integer(),
    totalTokens: integer(),
    /** Millionths of `currency`, by the agent's price when the run ended. */
    costMicros: integer(),
    /** Of `costMicros`, by the agent when the run ended: both are null without a price. */
    currency: text(),
    /** What asking a model for the conversation's title used besides; null: nothing was told. */
    titleInputTokens: integer(),
    titleOutputTokens: integer(),
    /** Of `currency`, as `costMicros`. */
    titleCostMicros: integer(),
    /** What the upstream knows its branch by; null: the session's first. */
    upstreamId: text(),
    /** The log's last row before this run began: where reading its rows starts. */
    logStart: integer().notNull(),
    /** The terminal event's `seq`, so that reading the log knows when it has all. */
    lastSeq: integer(),
  },
  (t) => [
    uniqueIndex('runs_one_running').on(t.sessionId).where(sql`status = 'running'`),
    // Few runs have a key: the others need no place in it.
    uniqueIndex('runs_idempotency')
      .on(t.userId, t.idempotencyKey)
      .where(sql`idempotency_key IS NOT NULL`),
    index('runs_session').on(t.sessionId, t.n),
    index('runs_user_started').on(t.userId, t.startedAt),
    // What a person has running: counted at every start, and never long.
    index('runs_running').on(t.userId, t.agentId).where(sql`status = 'running'`),
    index('runs_lease').on(t.leaseUntil).where(sql`status = 'running'`),
  ],
);

/**
 * The run log: append-only, all runs interleaved, only its integer primary key.
 * A second index here would cost more than all the rest of a run together.
 */
export const events = sqliteTable('events', {
  n: integer().primaryKey(),
  /** `runs.n`. */
  run: integer().notNull(),
  seq: integer().notNull(),
  /** The event's JSON, as it goes over the wire; of a text only its content's. */
  data: text().notNull(),
});
