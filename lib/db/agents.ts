/**
 * The agents: what admins manage and people talk to. Functions whose name ends
 * in `For` answer for one person and show only what that person may use; the
 * others are for admins and their callers guard them. A deleted agent is kept,
 * so that its conversations stay readable under its name, and is otherwise absent.
 */

import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AgentInput, AgentSettings, AgentSummary } from '@/lib/contract/agent';
import { auditOf, changedFields } from '@/lib/contract/agent-fields';
import { type Limits, NO_LIMITS } from '@/lib/contract/budget';
import { AppError } from '@/lib/contract/errors';
import { newId } from '@/lib/contract/ids';
import { type Agent, agentColumns, agentOrder, summaryColumns } from './agent-columns';
import { insertAgents } from './agent-creation';
import { limitStatements, nameGroups, namePeople, statement } from './agent-statements';
import { firstVersion, nextVersion } from './agent-versions';
import { auditIfChanged, BY_SERVER, type By } from './audit';
import { readBudget } from './budgets';
import { db, sqlClient } from './client';
import { agentGroups, agentPeople, agents } from './schema/agents';
import { groupMembers, type users } from './schema/people';

/** As much of a person as deciding about access needs. */
type AgentUser = Pick<typeof users.$inferSelect, 'id' | 'role'>;

const GIVEN_ID = /^[A-Za-z0-9_-]{1,100}$/;

/**
 * Whether a person may use an agent now, as a condition on `agents`: it is on, neither
 * archived nor deleted, and for everyone, or names this person or a group of theirs.
 * Admins may use them all.
 */
function agentUsableBy(person: AgentUser): SQL | undefined {
  const usable = and(eq(agents.enabled, true), isNull(agents.deletedAt), isNull(agents.archivedAt));
  if (person.role === 'admin') return usable;
  const named = sql`exists (
    select 1 from ${agentPeople}
    where ${agentPeople.agentId} = ${agents.id} and ${agentPeople.userId} = ${person.id}
  )`;
  const member = sql`exists (
    select 1 from ${agentGroups} join ${groupMembers}
      on ${groupMembers.groupId} = ${agentGroups.groupId}
    where ${agentGroups.agentId} = ${agents.id} and ${groupMembers.userId} = ${person.id}
  )`;
  const theirs = and(eq(agents.access, 'people'), or(named, member));
  return and(usable, or(eq(agents.access, 'everyone'), theirs));
}

/** The agents a person may use, in order, without their settings. */
export async function listAgentsFor(person: AgentUser): Promise<AgentSummary[]> {
  return db()
    .select(summaryColumns)
    .from(agents)
    .where(agentUsableBy(person))
    .orderBy(...agentOrder);
}

/** One agent that a person may use; null when absent, off or not theirs to use. */
export async function findAgentFor(person: AgentUser, id: string): Promise<Agent | null> {
  const rows = await db()
    .select(agentColumns)
    .from(agents)
    .where(and(eq(agents.id, id), agentUsableBy(person)));
  return rows[0] ?? null;
}

/** The agents in use, on or off, in order; with `archived`, those put away. For admins. */
export async function listAgents({ archived = false } = {}): Promise<Agent[]> {
  const kept = archived ? isNotNull(agents.archivedAt) : isNull(agents.archivedAt);
  return db()
    .select(agentColumns)
    .from(agents)
    .where(and(isNull(agents.deletedAt), kept))
    .orderBy(...agentOrder);
}

/** One agent, on or off or archived; null when absent or deleted. For admins. */
export async function getAgent(id: string): Promise<Agent | null> {
  const rows = await db()
    .select(agentColumns)
    .from(agents)
    .where(and(eq(agents.id, id), isNull(agents.deletedAt)));
  return rows[0] ?? null;
}

/** An agent with its limits, as its form, its versions and its file hold it. For admins. */
export async function getAgentSettings(
  id: string,
): Promise<{ agent: Agent; settings: AgentSettings } | null> {
  const [agent, limits] = await Promise.all([
    getAgent(id),
    readBudget({ scope: 'agent', subjectId: id }),
  ]);
  if (!agent) return null;
  const { position, createdAt, updatedAt, archivedAt, id: _, ...input } = agent;
  return { agent, settings: { ...input, limits } };
}

/** What making an agent may be told. `limits`: what each person may use of it. */
export interface CreateOptions {
  id?: string;
  now?: number;
  limits?: Limits;
  by?: By;
  /** What the audit log calls it. */
  action?: string;
}

/**
 * Adds an agent after the others. `id` is for imports and set-ups that refer to
 * it by name: 1 to 100 letters, digits, `-` or `_`.
 * @throws AppError `validation` for another shape, `conflict` when it is taken.
 */
export async function createAgent(input: AgentInput, options: CreateOptions = {}): Promise<Agent> {
  const { id = newId(), now = Date.now(), limits = NO_LIMITS, by = BY_SERVER } = options;
  const { action = 'agent.create' } = options;
  if (!GIVEN_ID.test(id)) {
    const msg = 'Use 1 to 100 letters, digits, - or _.';
    throw new AppError('validation', { issues: [{ loc: ['id'], msg, type: 'string_pattern' }] });
  }
  const settings = { ...input, limits };
  const [taken] = await insertAgents([{ id, settings }], { by, now, action });
  if (taken)
    throw new AppError('conflict', { message: 'There is, or was, an agent with this id.' });
  return mustGet(id);
}

/** What a change is based on. `seenAt`: the `updatedAt` of the version that was changed. */
export interface ChangeOptions {
  seenAt: number;
  now?: number;
  by?: By;
  action?: string;
}

/**
 * Replaces what an admin may set; without `limits`, those stay.
 * @throws AppError `conflict` when it was changed since, `not_found` when absent.
 */
export async function updateAgent(
  id: string,
  input: AgentInput & { limits?: Limits },
  { seenAt, now = Date.now(), by = BY_SERVER, action = 'agent.update' }: ChangeOptions,
): Promise<Agent> {
  const found = await getAgentSettings(id);
  if (!found) throw new AppError('not_found');
  const before = found.settings;
  const { people, groups, limits = before.limits, ...row } = input;
  const unchanged = and(eq(agents.id, id), eq(agents.updatedAt, seenAt), isNull(agents.deletedAt));
  const isCurrent = sql`exists (select 1 from ${agents} where ${unchanged})`;
  const updatedAt = Math.max(now, seenAt + 1);
  const clear = (table: typeof agentPeople | typeof agentGroups) =>
    statement(
      db()
        .delete(table)
        .where(and(eq(table.agentId, id), isCurrent)),
    );
  const statements = [
    firstVersion(id),
    clear(agentPeople),
    namePeople(id, people, isCurrent),
    clear(agentGroups),
    nameGroups(id, groups, isCurrent),
    ...limitStatements(id, limits, { updatedAt: seenAt, now }),
    // The row comes last, since writing it ends the condition the others depend on.
    statement(
      db()
        .update(agents)
        .set({ ...row, updatedAt })
        .where(unchanged),
    ),
    auditIfChanged({
      ...by,
      action,
      subjectId: id,
      subject: row.name,
      ...auditOf(changedFields(before, { ...input, limits })),
      now,
    }),
    ...nextVersion(id, by.actor?.email ?? ''),
  ];
  const results = await sqlClient().batch(statements, 'write');
  // The audit row, the version and the oldest versions come after it.
  if (results.at(-4)?.rowsAffected !== 1) throw new AppError('conflict');
  return mustGet(id);
}

async function mustGet(id: string): Promise<Agent> {
  const agent = await getAgent(id);
  if (!agent) throw new AppError('not_found');
  return agent;
}
