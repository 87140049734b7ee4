'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { adminAction } from '@/app/admin/admin-action';
import { agentSettingsSchema, type UpstreamSeen } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import { newId } from '@/lib/contract/ids';
import type { LinkedAgent, PlatformAgent } from '@/lib/contract/platform';
import { setAgentArchived } from '@/lib/db/agent-changes';
import { insertAgents } from '@/lib/db/agent-creation';
import { listLinkedAgents, noteSeen } from '@/lib/db/agent-links';
import { getAgentSettings, updateAgent } from '@/lib/db/agents';
import type { By } from '@/lib/db/audit';
import { listPlatformAgents } from '@/lib/engines/thinnest-agents';

const ids = z.array(z.string().min(1).max(200)).max(2000);

/**
 * Applies what was chosen of a comparison. What is stored comes from the platform,
 * asked again, never from the browser. Answers how much was done, and the names of
 * those that somebody else changed meanwhile.
 */
export const applyPlatform = adminAction(
  z.object({
    /** Ids there. */
    add: ids,
    /** Ids here, with the version that was compared. */
    take: z.array(z.object({ id: z.string().max(100), seenAt: z.number().int() })).max(2000),
    archive: ids,
    access: z.enum(['admins', 'everyone']),
  }),
  async ({ add, take, archive, access }, by) => {
    const [{ agents }, linked] = await Promise.all([listPlatformAgents(), listLinkedAgents()]);
    const there = new Map(agents.map((agent) => [agent.id, agent]));
    const here = new Map(linked.map((agent) => [agent.id, agent]));
    const taken = new Set(linked.map((agent) => agent.upstreamAgentId));
    const made = [...new Set(add)].flatMap((id) => {
      const agent = there.get(id);
      return agent && !taken.has(id) ? [newAgent(agent, access)] : [];
    });
    if (made.length > 0) await insertAgents(made, { by, now: Date.now(), action: 'agent.adopt' });
    const failed: string[] = [];
    let changed = 0;
    for (const { id, seenAt } of take) {
      const agent = here.get(id);
      const now = agent && there.get(agent.upstreamAgentId);
      if (!agent || !now) continue;
      if (await takeOver(agent, now, { seenAt, by })) changed++;
      else failed.push(agent.name);
    }
    const gone = archive.filter((id) => here.has(id));
    for (const id of gone) await setAgentArchived(id, true, by);
    revalidatePath('/', 'layout');
    return { added: made.length, taken: changed, archived: gone.length, failed };
  },
);

function newAgent(agent: PlatformAgent, access: 'admins' | 'everyone') {
  const engine = { kind: 'thinnest' as const, upstreamAgentId: agent.id };
  const settings = agentSettingsSchema.parse({ name: agent.name, engine, access });
  return { id: newId(), settings, seen: seenNow(agent) };
}

function seenNow({ name, model, agentType }: PlatformAgent): UpstreamSeen {
  return { name, model, agentType, seenAt: Date.now() };
}

/** The name as it is there now, and the rest as seen; false when it was changed here meanwhile. */
async function takeOver(
  agent: LinkedAgent,
  now: PlatformAgent,
  { seenAt, by }: { seenAt: number; by: By },
): Promise<boolean> {
  // A name that was given here stays, unless the name is what changed there.
  const renamed = agent.seen === null || agent.seen.name !== now.name;
  if (renamed && agent.name !== now.name) {
    const found = await getAgentSettings(agent.id);
    if (!found) return false;
    const next = { ...found.settings, name: now.name };
    try {
      await updateAgent(agent.id, next, { seenAt, by, action: 'agent.sync' });
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict') return false;
      throw error;
    }
  }
  await noteSeen(agent, seenNow(now), by);
  return true;
}
