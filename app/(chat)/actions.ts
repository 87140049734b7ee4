'use server';

import { after } from 'next/server';
import { z } from 'zod';
import { requireUser } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { isId } from '@/lib/contract/ids';
import { archiveSession, pinSession, renameSession } from '@/lib/db/session-care';
import { listArchived, listPinned, listSessions, listTrash } from '@/lib/db/session-lists';
import {
  countTrash,
  eraseTrashed,
  restoreSessions,
  runningIn,
  trashSessions,
} from '@/lib/db/session-trash';
import { action } from '@/lib/http/action';
import { announce } from '@/lib/runs/live';
import { stopRun } from '@/lib/runs/stop';

const id = z.string().refine(isId, 'Not an id.');
const ids = z.array(id).max(1_000);
const before = z.object({ updatedAt: z.number().int(), id });

/** The page of the sidebar after `before`. */
export const listConversations = action(
  z.object({ before }),
  () => requireUser(),
  (input, person) => listSessions(person.id, input),
);

/** What is pinned: read anew when many conversations came back at once. */
export const listPinnedConversations = action(
  z.object({ all: z.literal(true) }),
  () => requireUser(),
  async (_input, person) => ({
    pinned: await listPinned(person.id),
    page: await listSessions(person.id),
  }),
);

/** The page of the archive after `before`. */
export const listArchive = action(
  z.object({ before }),
  () => requireUser(),
  (input, person) => listArchived(person.id, input),
);

/** The page of the trash after `before`. */
export const listTrashed = action(
  z.object({ before: z.object({ deletedAt: z.number().int(), id }) }),
  () => requireUser(),
  (input, person) => listTrash(person.id, input),
);

/** Gives a conversation another title. */
export const renameConversation = action(
  z.object({ id, title: z.string().trim().min(1).max(200) }),
  () => requireUser(),
  async (input, person) => {
    const found = await renameSession(person.id, input.id, input.title);
    if (!found) throw new AppError('session_not_found');
    announce(person.id, input.id);
  },
);

/** Pins a conversation at the top of the list, or takes it down. */
export const pinConversation = action(
  z.object({ id, pinned: z.boolean() }),
  () => requireUser(),
  async (input, person) => {
    const at = input.pinned ? Date.now() : null;
    if (!(await pinSession(person.id, input.id, { at }))) throw new AppError('session_not_found');
    announce(person.id, input.id);
  },
);

/** Puts a conversation into the archive, or back into the list. */
export const archiveConversation = action(
  z.object({ id, archived: z.boolean() }),
  () => requireUser(),
  async (input, person) => {
    const at = input.archived ? Date.now() : null;
    const found = await archiveSession(person.id, input.id, { at });
    if (!found) throw new AppError('session_not_found');
    announce(person.id, input.id);
  },
);

/**
 * Moves conversations to the trash and stops what runs in them. Those gone already
 * count.
 */
export const removeConversations = action(
  z.object({ ids }),
  () => requireUser(),
  async (input, person) => {
    const moved = await trashSessions(person.id, input.ids, Date.now());
    for (const one of moved) announce(person.id, one);
    const running = await runningIn(person.id, moved);
    // They end by themselves; Undo need not wait for that.
    after(() => Promise.all(running.map((runId) => stopRun(person.id, { runId }))));
    return { count: moved.length };
  },
);

/** Brings conversations back from the trash. */
export const restoreConversations = action(
  z.object({ ids }),
  () => requireUser(),
  async (input, person) => {
    const back = await restoreSessions(person.id, input);
    for (const one of back) announce(person.id, one);
    return { count: back.length };
  },
);

/** What deleting for good would delete; the whole trash when `ids` is null. */
export const countConversations = action(
  z.object({ ids: ids.nullable() }),
  () => requireUser(),
  (input, person) => countTrash(person.id, input.ids),
);

/** Deletes conversations in the trash for good, all of it when `ids` is null. */
export const eraseConversations = action(
  z.object({ ids: ids.nullable() }),
  () => requireUser(),
  async (input, person) => {
    const count = await eraseTrashed(person.id, input.ids);
    for (const one of input.ids ?? []) announce(person.id, one);
    return { count };
  },
);
