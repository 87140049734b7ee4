'use server';

import { z } from 'zod';
import { requireUser } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { isId, newId } from '@/lib/contract/ids';
import { MAX_TAG_NAME, MAX_TAGS, TAG_COLOURS } from '@/lib/contract/tag';
import { changeTag, createTag, listTags, removeTag, setSessionTags } from '@/lib/db/tags';
import { action } from '@/lib/http/action';
import { announce } from '@/lib/runs/live';

const id = z.string().refine(isId, 'Not an id.');
const look = {
  name: z.string().trim().min(1).max(MAX_TAG_NAME),
  colour: z.enum(TAG_COLOURS),
};

/** Makes a tag and answers all of them, with the new one's id; `conflict` when the name is taken. */
export const makeTag = action(
  z.object(look),
  () => requireUser(),
  async (input, person) => {
    const tag = { id: newId(), ...input };
    if (!(await createTag(person.id, tag, Date.now()))) throw new AppError('conflict');
    return { id: tag.id, tags: await listTags(person.id) };
  },
);

/** Renames and recolours a tag, and answers all of them; `conflict` when the name is taken. */
export const editTag = action(
  z.object({ id, ...look }),
  () => requireUser(),
  async ({ id: tagId, ...change }, person) => {
    if (!(await changeTag(person.id, tagId, change))) throw new AppError('conflict');
    return { tags: await listTags(person.id) };
  },
);

/** Removes a tag from everywhere, and answers the others. */
export const dropTag = action(
  z.object({ id }),
  () => requireUser(),
  async (input, person) => {
    await removeTag(person.id, input.id);
    return { tags: await listTags(person.id) };
  },
);

/** Gives a conversation exactly these tags. */
export const assignTags = action(
  z.object({ id, tags: z.array(id).max(MAX_TAGS) }),
  () => requireUser(),
  async (input, person) => {
    const found = await setSessionTags(person.id, input.id, input.tags);
    if (!found) throw new AppError('session_not_found');
    announce(person.id, input.id);
  },
);
