/** The tables of the instance and its people. `./sessions` says what holds for all tables. */

import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Preferences } from '@/lib/contract/preferences';

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
  /** What the person chose in the settings; what is absent has its default. */
  preferences: text({ mode: 'json' }).$type<Partial<Preferences>>().notNull().default({}),
  createdAt: integer().notNull(),
});

/** People who are treated alike: who may use an agent, what they may spend. */
export const groups = sqliteTable('groups', {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  description: text().notNull().default(''),
  createdAt: integer().notNull(),
});

export const groupMembers = sqliteTable(
  'group_members',
  {
    groupId: text()
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.userId] }), index('group_members_user').on(t.userId)],
);

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
    /** Last request, to the nearest few minutes; null until the first is noted. */
    lastSeenAt: integer(),
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
    /** What it may do: everything its person may, or only read. */
    scope: text().$type<'all' | 'read'>().notNull().default('all'),
    createdAt: integer().notNull(),
    lastUsedAt: integer(),
    /** Null: until it is revoked. */
    expiresAt: integer(),
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
  /** Ids of the groups its person joins. */
  groups: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
  createdBy: text(),
  createdAt: integer().notNull(),
  expiresAt: integer().notNull(),
  usedAt: integer(),
  usedBy: text(),
});

/** Single-use links that set a new password. Only the SHA-256 of the code is kept. */
export const passwordResets = sqliteTable('password_resets', {
  id: text().primaryKey(),
  hash: text().notNull().unique(),
  userId: text()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
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
