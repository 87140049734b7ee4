'use server';

import { z } from 'zod';
import { requireUser } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { isId } from '@/lib/contract/ids';
import { renameSession } from '@/lib/db/session-care';
import { listSessions } from '@/lib/db/session-lists';
import { deleteSession } from '@/lib/db/session-trash';
import { getConversation } from '@/lib/db/sessions';
import { action } from '@/lib/http/action';
import { stopRun } from '@/lib/runs/stop';

const id = z.string().refine(isId, 'Not an id.');

/** The page of the sidebar after `before`. */
export const listConversations = action(
  z.object({ before: z.object({ updatedAt: z.number().int(), id }) }),
  () => requireUser(),
  ({ before }, person) => listSessions(person.id, { before }),
);

/** Gives a conversation another title. */
export const renameConversation = action(
  z.object({ id, title: z.string().trim().min(1).max(200) }),
  () => requireUser(),
  async (input, person) => {
    const found = await renameSession(person.id, input.id, input.title);
    if (!found) throw new AppError('session_not_found');
  },
);

/** Stops what runs in a conversation and deletes it for good. One that is gone already counts. */
export const removeConversation = action(
  z.object({ id }),
  () => requireUser(),
  async (input, person) => {
    const running = (await getConversation(person.id, input.id, { limit: 1 }))?.runId;
    if (running) await stopRun(person.id, { runId: running });
    await deleteSession(person.id, input.id);
  },
);
