'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { adminAction } from '@/app/admin/admin-action';
import { changeMembers, createGroup, deleteGroup, updateGroup } from '@/lib/db/groups';

const id = z.string().min(1).max(100);
const group = z.object({
  name: z.string().trim().min(1, 'missing').max(80, 'long'),
  description: z.string().trim().max(300, 'long').default(''),
});

/** Stores a group; without an id, a new one. Answers its id. */
export const saveGroup = adminAction(
  group.extend({ id: id.nullable() }),
  async ({ id: known, ...input }, by) => {
    if (known !== null) await updateGroup(known, input, by);
    const saved = known ?? (await createGroup(input, by));
    revalidatePath('/admin', 'layout');
    return { id: saved };
  },
);

/** Puts people in and takes people out. */
export const changeGroupMembers = adminAction(
  z.object({ id, add: z.array(id).max(200), remove: z.array(id).max(200) }),
  async ({ id: groupId, add, remove }, by) => {
    await changeMembers(groupId, { add, remove }, by);
    revalidatePath('/admin', 'layout');
    return null;
  },
);

/** Deletes a group with its limits; its people stay. */
export const removeGroup = adminAction(z.object({ id }), async (input, by) => {
  await deleteGroup(input.id, by);
  revalidatePath('/admin', 'layout');
  return null;
});
