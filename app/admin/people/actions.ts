'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { z } from 'zod';
import { adminAction } from '@/app/admin/admin-action';
import { siteOf } from '@/lib/auth/site';
import { AppError } from '@/lib/contract/errors';
import { PEOPLE_CHANGES, type PeopleChange } from '@/lib/contract/people-change';
import type { By } from '@/lib/db/audit';
import { changeMembers, setPersonGroups } from '@/lib/db/groups';
import { revokeInvite } from '@/lib/db/invites';
import { createPasswordReset } from '@/lib/db/password-resets';
import { readPerson } from '@/lib/db/people-list';
import {
  anonymiseUser,
  deleteUser,
  endSignIns,
  setUserRole,
  setUserStatus,
} from '@/lib/db/person-changes';

const id = z.string().min(1).max(100);
const one = z.object({ id });

/** Changes some people, each by itself: what cannot be done for one is done for the others. */
export const changePeople = adminAction(
  z.object({ ids: z.array(id).min(1).max(200), change: z.enum(PEOPLE_CHANGES) }),
  async ({ ids, change }, by) => {
    const kept: string[] = [];
    for (const person of ids) {
      try {
        await changeOne(person, change, by);
      } catch (error) {
        if (!(error instanceof AppError && REFUSALS.has(error.code))) throw error;
        kept.push(person);
      }
    }
    revalidatePath('/admin', 'layout');
    return { done: ids.length - kept.length, kept };
  },
);

const REFUSALS = new Set<AppError['code']>(['conflict', 'not_found']);

async function changeOne(person: string, change: PeopleChange, by: By): Promise<void> {
  switch (change) {
    case 'approve':
      await mustWait(person);
      await setUserStatus(person, 'active', by);
      break;
    case 'decline':
      await mustWait(person);
      await deleteUser(person, by);
      break;
    case 'enable':
      await setUserStatus(person, 'active', by);
      break;
    case 'disable':
      await setUserStatus(person, 'disabled', by);
      break;
    case 'makeAdmin':
      await setUserRole(person, 'admin', by);
      break;
    case 'makeUser':
      await setUserRole(person, 'user', by);
  }
}

/** Only who still waits can be approved or declined: another admin may have let them in. */
async function mustWait(person: string): Promise<void> {
  const found = await readPerson(person);
  if (found?.status !== 'pending') throw new AppError('conflict');
}

/** Puts some people into a group. */
export const addToGroup = adminAction(
  z.object({ ids: z.array(id).min(1).max(200), group: id }),
  async ({ ids, group }, by) => {
    await changeMembers(group, { add: ids }, by);
    revalidatePath('/admin', 'layout');
    return null;
  },
);

/** Makes these the groups of a person. */
export const setGroups = adminAction(
  z.object({ id, groups: z.array(id).max(200) }),
  async (input, by) => {
    const person = await mustFind(input.id);
    await setPersonGroups(person, input.groups, by);
    revalidatePath('/admin', 'layout');
    return null;
  },
);

/** A link with which a person sets a new password, once. It cannot be read again. */
export const makeResetLink = adminAction(one, async (input, by) => {
  const { code, expiresAt } = await createPasswordReset(input.id, by);
  const { origin } = siteOf(await headers());
  return { url: `${origin}/reset/${code}`, expiresAt };
});

/** Signs a person out everywhere. */
export const signOutEverywhere = adminAction(one, async (input, by) => {
  await endSignIns(input.id, by);
  revalidatePath('/admin', 'layout');
  return null;
});

/** Deletes or anonymises a person for good; `typed` is their address, written by the admin. */
export const removePerson = adminAction(
  z.object({ id, how: z.enum(['delete', 'anonymise']), typed: z.string().max(254) }),
  async (input, by) => {
    const person = await mustFind(input.id);
    if (input.typed.trim().toLowerCase() !== person.email) {
      const issues = [{ loc: ['body', 'typed'], msg: 'other', type: 'value_error' }];
      throw new AppError('validation', { issues });
    }
    const remove = input.how === 'delete' ? deleteUser : anonymiseUser;
    await remove(person.id, by);
    revalidatePath('/admin', 'layout');
    return null;
  },
);

/** Takes an open invitation back. */
export const takeInviteBack = adminAction(one, async (input, by) => {
  await revokeInvite(input.id, by);
  revalidatePath('/admin', 'layout');
  return null;
});

async function mustFind(person: string) {
  const found = await readPerson(person);
  if (!found) throw new AppError('not_found');
  return found;
}
