'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseCombination } from '@/components/keys/combination';
import { findAction, mayChange } from '@/components/keys/shortcut-actions';
import * as account from '@/lib/auth/account';
import { clientAddress } from '@/lib/auth/address';
import { newPassword, personName } from '@/lib/auth/auth-forms';
import { endSession } from '@/lib/auth/session';
import { AppError } from '@/lib/contract/errors';
import { isId } from '@/lib/contract/ids';
import { preferencesSchema } from '@/lib/contract/preferences';
import { isLastAdmin, renamePerson } from '@/lib/db/account';
import { endLogin, endOtherLogins } from '@/lib/db/logins';
import { deleteUser } from '@/lib/db/person-changes';
import { setPreferences } from '@/lib/db/preferences';
import { restoreSessions, runningIn, trashSessions } from '@/lib/db/session-trash';
import * as tokens from '@/lib/db/tokens';
import { action } from '@/lib/http/action';
import { log } from '@/lib/log';
import { stopRun } from '@/lib/runs/stop';
import { requireSessionHere } from './guard';

const DAY_MS = 86_400_000;
const TERM_MS = { month: 30 * DAY_MS, quarter: 90 * DAY_MS, year: 365 * DAY_MS, none: null };
const id = z.string().refine(isId, 'Not an id.');
const { textSize, sendKey } = preferencesSchema.shape;

/** Changes what the person is called. */
export const saveName = action(
  z.object({ name: personName.unwrap() }),
  requireSessionHere,
  async ({ name }, { person }) => {
    await renamePerson(person.id, name);
    revalidatePath('/', 'layout');
    return null;
  },
);

/** Sets a new password for whoever knows the current one, and ends all other sign-ins. */
export const changePassword = action(
  z.object({ current: z.string().min(1, 'password_missing'), password: newPassword }),
  requireSessionHere,
  async (given, session) => {
    await account.changePassword(session, given, await headers());
    log.info('password_changed', { userId: session.person.id });
    revalidatePath('/settings', 'layout');
    return null;
  },
);

/** Stores how the interface looks and behaves. */
export const savePreferences = action(
  z
    .object({ textSize: textSize.unwrap(), sendKey: sendKey.unwrap() })
    .partial()
    .refine((change) => Object.keys(change).length > 0),
  requireSessionHere,
  async (change, { person }) => {
    await setPreferences(person.id, change);
    revalidatePath('/', 'layout');
    return null;
  },
);

/** Stores the person's own keys, all of them; what is missing has its default. */
export const saveShortcuts = action(
  z.object({
    shortcuts: z.record(
      z.string().refine((name) => {
        const known = findAction(name);
        return known !== null && mayChange(known);
      }),
      z
        .string()
        .max(60)
        .refine((keys) => keys === '' || parseCombination(keys) !== null),
    ),
  }),
  requireSessionHere,
  async ({ shortcuts }, { person }) => {
    await setPreferences(person.id, { shortcuts });
    revalidatePath('/', 'layout');
    return null;
  },
);

/** Signs out one device, or all but this one; answers how many that were. */
export const endDevices = action(
  z.object({ which: z.union([z.literal('others'), id]) }),
  requireSessionHere,
  async ({ which }, { id: here, person }) => {
    const ended =
      which === 'others'
        ? await endOtherLogins(person.id, here)
        : Number(await endLogin(person.id, which));
    log.info('logins_ended', { userId: person.id, count: ended });
    revalidatePath('/settings/devices');
    return ended;
  },
);

/** Makes an API token. What it answers is the only time that the token is seen. */
export const makeToken = action(
  z.object({
    name: z.string().trim().min(1, 'name_missing').max(80, 'name_long'),
    scope: z.enum(['all', 'read']),
    term: z.enum(['month', 'quarter', 'year', 'none']),
  }),
  requireSessionHere,
  async ({ name, scope, term }, { person }) => {
    const ttlMs = TERM_MS[term];
    const expiresAt = ttlMs === null ? null : Date.now() + ttlMs;
    const made = await tokens.createToken(person.id, name, { scope, expiresAt });
    log.info('token_created', { userId: person.id, tokenId: made.id, scope });
    revalidatePath('/settings/tokens');
    return { name: made.name, token: made.token };
  },
);

/** Ends a token. One that is gone already counts. */
export const revokeToken = action(
  z.object({ id }),
  requireSessionHere,
  async (input, { person }) => {
    if (await tokens.revokeToken(person.id, input.id)) {
      log.info('token_revoked', { userId: person.id, tokenId: input.id });
    }
    revalidatePath('/settings/tokens');
    return null;
  },
);

/** Moves all conversations to the trash; answers how many, and what undoes it. */
export const deleteConversations = action(
  z.object({ all: z.literal(true) }),
  requireSessionHere,
  async (_, { person }) => {
    const deletedAt = Date.now();
    const ids = await trashSessions(person.id, null, deletedAt);
    await stopAll(person.id, ids);
    revalidatePath('/', 'layout');
    return { count: ids.length, deletedAt };
  },
);

/** Brings back what was moved to the trash at that moment. */
export const restoreConversations = action(
  z.object({ deletedAt: z.number().int().positive() }),
  requireSessionHere,
  async ({ deletedAt }, { person }) => {
    const restored = await restoreSessions(person.id, { deletedAt });
    revalidatePath('/', 'layout');
    return restored.length;
  },
);

/** Deletes the person with everything that is theirs. `conflict` for the last admin. */
export const deleteAccount = action(
  z.object({ proof: z.string().min(1, 'proof_missing').max(2000) }),
  requireSessionHere,
  async ({ proof }, { person }) => {
    await account.proveForDeletion(person, proof, await headers());
    if (await isLastAdmin(person.id)) throw new AppError('conflict');
    await stopAll(person.id, await trashSessions(person.id, null, Date.now()));
    await endSession();
    await deleteUser(person.id, {
      actor: { id: person.id, email: person.email },
      origin: clientAddress(await headers()),
    });
    log.info('account_deleted', { userId: person.id });
    redirect('/sign-in');
  },
);

async function stopAll(userId: string, sessionIds: readonly string[]): Promise<void> {
  const running = await runningIn(userId, sessionIds);
  await Promise.all(running.map((runId) => stopRun(userId, { runId })));
}
