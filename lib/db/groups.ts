/** Groups of people: who is in them. Their limits stand in `budgets`, their agents with the agents. */

import type { InStatement } from '@libsql/client';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { AppError } from '@/lib/contract/errors';
import { newId } from '@/lib/contract/ids';
import { auditChange, auditIfChanged, auditStatement, type By } from './audit';
import { db, sqlClient } from './client';
import type { PersonName } from './people';
import { agentGroups, agents } from './schema/agents';
import { groupMembers, groups, users } from './schema/people';

/** A group as the list shows it. */
export interface Group {
  id: string;
  name: string;
  description: string;
  members: number;
}

/** What an admin writes of a group. */
export interface GroupInput {
  name: string;
  description: string;
}

const columns = {
  id: groups.id,
  name: groups.name,
  description: groups.description,
  members: sql<number>`(
    select count(*) from ${groupMembers} where ${groupMembers.groupId} = ${groups.id}
  )`.mapWith(Number),
};

/** All groups, by name. */
export async function listGroups(): Promise<Group[]> {
  return db().select(columns).from(groups).orderBy(sql`lower(${groups.name})`);
}

/** One group; null when there is none. */
export async function findGroup(id: string): Promise<Group | null> {
  const [group] = await db().select(columns).from(groups).where(eq(groups.id, id));
  return group ?? null;
}

/** The members of a group, by address. */
export async function listMembers(groupId: string): Promise<PersonName[]> {
  return db()
    .select({ id: users.id, email: users.email, name: users.name })
    .from(groupMembers)
    .innerJoin(users, eq(users.id, groupMembers.userId))
    .where(eq(groupMembers.groupId, groupId))
    .orderBy(asc(users.email));
}

/** The agents that name a group, by name. */
export async function listGroupAgents(groupId: string): Promise<{ id: string; name: string }[]> {
  return db()
    .select({ id: agents.id, name: agents.name })
    .from(agentGroups)
    .innerJoin(agents, eq(agents.id, agentGroups.agentId))
    .where(sql`${agentGroups.groupId} = ${groupId} and ${agents.deletedAt} is null`)
    .orderBy(asc(agents.name));
}

/** Makes a group. Throws `conflict` when the name is taken. */
export async function createGroup(input: GroupInput, by: By, now = Date.now()): Promise<string> {
  const id = newId();
  const [made] = await sqlClient().batch(
    [
      {
        sql: `INSERT INTO groups (id, name, description, created_at) SELECT :id, :name, :description, :now
          WHERE NOT EXISTS (SELECT 1 FROM groups WHERE lower(name) = lower(:name))`,
        args: { id, ...input, now },
      },
      auditIfChanged({
        ...by,
        action: 'group.create',
        subjectId: id,
        subject: input.name,
        after: input,
      }),
    ],
    'write',
  );
  if (made?.rowsAffected !== 1) throw nameTaken();
  return id;
}

/** Renames a group. Throws `conflict` when the name is taken, `not_found` when it is gone. */
export async function updateGroup(id: string, input: GroupInput, by: By): Promise<void> {
  const before = await mustFind(id);
  const [changed] = await sqlClient().batch(
    [
      {
        sql: `UPDATE groups SET name = :name, description = :description WHERE id = :id
          AND NOT EXISTS (SELECT 1 FROM groups WHERE lower(name) = lower(:name) AND id <> :id)`,
        args: { id, ...input },
      },
      auditIfChanged({
        ...by,
        action: 'group.update',
        subjectId: id,
        subject: before.name,
        ...auditChange({ name: before.name, description: before.description }, input),
      }),
    ],
    'write',
  );
  if (changed?.rowsAffected !== 1) throw nameTaken();
}

/** Deletes a group with its limits. Its people stay; agents it could use are theirs no more. */
export async function deleteGroup(id: string, by: By): Promise<void> {
  const before = await mustFind(id);
  await sqlClient().batch(
    [
      { sql: 'DELETE FROM groups WHERE id = ?', args: [id] },
      auditIfChanged({
        ...by,
        action: 'group.delete',
        subjectId: id,
        subject: before.name,
        before: { members: before.members },
      }),
      { sql: "DELETE FROM budgets WHERE scope = 'group' AND subject_id = ?", args: [id] },
    ],
    'write',
  );
}

/** Puts people into a group or takes them out, those of the ids who exist. */
export async function changeMembers(
  groupId: string,
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
  by: By,
): Promise<void> {
  const group = await mustFind(groupId);
  const noted = async (action: string, ids: readonly string[]) =>
    auditIfChanged({
      ...by,
      action,
      subjectId: groupId,
      subject: group.name,
      after: { people: await addressesOf(ids) },
    });
  const statements: InStatement[] = [];
  if (add.length > 0) {
    statements.push(
      {
        sql: `INSERT OR IGNORE INTO group_members (group_id, user_id)
          SELECT g.id, u.id FROM groups g, users u
          WHERE g.id = ? AND u.id IN (SELECT value FROM json_each(?))`,
        args: [groupId, JSON.stringify(add)],
      },
      await noted('group.add', add),
    );
  }
  if (remove.length > 0) {
    statements.push(
      {
        sql: `DELETE FROM group_members
          WHERE group_id = ? AND user_id IN (SELECT value FROM json_each(?))`,
        args: [groupId, JSON.stringify(remove)],
      },
      await noted('group.remove', remove),
    );
  }
  if (statements.length > 0) await sqlClient().batch(statements, 'write');
}

/** Makes these the groups of a person, those that exist. Throws `not_found`. */
export async function setPersonGroups(
  person: { id: string; email: string },
  groupIds: readonly string[],
  by: By,
): Promise<void> {
  const before = await groupsOf(person.id);
  const wanted = JSON.stringify(groupIds);
  await sqlClient().batch(
    [
      {
        sql: `DELETE FROM group_members
          WHERE user_id = ? AND group_id NOT IN (SELECT value FROM json_each(?))`,
        args: [person.id, wanted],
      },
      {
        sql: `INSERT OR IGNORE INTO group_members (group_id, user_id)
          SELECT g.id, u.id FROM groups g, users u
          WHERE u.id = ? AND g.id IN (SELECT value FROM json_each(?))`,
        args: [person.id, wanted],
      },
      auditStatement({
        ...by,
        action: 'person.groups',
        subjectId: person.id,
        subject: person.email,
        before: { groups: before.map(({ name }) => name) },
        after: { groups: await groupNames(groupIds) },
      }),
    ],
    'write',
  );
}

/** The addresses of those of the people who exist. */
async function addressesOf(ids: readonly string[]): Promise<string[]> {
  const rows = await db()
    .select({ email: users.email })
    .from(users)
    .where(inArray(users.id, [...ids]))
    .orderBy(asc(users.email));
  return rows.map(({ email }) => email);
}

/** The names of those of the groups that exist. */
export async function groupNames(ids: readonly string[]): Promise<string[]> {
  return (await listGroups()).filter(({ id }) => ids.includes(id)).map(({ name }) => name);
}

/** The groups a person is in, by name. */
export async function groupsOf(userId: string): Promise<{ id: string; name: string }[]> {
  return db()
    .select({ id: groups.id, name: groups.name })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(eq(groupMembers.userId, userId))
    .orderBy(asc(groups.name));
}

async function mustFind(id: string): Promise<Group> {
  const group = await findGroup(id);
  if (!group) throw new AppError('not_found');
  return group;
}

function nameTaken(): AppError {
  const issues = [{ loc: ['body', 'name'], msg: 'taken', type: 'conflict' }];
  return new AppError('conflict', { message: 'There is a group of this name.', issues });
}
