/** The agents here that run on the platform, and what it said of them. */

import { and, eq, isNull, sql } from 'drizzle-orm';
import type { UpstreamSeen } from '@/lib/contract/agent';
import type { LinkedAgent } from '@/lib/contract/platform';
import { agentOrder } from './agent-columns';
import { statement } from './agent-statements';
import { auditIfChanged, type By } from './audit';
import { db, sqlClient } from './client';
import { agents } from './schema/agents';

/** All of them, in order, those that are put away included. For admins. */
export async function listLinkedAgents(): Promise<LinkedAgent[]> {
  const rows = await db()
    .select({
      id: agents.id,
      name: agents.name,
      engine: agents.engine,
      seen: agents.upstreamSeen,
      updatedAt: agents.updatedAt,
      archivedAt: agents.archivedAt,
    })
    .from(agents)
    .where(and(isNull(agents.deletedAt), sql`${agents.engine} ->> 'kind' = 'thinnest'`))
    .orderBy(...agentOrder);
  return rows.flatMap(({ engine, archivedAt, ...row }) =>
    engine.kind === 'thinnest'
      ? [{ ...row, upstreamAgentId: engine.upstreamAgentId, archived: archivedAt !== null }]
      : [],
  );
}

/** Keeps what the platform says of an agent now, so that only what changes later is told. */
export async function noteSeen(agent: LinkedAgent, seen: UpstreamSeen, by: By): Promise<void> {
  const { seenAt: _, ...after } = seen;
  const { seenAt: __, ...before } = agent.seen ?? { seenAt: 0 };
  await sqlClient().batch(
    [
      statement(
        db()
          .update(agents)
          .set({ upstreamSeen: seen })
          .where(and(eq(agents.id, agent.id), isNull(agents.deletedAt))),
      ),
      auditIfChanged({
        ...by,
        action: 'agent.sync',
        subjectId: agent.id,
        subject: agent.name,
        before,
        after,
        now: seen.seenAt,
      }),
    ],
    'write',
  );
}
