'use server';

import { z } from 'zod';
import { readOpenShare } from '@/app/s/open-share';
import { requireUser } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { isId } from '@/lib/contract/ids';
import { findAgentFor, listAgentsFor } from '@/lib/db/agents';
import { bringCopyBack, insertConversation } from '@/lib/db/copies';
import { findSessionByKey } from '@/lib/db/sessions';
import { action } from '@/lib/http/action';

/**
 * Makes a conversation of one's own from a shared one, or finds the one made before.
 * It goes on with the same agent, or with the first one may use. Answers its id.
 */
export const copyShare = action(
  z.object({ code: z.string().refine(isId, 'Not an id.') }),
  () => requireUser(),
  async ({ code }, person) => {
    const share = await readOpenShare(code);
    if (!share) throw new AppError('not_found');
    const agent = (await findAgentFor(person, share.agent.id)) ?? (await listAgentsFor(person))[0];
    if (!agent) throw new AppError('agent_not_found');
    const now = Date.now();
    const messages = share.messages.map(({ id, parentId, role, createdAt, status, parts }) => ({
      id,
      parentId,
      role,
      createdAt,
      status: status === 'running' ? undefined : status,
      parts,
    }));
    const conversation = {
      id: code,
      title: share.title,
      agent: share.agent,
      createdAt: now,
      updatedAt: now,
      pinned: false,
      archived: false,
      tags: [],
      headId: null,
      messages,
    };
    const key = `share:${code}`;
    const made = await insertConversation(person.id, conversation, { agentId: agent.id, key, now });
    const before = made === null ? await bringCopyBack(person.id, key) : null;
    const id = made ?? before ?? (await findSessionByKey(person.id, key))?.id;
    if (id === undefined) throw new AppError('not_found');
    return { id };
  },
);
