/**
 * The tables. Times are Unix milliseconds; ids are made by `contract/ids`
 * (26 lower-case letters and digits). Full-text search and its triggers stand in
 * custom SQL in `drizzle/`, since Drizzle has no words for them.
 */

import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { Access, EngineConfig, TraceVisibility } from '@/lib/contract/agent';
import type { ErrorCode } from '@/lib/contract/errors';
import type { RunStatus } from '@/lib/contract/events';
import type { MessagePart } from '@/lib/contract/message';

/** Where the instance keeps what it must remember about itself (set-up code, settings). */
export const settings = sqliteTable('settings', {
  key: text().primaryKey(),
  value: text().notNull(),
  updatedAt: integer().notNull(),
});

export const users = sqliteTable('users', {
  id: text().primaryKey(),
  /** Normalised: trimmed, NFKC, lower case. */
  email: text().notNull().unique(),
  name: text().notNull().default(''),
  /** PHC string; null for people who only sign in through a provider. */
  passwordHash: text(),
  role: text().$type<'user' | 'admin'>().notNull().default('user'),
  status: text().$type<'active' | 'pending' | 'disabled'>().notNull().default('active'),
  createdAt: integer().notNull(),
});

/** A sign-in on one device. Its id is the `sid` in the cookie's token. */
export const logins = sqliteTable(
  'logins',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    userAgent: text().notNull().default(''),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    revokedAt: integer(),
  },
  (t) => [index('logins_user').on(t.userId)],
);

/** A sign-in provider's name for a person. */
export const accounts = sqliteTable(
  'accounts',
  {
    provider: text().notNull(),
    providerAccountId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] })],
);

/** Personal API tokens. Only the SHA-256 of the token is kept. */
export const tokens = sqliteTable(
  'tokens',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    hash: text().notNull().unique(),
    createdAt: integer().notNull(),
    lastUsedAt: integer(),
    revokedAt: integer(),
  },
  (t) => [index('tokens_user').on(t.userId)],
);

/** Single-use invitation links. Only the SHA-256 of the code is kept. */
export const invites = sqliteTable('invites', {
  id: text().primaryKey(),
  hash: text().notNull().unique(),
  role: text().$type<'user' | 'admin'>().notNull().default('user'),
  email: text(),
  createdAt: integer().notNull(),
  expiresAt: integer().notNull(),
  usedAt: integer(),
});

/** Counters of the rate limiter: one row a key and window, kept through restarts. */
export const rateWindows = sqliteTable('rate_windows', {
  key: text().primaryKey(),
  windowStart: integer().notNull(),
  count: integer().notNull(),
});

export const agents = sqliteTable(
  'agents',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    description: text().notNull().default(''),
    icon: text().notNull().default('sparkles'),
    engine: text({ mode: 'json' }).$type<EngineConfig>().notNull(),
    enabled: integer({ mode: 'boolean' }).notNull().default(true),
    access: text().$type<Access>().notNull().default('everyone'),
    welcome: text().notNull().default(''),
    starters: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    traceVisibility: text().$type<TraceVisibility>().notNull().default('full'),
    position: integer().notNull().default(0),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    /** Set when an admin deleted it: its conversations stay readable under its name. */
    deletedAt: integer(),
  },
  (t) => [index('agents_position').on(t.position)],
);

/** The people named by an agent with access `people`. */
export const agentPeople = sqliteTable(
  'agent_people',
  {
    agentId: text()
      .notNull()
      .references(() => agents.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.agentId, t.userId] })],
);

/** One person's conversation with one agent. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    agentId: text()
      .notNull()
      .references(() => agents.id),
    /** What API callers name it by: their own value, or the id. Unique per person. */
    key: text().notNull(),
    title: text().notNull(),
    /** What the upstream knows it by: made here, never a value a caller chose. */
    upstreamId: text().notNull(),
    /** The last message of the branch that is shown; null before the first. */
    headId: text(),
    createdAt: integer().notNull(),
    /** Last activity: orders the sidebar. */
    updatedAt: integer().notNull(),
    /** Last time its person looked at it: later activity is unread. */
    readAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('sessions_key').on(t.userId, t.key),
    index('sessions_recent').on(t.userId, t.updatedAt),
  ],
);

/** Turns. They form a tree by `parentId`; `n` orders them and is the search index's row id. */
export const messages = sqliteTable(
  'messages',
  {
    n: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    sessionId: text()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    userId: text().notNull(),
    /** No foreign key: deleting a long chain would pass SQLite's cascade depth of 1,000. */
    parentId: text(),
    role: text().$type<'user' | 'assistant'>().notNull(),
    /** The text alone: what search indexes. */
    text: text().notNull(),
    /** Null when the message is one text part equal to `text`, which most are. */
    parts: text({ mode: 'json' }).$type<MessagePart[]>(),
    runId: text(),
    createdAt: integer().notNull(),
  },
  (t) => [index('messages_session').on(t.sessionId, t.n), index('messages_parent').on(t.parentId)],
);

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
    /** The process that drives it. */
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
    /** The log's last row before this run began: where reading its rows starts. */
    logStart: integer().notNull(),
    /** The terminal event's `seq`, so that reading the log knows when it has all. */
    lastSeq: integer(),
  },
  (t) => [
    uniqueIndex('runs_one_running').on(t.sessionId).where(sql`status = 'running'`),
    uniqueIndex('runs_idempotency').on(t.userId, t.idempotencyKey),
    index('runs_session').on(t.sessionId, t.n),
    index('runs_user_started').on(t.userId, t.startedAt),
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
  /** The event's JSON, as it goes over the wire. */
  data: text().notNull(),
});

/** Messages written while an answer runs, sent in order when it has finished. */
export const queuedMessages = sqliteTable(
  'queued_messages',
  {
    id: text().primaryKey(),
    sessionId: text()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    text: text().notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [index('queued_session').on(t.sessionId, t.createdAt)],
);

/** Causes that admins must see (the upstream refuses the key, out of balance, …). */
export const alerts = sqliteTable('alerts', {
  cause: text().primaryKey(),
  firstAt: integer().notNull(),
  lastAt: integer().notNull(),
  count: integer().notNull(),
  /** When the same thing last worked; null if never seen. */
  lastGoodAt: integer(),
  clearedAt: integer(),
});
