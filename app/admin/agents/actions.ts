'use server';

import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { adminAction } from '@/app/admin/admin-action';
import { AppError } from '@/lib/contract/errors';
import * as changes from '@/lib/db/agent-changes';
import { readVersion } from '@/lib/db/agent-versions';
import { getAgent, updateAgent } from '@/lib/db/agents';
import { changeSettings } from '@/lib/db/instance-settings';

const MAX_NAME = 80;
const agentId = z.object({ id: z.string().min(1).max(100) });

/** Adds a copy of an agent below it, turned off. Answers its id and name. */
export const copyAgent = adminAction(agentId, async ({ id }, by) => {
  const [agent, t] = await Promise.all([getAgent(id), getTranslations('agents.list')]);
  if (!agent) throw new AppError('not_found');
  const name = t('copyName', { name: agent.name }).slice(0, MAX_NAME).trim();
  const copy = await changes.duplicateAgent(id, name, by);
  revalidatePath('/', 'layout');
  return { id: copy.id, name: copy.name };
});

/** Puts an agent away, or brings it back. */
export const archiveAgent = adminAction(
  agentId.extend({ archived: z.boolean() }),
  async ({ id, archived }, by) => {
    await changes.setAgentArchived(id, archived, by);
    revalidatePath('/', 'layout');
    return null;
  },
);

/** Makes an agent the one that new conversations start with. */
export const makeDefault = adminAction(agentId, async ({ id }, by) => {
  if (!(await getAgent(id))) throw new AppError('not_found');
  await changeSettings({ set: { defaultAgentId: id }, reset: [] }, by);
  revalidatePath('/', 'layout');
  return null;
});

/** Makes a version what is stored, as a new version. */
export const restoreVersion = adminAction(
  agentId.extend({ version: z.number().int().min(1), seenAt: z.number().int() }),
  async ({ id, version, seenAt }, by) => {
    const settings = await readVersion(id, version);
    if (!settings) throw new AppError('not_found');
    await updateAgent(id, settings, { seenAt, by, action: 'agent.restore_version' });
    revalidatePath('/', 'layout');
    return null;
  },
);
