/**
 * The agents: what admins manage and people talk to. Functions whose name ends
 * in `For` answer for one person and show only what that person may use; the
 * others are for admins and their callers guard them. A deleted agent is kept,
 * so that its conversations stay readable under its name, and is otherwise absent.
 */

import { randomInt } from 'node:crypto';
import { and, asc, count, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AgentInput, AgentSummary } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import { newId } from '@/lib/contract/ids';
import { db } from './client';
import { agentGroups, agentPeople, agents } from './schema/agents';
import { groupMembers, groups, users } from './schema/people';
import { sessions } from './schema/sessions';

/** An agent as admins see it. Times are Unix milliseconds; `position` orders, from 0. */
export interface Agent extends AgentInput {
  id: string;
  position: number;
  createdAt: number;
  updatedAt: number;
}

/** As much of a person as deciding about access needs. */
type AgentUser = Pick<typeof users.$inferSelect, 'id' | 'role'>;

/** Where {@link moveAgent} moves to: one step, or a place counted from 0. */
export type AgentMove = 'up' | 'down' | number;

const GIVEN_ID = /^[A-Za-z0-9_-]{1,100}$/;

const summaryColumns = {
  id: agents.id,
  name: agents.name,
  description: agents.description,
  icon: agents.icon,
  welcome: agents.welcome,
  starters: agents.starters,
  createdAt: agents.createdAt,
};

const agentColumns = {
  ...summaryColumns,
  engine: agents.engine,
  enabled: agents.enabled,
  access: agents.access,
  people: sql`(
    select json_group_array(${agentPeople.userId}) from ${agentPeople}
    where ${agentPeople.agentId} = ${agents.id}
  )`.mapWith((ids: string): string[] => JSON.parse(ids)),
  groups: sql`(
    select json_group_array(${agentGroups.groupId}) from ${agentGroups}
    where ${agentGroups.agentId} = ${agents.id}
  )`.mapWith((ids: string): string[] => JSON.parse(ids)),
  traceVisibility: agents.traceVisibility,
  position: agents.position,
  updatedAt: agents.updatedAt,
};

const order = [asc(agents.position), asc(agents.createdAt), asc(agents.id)];

/**
 * Whether a person may use an agent now, as a condition on `agents`: it is on,
 * not deleted, and for everyone, or names this person or a group of theirs. Admins may use them all.
 */
function agentUsableBy(person: AgentUser): SQL | undefined {
  const usable = and(eq(agents.enabled, true), isNull(agents.deletedAt));
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
    .orderBy(...order);
}

/** One agent that a person may use; null when absent, off or not theirs to use. */
export async function findAgentFor(person: AgentUser, id: string): Promise<Agent | null> {
  const rows = await db()
    .select(agentColumns)
    .from(agents)
    .where(and(eq(agents.id, id), agentUsableBy(person)));
  return rows[0] ?? null;
}

/** All agents, in order. For admins. */
export async function listAgents(): Promise<Agent[]> {
  return db()
    .select(agentColumns)
    .from(agents)
    .where(isNull(agents.deletedAt))
    .orderBy(...order);
}

/** One agent, on or off; null when absent or deleted. For admins. */
export async function getAgent(id: string): Promise<Agent | null> {
  const rows = await db()
    .select(agentColumns)
    .from(agents)
    .where(and(eq(agents.id, id), isNull(agents.deletedAt)));
  return rows[0] ?? null;
}

/** How many conversations people have with an agent. */
export async function countConversations(agentId: string): Promise<number> {
  const rows = await db()
    .select({ total: count() })
    .from(sessions)
    .where(eq(sessions.agentId, agentId));
  return rows[0]?.total ?? 0;
}

/**
 * Adds an agent after the others. `id` is for imports and set-ups that refer to
 * it by name: 1 to 100 letters, digits, `-` or `_`.
 * @throws AppError `validation` for another shape, `conflict` when it is taken.
 */
export async function createAgent(
  input: AgentInput,
  options: { id?: string; now?: number } = {},
): Promise<Agent> {
  const { id = newId(), now = Date.now() } = options;
  if (!GIVEN_ID.test(id)) {
    const msg = 'Use 1 to 100 letters, digits, - or _.';
    throw new AppError('validation', { issues: [{ loc: ['id'], msg, type: 'string_pattern' }] });
  }
  const { people, groups: groupIds, ...row } = input;
  // Marks the row of this very batch, which also takes the mark away again.
  const mark = -randomInt(1, 2 ** 47);
  const isNew = and(eq(agents.id, id), eq(agents.updatedAt, mark));
  const made = sql`exists (select 1 from ${agents} where ${isNew})`;
  const [inserted] = await db().batch([
    db()
      .insert(agents)
      .values({ ...row, id, position: nextPosition(), createdAt: now, updatedAt: mark })
      .onConflictDoNothing()
      .returning({ id: agents.id }),
    namePeople(id, people, made),
    nameGroups(id, groupIds, made),
    db().update(agents).set({ updatedAt: now }).where(isNew),
  ]);
  if (inserted.length === 0) {
    throw new AppError('conflict', { message: 'There is, or was, an agent with this id.' });
  }
  return mustGet(id);
}

/**
 * Replaces what an admin may set. `seenAt` is the `updatedAt` of the version the
 * change is based on.
 * @throws AppError `conflict` when it was changed since, `not_found` when absent.
 */
export async function updateAgent(
  id: string,
  input: AgentInput,
  version: { seenAt: number; now?: number },
): Promise<Agent> {
  const { seenAt, now = Date.now() } = version;
  const { people, groups: groupIds, ...row } = input;
  const unchanged = and(eq(agents.id, id), eq(agents.updatedAt, seenAt), isNull(agents.deletedAt));
  const isCurrent = sql`exists (select 1 from ${agents} where ${unchanged})`;
  // The row comes last, since writing it ends the condition the others depend on.
  const [, , , , updated] = await db().batch([
    db()
      .delete(agentPeople)
      .where(and(eq(agentPeople.agentId, id), isCurrent)),
    namePeople(id, people, isCurrent),
    db()
      .delete(agentGroups)
      .where(and(eq(agentGroups.agentId, id), isCurrent)),
    nameGroups(id, groupIds, isCurrent),
    db()
      .update(agents)
      .set({ ...row, updatedAt: Math.max(now, seenAt + 1) })
      .where(unchanged)
      .returning({ id: agents.id }),
  ]);
  if (updated.length === 0) {
    await mustGet(id);
    throw new AppError('conflict');
  }
  return mustGet(id);
}

/** Switches an agent on or off. Running answers go on. @throws AppError `not_found`. */
export async function setAgentEnabled(id: string, enabled: boolean): Promise<void> {
  const rows = await db()
    .update(agents)
    .set({ enabled, updatedAt: sql`max(${Date.now()}, ${agents.updatedAt} + 1)` })
    .where(and(eq(agents.id, id), isNull(agents.deletedAt)))
    .returning({ id: agents.id });
  if (rows.length === 0) throw new AppError('not_found');
}

/**
 * Moves an agent in the order, clamped to its ends. One statement that renumbers
 * all, so that parallel moves and old gaps cannot leave two in one place.
 */
export async function moveAgent(id: string, to: AgentMove): Promise<void> {
  const step = { up: sql`me.place - 1`, down: sql`me.place + 1` };
  const wanted = typeof to === 'number' ? sql`${Math.trunc(to)}` : step[to];
  await db().run(sql`
    with ordered as (
      select id, row_number() over (order by position, created_at, id) - 1 as place
      from agents where deleted_at is null
    ), me as (select place from ordered where id = ${id}),
    target as (
      select me.place as old, max(0, min(${wanted}, (select count(*) from ordered) - 1)) as new
      from me
    )
    update agents set position = case
        when moved.id = ${id} then moved.new
        when moved.place > moved.old and moved.place <= moved.new then moved.place - 1
        when moved.place < moved.old and moved.place >= moved.new then moved.place + 1
        else moved.place
      end
    from (select * from ordered, target) as moved
    where agents.id = moved.id`);
}

/**
 * Deletes an agent: nobody can use or list it any more; its conversations stay
 * readable under its name, and answers that are running finish. Final.
 * @throws AppError `not_found`.
 */
export async function deleteAgent(id: string, now = Date.now()): Promise<void> {
  const rows = await db()
    .update(agents)
    .set({ deletedAt: now, updatedAt: now })
    .where(and(eq(agents.id, id), isNull(agents.deletedAt)))
    .returning({ id: agents.id });
  if (rows.length === 0) throw new AppError('not_found');
}

/** Names the people of an agent who exist, if `condition` holds. */
function namePeople(agentId: string, people: readonly string[], condition: SQL) {
  return db()
    .insert(agentPeople)
    .select(
      sql`select ${agentId}, ${users.id} from ${users}
        where ${users.id} in (select value from json_each(${JSON.stringify(people)}))
        and ${condition}`,
    );
}

/** Names the groups of an agent that exist, if `condition` holds. */
function nameGroups(agentId: string, ids: readonly string[], condition: SQL) {
  return db()
    .insert(agentGroups)
    .select(
      sql`select ${agentId}, ${groups.id} from ${groups}
        where ${groups.id} in (select value from json_each(${JSON.stringify(ids)}))
        and ${condition}`,
    );
}

/** The place after all others. */
export function nextPosition(): SQL<number> {
  return sql`(select coalesce(max(position), -1) + 1 from agents where deleted_at is null)`;
}

async function mustGet(id: string): Promise<Agent> {
  const agent = await getAgent(id);
  if (!agent) throw new AppError('not_found');
  return agent;
}
