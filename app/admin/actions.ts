'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { agentInputSchema, engineConfigSchema } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import * as agents from '@/lib/db/agents';
import { type By, writeAudit } from '@/lib/db/audit';
import { searchPeople as findPeople } from '@/lib/db/people';
import { checkEngine } from '@/lib/engines/select';
import { action } from '@/lib/http/action';
import { adminAction } from './admin-action';
import { requireAdminHere } from './guard';

const MAX_FOUND_PEOPLE = 8;
const agentId = z.object({ id: z.string().min(1).max(100) });

/** Stores an agent; without an id, a new one; without `seenAt`, over any version. */
export const saveAgent = adminAction(
  agentInputSchema.extend({
    id: z.string().min(1).max(100).nullable(),
    seenAt: z.number().int().nullable(),
  }),
  async ({ id, seenAt, ...input }, by) => {
    const saved =
      id === null
        ? await agents.createAgent(input)
        : await agents.updateAgent(id, input, { seenAt: seenAt ?? (await versionOf(id)) });
    await changed(id === null ? 'agent.create' : 'agent.update', saved.id, by);
    return { id: saved.id, updatedAt: saved.updatedAt };
  },
);

/** Switches an agent on or off. */
export const setEnabled = adminAction(
  agentId.extend({ enabled: z.boolean() }),
  async ({ id, enabled }, by) => {
    await agents.setAgentEnabled(id, enabled);
    await changed(enabled ? 'agent.enable' : 'agent.disable', id, by);
    return null;
  },
);

/** Moves an agent one place in the order. */
export const moveAgent = adminAction(
  agentId.extend({ to: z.enum(['up', 'down']) }),
  async ({ id, to }, by) => {
    await agents.moveAgent(id, to);
    await changed('agent.move', id, by);
    return null;
  },
);

/** How many conversations would stay behind. */
export const tellConversations = action(
  agentId,
  requireAdminHere,
  async ({ id }) => await agents.countConversations(id),
);

/** Deletes an agent for good; its conversations stay readable. */
export const deleteAgent = adminAction(agentId, async ({ id }, by) => {
  await agents.deleteAgent(id);
  await changed('agent.delete', id, by);
  return null;
});

/** Whether an engine, as it is typed now, would answer. */
export const checkConnection = action(
  z.object({ engine: engineConfigSchema }),
  requireAdminHere,
  async ({ engine }) => await checkEngine(engine),
);

/** People to name, by address or name. */
export const searchPeople = action(
  z.object({ text: z.string().max(254) }),
  requireAdminHere,
  async ({ text }) => await findPeople(text, MAX_FOUND_PEOPLE),
);

async function versionOf(id: string): Promise<number> {
  const agent = await agents.getAgent(id);
  if (!agent) throw new AppError('not_found');
  return agent.updatedAt;
}

async function changed(what: string, id: string, by: By): Promise<void> {
  await writeAudit({ ...by, action: what, subjectId: id });
  revalidatePath('/', 'layout');
}
