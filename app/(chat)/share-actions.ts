'use server';

import { z } from 'zod';
import { requireUser } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { isId } from '@/lib/contract/ids';
import type { Message } from '@/lib/contract/message';
import { redactParts } from '@/lib/contract/visibility';
import { readSettings } from '@/lib/db/instance-settings';
import { getConversation, traceVisibilityOf } from '@/lib/db/sessions';
import * as shares from '@/lib/db/shares';
import type { Person } from '@/lib/db/users';
import { action } from '@/lib/http/action';

const id = z.string().refine(isId, 'Not an id.');
const DAY_MS = 86_400_000;
const MAX_SHARED_MESSAGES = 20_000;
const MAX_SNAPSHOT_CHARACTERS = 16 * 1024 * 1024;

/** Makes a link to a conversation as it is now. */
export const shareConversation = action(
  z.object({ id, withTrace: z.boolean(), days: z.union([z.literal([1, 7, 30]), z.null()]) }),
  () => requireUser(),
  async (input, person) => {
    if (!(await readSettings()).shareLinks) throw new AppError('forbidden');
    const messages = await snapshotOf(person, input);
    const expiresAt = input.days === null ? null : Date.now() + input.days * DAY_MS;
    const { id: sessionId, withTrace } = input;
    const made = await shares.createShare(person.id, { sessionId, withTrace, messages, expiresAt });
    if (!made) throw new AppError('session_not_found');
    return made;
  },
);

/** The links to a conversation, with `id` null all of one's links; and whether more may be made. */
export const listShares = action(
  z.object({ id: id.nullable() }),
  () => requireUser(),
  async ({ id: sessionId }, person) => ({
    allowed: (await readSettings()).shareLinks,
    shares: await shares.listShares(person.id, sessionId === null ? {} : { sessionId }),
  }),
);

/** Ends a link at once. */
export const revokeShare = action(
  z.object({ code: id }),
  () => requireUser(),
  async ({ code }, person) => {
    if (!(await shares.revokeShare(person.id, code))) throw new AppError('not_found');
  },
);

/** Ends all links of a person; how many there were. */
export const revokeAllShares = action(
  z.object({ all: z.literal(true) }),
  () => requireUser(),
  (_, person) => shares.revokeAllShares(person.id),
);

/** The shown branch as others may see it: without ids, runs, usage and what the agent hides. */
async function snapshotOf(
  person: Person,
  { id: sessionId, withTrace }: { id: string; withTrace: boolean },
): Promise<Message[]> {
  const [found, visibility] = await Promise.all([
    getConversation(person.id, sessionId, { limit: MAX_SHARED_MESSAGES }),
    traceVisibilityOf(person.id, sessionId),
  ]);
  if (!found || !visibility) throw new AppError('session_not_found');
  const shown = withTrace ? visibility : 'hidden';
  const messages = found.messages.map(
    ({ role, parts, createdAt, status, durationMs, firstEventMs }, index): Message => ({
      id: `m${index + 1}`,
      parentId: index === 0 ? null : `m${index}`,
      role,
      parts: redactParts(parts, shown),
      createdAt,
      ...(status ? { status } : {}),
      // How long it took belongs to its steps.
      ...(withTrace && durationMs !== undefined ? { durationMs } : {}),
      ...(withTrace && firstEventMs !== undefined ? { firstEventMs } : {}),
    }),
  );
  if (JSON.stringify(messages).length > MAX_SNAPSHOT_CHARACTERS) {
    throw new AppError('body_too_large');
  }
  return messages;
}
