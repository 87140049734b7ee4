/**
 * What admins do with an agent as a whole: switch, put away, order, copy, delete.
 * Each change is one batch with its audit row and, where a version holds it, a version.
 */

import type { AgentSettings } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import type { Agent } from './agent-columns';
import { firstVersion, nextVersion } from './agent-versions';
import { createAgent, getAgent, getAgentSettings } from './agents';
import { type AuditEntry, auditIfChanged, BY_SERVER, type By } from './audit';
import { sqlClient } from './client';

type Change = By & { now?: number };

/** Where {@link moveAgent} moves to: one step, or a place counted from 0. */
export type AgentMove = 'up' | 'down' | number;

/** What hangs on an agent: conversations, the people who have them, answers that run now. */
export interface AgentTies {
  conversations: number;
  people: number;
  running: number;
}

const TOUCH = 'updated_at = max(:now, updated_at + 1)';

/** Switches an agent on or off. Running answers go on. @throws AppError `not_found`. */
export async function setAgentEnabled(
  id: string,
  enabled: boolean,
  { now = Date.now(), ...by }: Change = BY_SERVER,
): Promise<void> {
  const agent = await existing(id);
  await sqlClient().batch(
    [
      firstVersion(id),
      {
        sql: `UPDATE agents SET enabled = :enabled, ${TOUCH}
        WHERE id = :id AND deleted_at IS NULL AND enabled <> :enabled`,
        args: { id, now, enabled: enabled ? 1 : 0 },
      },
      auditIfChanged({
        ...entryOf(agent, enabled ? 'agent.enable' : 'agent.disable', { ...by, now }),
        before: { enabled: !enabled },
        after: { enabled },
      }),
      ...nextVersion(id, by.actor?.email ?? ''),
    ],
    'write',
  );
}

/**
 * Puts an agent away, or brings it back at the end of the order. Nobody can use or
 * list one that is put away; its conversations stay readable and running answers go on.
 * @throws AppError `not_found`.
 */
export async function setAgentArchived(
  id: string,
  archived: boolean,
  { now = Date.now(), ...by }: Change = BY_SERVER,
): Promise<void> {
  const agent = await existing(id);
  const sql = archived
    ? `UPDATE agents SET archived_at = :now, ${TOUCH}
        WHERE id = :id AND deleted_at IS NULL AND archived_at IS NULL`
    : `UPDATE agents SET archived_at = NULL, ${TOUCH},
        position = (SELECT coalesce(max(position), -1) + 1 FROM agents WHERE deleted_at IS NULL)
        WHERE id = :id AND deleted_at IS NULL AND archived_at IS NOT NULL`;
  const action = archived ? 'agent.archive' : 'agent.restore';
  await sqlClient().batch(
    [
      { sql, args: { id, now } },
      auditIfChanged({
        ...entryOf(agent, action, { ...by, now }),
        before: { archived: !archived },
        after: { archived },
      }),
    ],
    'write',
  );
}

/** Adds a copy, turned off, right below: with all that the form holds. @throws AppError `not_found`. */
export async function duplicateAgent(
  id: string,
  name: string,
  { now = Date.now(), ...by }: Change = BY_SERVER,
): Promise<Agent> {
  const found = await getAgentSettings(id);
  if (!found) throw new AppError('not_found');
  const { limits, ...input }: AgentSettings = { ...found.settings, name, enabled: false };
  const copy = await createAgent(input, { limits, by, now, action: 'agent.duplicate' });
  const order = await sqlClient().execute({
    sql: `SELECT count(*) AS place FROM agents a, agents me
      WHERE me.id = :id AND a.deleted_at IS NULL AND a.archived_at IS NULL
        AND (a.position, a.created_at, a.id) <= (me.position, me.created_at, me.id)`,
    args: { id },
  });
  await moveAgent(copy.id, Number(order.rows[0]?.place ?? 0));
  return copy;
}

/**
 * Moves an agent in the order, clamped to its ends. One statement that renumbers
 * all, so that parallel moves and old gaps cannot leave two in one place.
 */
export async function moveAgent(id: string, to: AgentMove, by?: By): Promise<void> {
  const step = { up: 'me.place - 1', down: 'me.place + 1' };
  const wanted = typeof to === 'number' ? String(Math.trunc(to)) : step[to];
  const agent = by && (await getAgent(id));
  await sqlClient().batch(
    [
      { sql: MOVE(wanted), args: { id } },
      ...(agent
        ? [auditIfChanged({ ...entryOf(agent, 'agent.move', by), after: { to: String(to) } })]
        : []),
    ],
    'write',
  );
}

/** `wanted` is a number or one of two expressions, never from a request. */
const MOVE = (wanted: string) => `WITH ordered AS (
    SELECT id, row_number() OVER (ORDER BY position, created_at, id) - 1 AS place
    FROM agents WHERE deleted_at IS NULL AND archived_at IS NULL
  ), me AS (SELECT place FROM ordered WHERE id = :id),
  target AS (
    SELECT me.place AS old, max(0, min(${wanted}, (SELECT count(*) FROM ordered) - 1)) AS new
    FROM me
  )
  UPDATE agents SET position = CASE
      WHEN moved.id = :id THEN moved.new
      WHEN moved.place > moved.old AND moved.place <= moved.new THEN moved.place - 1
      WHEN moved.place < moved.old AND moved.place >= moved.new THEN moved.place + 1
      ELSE moved.place
    END
  FROM (SELECT * FROM ordered, target) AS moved
  WHERE agents.id = moved.id`;

/** What would stay behind, in figures. */
export async function countTies(id: string): Promise<AgentTies> {
  const { rows } = await sqlClient().execute({
    sql: `SELECT count(*) AS conversations, count(DISTINCT user_id) AS people,
      (SELECT count(*) FROM runs WHERE agent_id = :id AND status = 'running') AS running
      FROM sessions
      WHERE agent_id = :id AND temporary = 0 AND (deleted_at IS NULL OR deleted_at > 0)`,
    args: { id },
  });
  const row = rows[0];
  return {
    conversations: Number(row?.conversations ?? 0),
    people: Number(row?.people ?? 0),
    running: Number(row?.running ?? 0),
  };
}

/**
 * Deletes an agent: nobody can use or list it any more; its conversations stay
 * readable under its name, and answers that are running finish. Final.
 * @throws AppError `not_found`.
 */
export async function deleteAgent(
  id: string,
  { now = Date.now(), ...by }: Change = BY_SERVER,
): Promise<void> {
  const agent = await existing(id);
  const ties = await countTies(id);
  await sqlClient().batch(
    [
      {
        sql: "DELETE FROM budgets WHERE scope = 'agent' AND subject_id = :id",
        args: { id },
      },
      {
        sql: 'UPDATE agents SET deleted_at = :now, updated_at = :now WHERE id = :id AND deleted_at IS NULL',
        args: { id, now },
      },
      auditIfChanged({
        ...entryOf(agent, 'agent.delete', { ...by, now }),
        before: { name: agent.name, conversations: ties.conversations },
      }),
    ],
    'write',
  );
}

function entryOf(agent: Agent, action: string, by: Change): AuditEntry {
  return { ...by, action, subjectId: agent.id, subject: agent.name };
}

async function existing(id: string): Promise<Agent> {
  const agent = await getAgent(id);
  if (!agent) throw new AppError('not_found');
  return agent;
}
