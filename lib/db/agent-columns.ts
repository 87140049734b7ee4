/** What is read of an agent, as columns of one select. */

import { asc, sql } from 'drizzle-orm';
import type { AgentInput } from '@/lib/contract/agent';
import { agentGroups, agentPeople, agents } from './schema/agents';

/** An agent as admins see it. Times are Unix milliseconds; `position` orders, from 0. */
export interface Agent extends AgentInput {
  id: string;
  position: number;
  createdAt: number;
  updatedAt: number;
  /** Null while it is in use. */
  archivedAt: number | null;
}

/** The columns of an `AgentSummary`. */
export const summaryColumns = {
  id: agents.id,
  name: agents.name,
  description: agents.description,
  icon: agents.icon,
  colour: agents.colour,
  welcome: agents.welcome,
  starters: agents.starters,
  createdAt: agents.createdAt,
};

/** The columns of an {@link Agent}. */
export const agentColumns = {
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
  inputPrice: agents.inputPrice,
  outputPrice: agents.outputPrice,
  currency: agents.currency,
  position: agents.position,
  updatedAt: agents.updatedAt,
  archivedAt: agents.archivedAt,
};

/** The order that people see. */
export const agentOrder = [asc(agents.position), asc(agents.createdAt), asc(agents.id)];
