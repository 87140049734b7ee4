/** What a person used, by day and agent. The rows are counted where runs start and end. */

import { z } from 'zod';
import { dayOf } from '@/lib/contract/budget';
import type { Money } from '@/lib/contract/money';
import { sqlClient } from './client';

/** A day's use of one agent. */
export interface UsageDay {
  /** Days since 1970-01-01, UTC. */
  day: number;
  agentId: string;
  /** Empty when there is no such agent any more. */
  agent: string;
  messages: number;
  tokens: number;
  /** By the price at the time; empty when the agent had none. */
  costs: Money[];
}

const costs = z.array(z.object({ currency: z.string(), micros: z.number() }));

/** One person's use of the last `days` days, newest first. */
export async function readOwnUsage(
  userId: string,
  days: number,
  now = Date.now(),
): Promise<UsageDay[]> {
  const { rows } = await sqlClient().execute({
    sql: `SELECT u.day, u.agent_id AS agentId, coalesce(a.name, '') AS agent, u.messages,
        u.total_tokens AS tokens,
        (SELECT json_group_array(json_object('currency', p.currency, 'micros', p.cost_micros))
         FROM (SELECT currency, sum(cost_micros) AS cost_micros FROM person_days
           WHERE day = u.day AND user_id = u.user_id AND agent_id = u.agent_id AND currency <> ''
           GROUP BY 1) p) AS costs
      FROM usage_days u LEFT JOIN agents a ON a.id = u.agent_id
      WHERE u.user_id = ? AND u.day >= ? AND u.messages + u.total_tokens > 0
      ORDER BY u.day DESC, u.messages DESC, u.agent_id`,
    args: [userId, dayOf(now) - days + 1],
  });
  return rows.map((row) => ({
    day: Number(row.day),
    agentId: String(row.agentId),
    agent: String(row.agent),
    messages: Number(row.messages),
    tokens: Number(row.tokens),
    costs: costs.parse(JSON.parse(String(row.costs))),
  }));
}
