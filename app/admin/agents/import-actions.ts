'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { adminAction } from '@/app/admin/admin-action';
import { requireAdminHere } from '@/app/admin/guard';
import { AppError } from '@/lib/contract/errors';
import { newId } from '@/lib/contract/ids';
import { insertAgents } from '@/lib/db/agent-creation';
import { action } from '@/lib/http/action';
import { readAgents } from './read-file';

const file = z.object({ text: z.string().max(1_000_000) });

/** What is in a file, or what is wrong with it. Adds nothing. */
export const lookAtFile = action(file, requireAdminHere, async ({ text }) => {
  const found = await readAgents(text);
  if (!found.ok) return found;
  return { ok: true as const, agents: found.agents.map(({ preview }) => preview) };
});

/** Adds all agents of a file, or none. Answers how many. */
export const importFile = adminAction(file, async ({ text }, by) => {
  const found = await readAgents(text);
  if (!found.ok) throw new AppError('validation');
  const made = found.agents.map(({ settings }) => ({ id: newId(), settings }));
  await insertAgents(made, { by, now: Date.now(), action: 'agent.import' });
  revalidatePath('/', 'layout');
  return made.length;
});
