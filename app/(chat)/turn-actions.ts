'use server';

import { z } from 'zod';
import { requireUser } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { isId } from '@/lib/contract/ids';
import { MAX_REASON, RATING_VALUES } from '@/lib/contract/rating';
import { showBranch } from '@/lib/db/branches';
import { rateAnswer, withdrawRating } from '@/lib/db/ratings';
import { action } from '@/lib/http/action';
import { announce } from '@/lib/runs/live';

const id = z.string().refine(isId, 'Not an id.');

/** Shows the branch through a message of one's conversation, here and in other tabs. */
export const chooseBranch = action(
  z.object({ sessionId: id, messageId: id }),
  () => requireUser(),
  async ({ sessionId, messageId }, person) => {
    if (!(await showBranch({ userId: person.id, sessionId }, messageId))) {
      throw new AppError('not_found');
    }
    announce(person.id, sessionId);
  },
);

/** Says what one thinks of an answer; null takes it back. */
export const rateMessage = action(
  z.object({
    messageId: id,
    rating: z
      .object({ value: z.enum(RATING_VALUES), reason: z.string().trim().max(MAX_REASON) })
      .nullable(),
  }),
  () => requireUser(),
  async ({ messageId, rating }, person) => {
    if (rating === null) return withdrawRating(person.id, messageId);
    const found = await rateAnswer(person.id, { messageId, ...rating }, Date.now());
    if (!found) throw new AppError('not_found');
  },
);
