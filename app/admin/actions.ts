'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { agentSettingsSchema, engineConfigSchema } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import * as changes from '@/lib/db/agent-changes';
import { createAgent, getAgent, updateAgent } from '@/lib/db/agents';
import { searchPeople as findPeople } from '@/lib/db/people';
import { checkEngine } from '@/lib/engines/select';
import { action } from '@/lib/http/action';
import { adminAction } from './admin-action';
import { requireAdminHere } from './guard';

const MAX_FOUND_PEOPLE = 8;
const agentId = z.object({ id: z.string().min(1).max(100) });

/** Stores an agent; without an id, a new one; without `seenAt`, over any version. */
export const saveAgent = adminAction(
  agentSettingsSchema.extend({
    id: z.string().min(1).max(100).nullable(),
    seenAt: z.number().int().nullable(),
  }),
  async ({ id, seenAt, ...settings }, by) => {
    const { limits, ...input } = settings;
    const saved =
      id === null
        ? await createAgent(input, { limits, by })
        : await updateAgent(id, settings, { seenAt: seenAt ?? (await versionOf(id)), by });
    revalidatePath('/', 'layout');
    return { id: saved.id, updatedAt: saved.updatedAt };
  },
);

/** Switches an agent on or off. */
export const setEnabled = adminAction(
  agentId.extend({ enabled: z.boolean() }),
  async ({ id, enabled }, by) => {
    await changes.setAgentEnabled(id, enabled, by);
    revalidatePath('/', 'layout');
    return null;
  },
);

/** Moves an agent one step in the order, or to a place counted from 0. */
export const moveAgent = adminAction(
  agentId.extend({ to: z.union([z.enum(['up', 'down']), z.number().int().min(0).max(10_000)]) }),
  async ({ id, to }, by) => {
    await changes.moveAgent(id, to, by);
    revalidatePath('/', 'layout');
    return null;
  },
);

/** What would stay behind, in figures. */
export const tellConversations = action(
  agentId,
  requireAdminHere,
  async ({ id }) => await changes.countTies(id),
);

/** Deletes an agent for good; its conversations stay readable. */
export const deleteAgent = adminAction(agentId, async ({ id }, by) => {
  await changes.deleteAgent(id, by);
  revalidatePath('/', 'layout');
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
  const agent = await getAgent(id);
  if (!agent) throw new AppError('not_found');
  return agent.updatedAt;
}
