/** Adding agents: any number in one batch, so that either all are there or none. */

import { randomInt } from 'node:crypto';
import type { InStatement } from '@libsql/client';
import { and, eq, sql } from 'drizzle-orm';
import type { AgentSettings, UpstreamSeen } from '@/lib/contract/agent';
import {
  limitStatements,
  nameGroups,
  namePeople,
  nextPosition,
  statement,
} from './agent-statements';
import { nextVersion } from './agent-versions';
import { auditIfChanged, type By } from './audit';
import { db, sqlClient } from './client';
import { agents } from './schema/agents';

/** An agent to add. */
export interface NewAgent {
  id: string;
  settings: AgentSettings;
  /** What the platform's list said of it, if it was taken from there. */
  seen?: UpstreamSeen;
}

/** Who adds it, when, and what the audit log calls it. */
export interface Creation {
  by: By;
  now: number;
  action: string;
}

/**
 * Adds agents after the others, in this order. Answers the ids that were taken: one
 * of those, and what stands with it in `made`, changes nothing.
 */
export async function insertAgents(made: readonly NewAgent[], how: Creation): Promise<string[]> {
  const batches = made.map((one) => creation(one, how));
  const results = await sqlClient().batch(batches.flat(), 'write');
  const taken: string[] = [];
  let at = 0;
  batches.forEach((batch, n) => {
    const id = made[n]?.id;
    if (id !== undefined && results[at]?.rowsAffected !== 1) taken.push(id);
    at += batch.length;
  });
  return taken;
}

/** The first statement says whether the id was free. */
function creation({ id, settings, seen }: NewAgent, { by, now, action }: Creation): InStatement[] {
  const { people, groups, limits, ...row } = settings;
  // Marks the row of this very batch, which also takes the mark away again.
  const mark = -randomInt(1, 2 ** 47);
  const isNew = and(eq(agents.id, id), eq(agents.updatedAt, mark));
  const made = sql`exists (select 1 from ${agents} where ${isNew})`;
  const values = { ...row, id, createdAt: now, updatedAt: mark, upstreamSeen: seen ?? null };
  return [
    statement(
      db()
        .insert(agents)
        .values({ ...values, position: nextPosition() })
        .onConflictDoNothing(),
    ),
    namePeople(id, people, made),
    nameGroups(id, groups, made),
    ...limitStatements(id, limits, { updatedAt: mark, now }),
    statement(db().update(agents).set({ updatedAt: now }).where(isNew)),
    auditIfChanged({ ...by, action, subjectId: id, subject: row.name, after: settings, now }),
    ...nextVersion(id, by.actor?.email ?? ''),
  ];
}
