/** What a person used, by day and agent. The rows are counted where runs start and end. */

import { and, desc, eq, gte, sql } from 'drizzle-orm';
import { dayOf } from '@/lib/contract/budget';
import { db } from './client';
import { agents } from './schema/agents';
import { usageDays } from './schema/usage';

/** A day's use of one agent. */
export interface UsageDay {
  /** Days since 1970-01-01, UTC. */
  day: number;
  agentId: string;
  /** Empty when there is no such agent any more. */
  agent: string;
  messages: number;
  tokens: number;
  /** Millionths of `currency`; null when the agent has no price and nothing was counted. */
  costMicros: number | null;
  currency: string;
}

/** One person's use of the last `days` days, newest first. */
export async function readOwnUsage(
  userId: string,
  days: number,
  now = Date.now(),
): Promise<UsageDay[]> {
  const rows = await db()
    .select({
      day: usageDays.day,
      agentId: usageDays.agentId,
      agent: sql<string>`coalesce(${agents.name}, '')`,
      messages: usageDays.messages,
      tokens: usageDays.totalTokens,
      cost: usageDays.costMicros,
      priced: sql`${agents.inputPrice} is not null or ${agents.outputPrice} is not null`.mapWith(
        Boolean,
      ),
      currency: sql<string>`coalesce(${agents.currency}, 'USD')`,
    })
    .from(usageDays)
    .leftJoin(agents, eq(agents.id, usageDays.agentId))
    .where(and(eq(usageDays.userId, userId), gte(usageDays.day, dayOf(now) - days + 1)))
    .orderBy(desc(usageDays.day), desc(usageDays.messages), usageDays.agentId);
  return rows
    .filter(({ messages, tokens, cost }) => messages + tokens + cost > 0)
    .map(({ cost, priced, ...row }) => ({ ...row, costMicros: priced || cost > 0 ? cost : null }));
}
