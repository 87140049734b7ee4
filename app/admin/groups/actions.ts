'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { byAdmin } from '@/app/admin/by';
import { requireAdminHere } from '@/app/admin/guard';
import { changeMembers, createGroup, deleteGroup, updateGroup } from '@/lib/db/groups';
import { action } from '@/lib/http/action';

const id = z.string().min(1).max(100);
const group = z.object({
  name: z.string().trim().min(1, 'missing').max(80, 'long'),
  description: z.string().trim().max(300, 'long').default(''),
});

/** Stores a group; without an id, a new one. Answers its id. */
export const saveGroup = action(
  group.extend({ id: id.nullable() }),
  requireAdminHere,
  async ({ id: known, ...input }, admin) => {
    const by = await byAdmin(admin);
    if (known !== null) await updateGroup(known, input, by);
    const saved = known ?? (await createGroup(input, by));
    revalidatePath('/admin', 'layout');
    return { id: saved };
  },
);

/** Puts people in and takes people out. */
export const changeGroupMembers = action(
  z.object({ id, add: z.array(id).max(200), remove: z.array(id).max(200) }),
  requireAdminHere,
  async ({ id: groupId, add, remove }, admin) => {
    await changeMembers(groupId, { add, remove }, await byAdmin(admin));
    revalidatePath('/admin', 'layout');
    return null;
  },
);

/** Deletes a group with its limits; its people stay. */
export const removeGroup = action(z.object({ id }), requireAdminHere, async (input, admin) => {
  await deleteGroup(input.id, await byAdmin(admin));
  revalidatePath('/admin', 'layout');
  return null;
});
