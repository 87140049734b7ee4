/** The tables of what was used and what happened: roll-ups, counts, alerts, audit. */

import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ErrorCode } from '@/lib/contract/errors';
import { users } from './people';

/**
 * What budgets count: a person's use of an agent on a day, counted when a run starts
 * (messages) and in the batch that ends it (tokens). It outlives the conversations.
 * `day` is days since 1970-01-01 in UTC.
 */
export const usageDays = sqliteTable(
  'usage_days',
  {
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    day: integer().notNull(),
    agentId: text().notNull(),
    /** Started and not refunded. */
    messages: integer().notNull().default(0),
    totalTokens: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.userId, t.day, t.agentId] })],
);

/** What the ended runs of a row came to. */
const measures = () => ({
  /** The currency of `costMicros`; empty when the agent had no price at the time. */
  currency: text().notNull().default(''),
  runs: integer().notNull().default(0),
  inputTokens: integer().notNull().default(0),
  outputTokens: integer().notNull().default(0),
  totalTokens: integer().notNull().default(0),
  costMicros: integer().notNull().default(0),
});

const outcomes = () => ({
  agentId: text().notNull(),
  /** `completed`, `stopped`, or the error's code. */
  outcome: text().notNull(),
  ...measures(),
});

const person = () =>
  text()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

/*
 * What the dashboard reads. These tables are stored in the order of their keys (WITHOUT
 * ROWID, which Drizzle has no word for), so that a stretch of time is a stretch of the
 * file. Those by hour hold the last days only: upkeep removes what is older.
 */

/** What ran in an hour, an agent at a time. `hour` is hours since 1970-01-01 in UTC. */
export const runHours = sqliteTable(
  'run_hours',
  { hour: integer().notNull(), ...outcomes() },
  (t) => [primaryKey({ columns: [t.hour, t.agentId, t.outcome, t.currency] })],
);

/** The same by day. */
export const runDays = sqliteTable('run_days', { day: integer().notNull(), ...outcomes() }, (t) => [
  primaryKey({ columns: [t.day, t.agentId, t.outcome, t.currency] }),
]);

/** Who used what in an hour, and how it ended. */
export const personHours = sqliteTable(
  'person_hours',
  { hour: integer().notNull(), userId: person(), ...outcomes() },
  (t) => [primaryKey({ columns: [t.hour, t.userId, t.agentId, t.outcome, t.currency] })],
);

/** The same by day. */
export const personDays = sqliteTable(
  'person_days',
  { day: integer().notNull(), userId: person(), ...outcomes() },
  (t) => [primaryKey({ columns: [t.day, t.userId, t.agentId, t.outcome, t.currency] })],
);

/** Seven days of a person, so that months are read quickly. `week` is `day` / 7. */
export const personWeeks = sqliteTable(
  'person_weeks',
  { week: integer().notNull(), userId: person(), ...measures() },
  (t) => [primaryKey({ columns: [t.week, t.userId, t.currency] })],
);

/** How many people used an agent on a day; agent `` (empty): any. */
export const activeDays = sqliteTable(
  'active_days',
  {
    day: integer().notNull(),
    agentId: text().notNull(),
    people: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.day, t.agentId] })],
);

/** How long answers took: histograms with buckets that grow by a fixed factor. */
export const runLatencies = sqliteTable(
  'run_latencies',
  {
    hour: integer().notNull(),
    agentId: text().notNull(),
    kind: text().$type<'first' | 'total'>().notNull(),
    bucket: integer().notNull(),
    runs: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.hour, t.kind, t.bucket, t.agentId] })],
);

/** The same by day, so that reading many of them stays quick. `day` as in `usageDays`. */
export const runLatencyDays = sqliteTable(
  'run_latency_days',
  {
    day: integer().notNull(),
    agentId: text().notNull(),
    kind: text().$type<'first' | 'total'>().notNull(),
    bucket: integer().notNull(),
    runs: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.day, t.kind, t.bucket, t.agentId] })],
);

/** Small counts that admins look at (rejected events, refused requests), by UTC day. */
export const counters = sqliteTable(
  'counters',
  {
    name: text().notNull(),
    day: integer().notNull(),
    count: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.name, t.day] })],
);

/** How each upstream last answered. */
export const upstreams = sqliteTable('upstreams', {
  /** `thinnest`, `openai`, … */
  name: text().primaryKey(),
  lastGoodAt: integer(),
  lastErrorAt: integer(),
  lastErrorCode: text().$type<ErrorCode>(),
});

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

/** What admins did: append-only (triggers refuse changes). Secrets are masked before. */
export const audit = sqliteTable(
  'audit',
  {
    n: integer().primaryKey({ autoIncrement: true }),
    createdAt: integer().notNull(),
    /** Null: the command line, or the server itself. */
    actorId: text(),
    actorEmail: text().notNull().default(''),
    /** A noun and a verb: `agent.update`, `person.disable`. */
    action: text().notNull(),
    subjectId: text().notNull().default(''),
    /** Its name at the time, for reading. */
    subject: text().notNull().default(''),
    before: text({ mode: 'json' }),
    after: text({ mode: 'json' }),
    /** The address the request came from. */
    origin: text().notNull().default(''),
    /** What sent it: a browser as it calls itself, or `token: ` and its name. */
    via: text().notNull().default(''),
  },
  (t) => [index('audit_created').on(t.createdAt), index('audit_subject').on(t.subjectId)],
);
