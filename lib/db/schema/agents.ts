/** The tables of agents, who may use them, and what may be spent. */

import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  Access,
  AgentSettings,
  EngineConfig,
  TraceVisibility,
  UpstreamSeen,
} from '@/lib/contract/agent';
import type { AgentColour } from '@/lib/contract/agent-colour';
import { groups, users } from './people';

export const agents = sqliteTable(
  'agents',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    description: text().notNull().default(''),
    icon: text().notNull().default('sparkles'),
    /** The name of one of the agent colours; empty for none. */
    colour: text().$type<AgentColour | ''>().notNull().default(''),
    engine: text({ mode: 'json' }).$type<EngineConfig>().notNull(),
    enabled: integer({ mode: 'boolean' }).notNull().default(true),
    access: text().$type<Access>().notNull().default('everyone'),
    welcome: text().notNull().default(''),
    starters: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    traceVisibility: text().$type<TraceVisibility>().notNull().default('full'),
    position: integer().notNull().default(0),
    /** Millionths of `currency` for a million tokens; null when no price is set. */
    inputPrice: integer(),
    outputPrice: integer(),
    /** ISO 4217, for example `EUR`. */
    currency: text().notNull().default('USD'),
    /** What the platform said of it when it was last imported or compared; null: made here. */
    upstreamSeen: text({ mode: 'json' }).$type<UpstreamSeen>(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    /** Set while put away: not usable, not in the list, can be brought back. */
    archivedAt: integer(),
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

/** The groups named by an agent with access `people`. */
export const agentGroups = sqliteTable(
  'agent_groups',
  {
    agentId: text()
      .notNull()
      .references(() => agents.id, { onDelete: 'cascade' }),
    groupId: text()
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.agentId, t.groupId] })],
);

/** What an agent was after each change, so that it can be compared and restored. */
export const agentVersions = sqliteTable(
  'agent_versions',
  {
    agentId: text()
      .notNull()
      .references(() => agents.id, { onDelete: 'cascade' }),
    /** From 1. */
    version: integer().notNull(),
    data: text({ mode: 'json' }).$type<AgentSettings>().notNull(),
    /** Who made it; empty for the command line and the seed. */
    byEmail: text().notNull().default(''),
    createdAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agentId, t.version] })],
);

/**
 * What may be spent. `scope` `default` (subject ``): everyone; `group`, `person`,
 * `agent`: by id. All that apply must hold, so that the tightest wins. Null: no
 * limit of this kind here. An agent's limits count each person's use of that agent.
 */
export const budgets = sqliteTable(
  'budgets',
  {
    scope: text().$type<'default' | 'group' | 'person' | 'agent'>().notNull(),
    subjectId: text().notNull().default(''),
    requestsPerMinute: integer(),
    messagesPerDay: integer(),
    tokensPerDay: integer(),
    tokensPerMonth: integer(),
    concurrentRuns: integer(),
    updatedAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.subjectId] })],
);
