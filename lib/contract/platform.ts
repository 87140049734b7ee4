/** The platform's own list of agents, and how it stands to the agents here. */

import type { UpstreamSeen } from './agent';

/** An agent as the platform lists it. What it does not tell is empty. */
export interface PlatformAgent {
  id: string;
  name: string;
  model: string;
  agentType: string;
}

/** An agent here that runs on the platform. */
export interface LinkedAgent {
  id: string;
  name: string;
  upstreamAgentId: string;
  /** What the platform said of it when that was last taken over; null when it was made by hand. */
  seen: UpstreamSeen | null;
  updatedAt: number;
  archived: boolean;
}

/** What the platform lists that differs from what was last taken over, or from the name here. */
export interface PlatformChange {
  field: 'name' | 'model' | 'agentType';
  before: string;
  after: string;
}

/** An agent here with what changed there. */
export interface ChangedAgent {
  agent: LinkedAgent;
  changes: PlatformChange[];
}

/** The list compared with the agents here. */
export interface PlatformComparison {
  /** Listed, and not here. */
  fresh: PlatformAgent[];
  changed: ChangedAgent[];
  /** Here, in use, and not listed any more. */
  gone: LinkedAgent[];
  same: number;
}

/** Compares. `whole`: the list was read to its end; else nothing is said to be gone. */
export function comparePlatform(
  listed: readonly PlatformAgent[],
  linked: readonly LinkedAgent[],
  whole: boolean,
): PlatformComparison {
  const there = new Map(listed.map((agent) => [agent.id, agent]));
  const here = new Set(linked.map((agent) => agent.upstreamAgentId));
  const changed: ChangedAgent[] = [];
  const gone: LinkedAgent[] = [];
  let same = 0;
  for (const agent of linked) {
    const now = there.get(agent.upstreamAgentId);
    const changes = now ? changesOf(agent, now) : [];
    if (changes.length > 0) changed.push({ agent, changes });
    else if (now || agent.archived || !whole) same += now ? 1 : 0;
    else gone.push(agent);
  }
  return { fresh: listed.filter(({ id }) => !here.has(id)), changed, gone, same };
}

/** What differs, in the order in which it is shown. A name that was given here stays unless it is chosen. */
function changesOf(agent: LinkedAgent, now: PlatformAgent): PlatformChange[] {
  const { seen } = agent;
  if (!seen) {
    const same = agent.name === now.name;
    return same ? [] : [{ field: 'name', before: agent.name, after: now.name }];
  }
  return (['name', 'model', 'agentType'] as const).flatMap((field) =>
    seen[field] === now[field] ? [] : [{ field, before: seen[field], after: now[field] }],
  );
}
