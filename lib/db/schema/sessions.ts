/**
 * The tables of conversations. In all tables times are Unix milliseconds and ids are
 * made by `contract/ids` (26 lower-case letters and digits). Full-text search and its
 * triggers stand in custom SQL in `drizzle/`, since Drizzle has no words for them.
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
import type { RunStatus } from '@/lib/contract/events';
import type { Message } from '@/lib/contract/message';
import { agents } from './agents';
import { users } from './people';

/** One person's conversation with one agent. */
export const sessions = sqliteTable(
  'sessions',
  {
    /** The title index's row id. */
    n: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    agentId: text()
      .notNull()
      .references(() => agents.id),
    /** What API callers name it by: their own value, or the id. Unique per person. */
    key: text().notNull(),
    title: text().notNull(),
    /** Where the title comes from: a person's is never replaced. */
    titleSource: text().$type<'excerpt' | 'model' | 'person'>().notNull().default('excerpt'),
    /** What the upstream knows its first branch by: made here, never a value a caller chose. */
    upstreamId: text().notNull(),
    /** The last message of the branch that is shown; null before the first. */
    headId: text(),
    createdAt: integer().notNull(),
    /** Last activity: orders the sidebar. */
    updatedAt: integer().notNull(),
    /** Last time its person looked at it: later activity is unread. */
    readAt: integer().notNull(),
    pinnedAt: integer(),
    /** Of a temporary one: when its tab went, until that comes back. */
    archivedAt: integer(),
    /** Set while in the trash. */
    deletedAt: integer(),
    /** Never listed or found; deleted for good when its tab is gone. */
    temporary: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (t) => [
    uniqueIndex('sessions_key').on(t.userId, t.key),
    index('sessions_recent').on(t.userId, t.updatedAt),
    // Drizzle names columns in SQL as they are stored.
    index('sessions_shown')
      .on(t.userId, t.updatedAt)
      .where(sql`deleted_at IS NULL AND archived_at IS NULL AND temporary = 0`),
    index('sessions_pinned').on(t.userId, t.pinnedAt).where(sql`pinned_at IS NOT NULL`),
    index('sessions_trash').on(t.deletedAt).where(sql`deleted_at IS NOT NULL`),
    index('sessions_temporary').on(t.updatedAt).where(sql`temporary = 1`),
    index('sessions_agent').on(t.agentId),
  ],
);

/** A person's own labels for conversations. */
export const tags = sqliteTable(
  'tags',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** The name of one of the tag colours. */
    colour: text().notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [uniqueIndex('tags_name').on(t.userId, t.name)],
);

export const sessionTags = sqliteTable(
  'session_tags',
  {
    sessionId: text()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    tagId: text()
      .notNull()
      .references(() => tags.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.tagId] }), index('session_tags_tag').on(t.tagId)],
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
    /** The names of the tools it used, separated by spaces: searched too. */
    toolNames: text().notNull().default(''),
    /** JSON of `../message-parts`, its texts left out; null when it is one text, as most are. */
    parts: text(),
    runId: text(),
    /** How an answer without a run of its own ended: one that was imported or copied. */
    outcome: text().$type<Exclude<RunStatus, 'running'>>(),
    createdAt: integer().notNull(),
    /** Of an answer without a run of its own: how long it took, and until its first event. */
    durationMs: integer(),
    firstEventMs: integer(),
  },
  (t) => [index('messages_session').on(t.sessionId, t.n), index('messages_parent').on(t.parentId)],
);

/** What people think of answers: one rating an answer. */
export const ratings = sqliteTable(
  'ratings',
  {
    messageId: text()
      .primaryKey()
      .references(() => messages.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sessionId: text().notNull(),
    agentId: text().notNull(),
    value: text().$type<'up' | 'down'>().notNull(),
    reason: text().notNull().default(''),
    createdAt: integer().notNull(),
  },
  (t) => [index('ratings_recent').on(t.createdAt)],
);

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

/**
 * Read-only snapshots of conversations, each at an address only its code leads to.
 * The code is kept as it is, since its person may copy the address again: who can
 * read this table can read the conversations themselves.
 */
export const shares = sqliteTable(
  'shares',
  {
    code: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sessionId: text()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    agentId: text().notNull(),
    withTrace: integer({ mode: 'boolean' }).notNull(),
    snapshot: text({ mode: 'json' }).$type<Message[]>().notNull(),
    createdAt: integer().notNull(),
    /** Null: until it is revoked. */
    expiresAt: integer(),
  },
  (t) => [index('shares_user').on(t.userId), index('shares_session').on(t.sessionId)],
);
