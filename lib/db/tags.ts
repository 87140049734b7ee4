/** A person's tags, and which of their conversations carry them. */

import { and, asc, eq, sql } from 'drizzle-orm';
import { MAX_TAGS, type Tag, type TagColour, tagColour } from '@/lib/contract/tag';
import { db, sqlClient } from './client';
import { tags } from './schema/sessions';

/** All tags of this person, by name. */
export async function listTags(userId: string): Promise<Tag[]> {
  const rows = await db()
    .select({ id: tags.id, name: tags.name, colour: tags.colour })
    .from(tags)
    .where(eq(tags.userId, userId))
    .orderBy(asc(sql`lower(${tags.name})`), asc(tags.id));
  return rows.map((tag) => ({ ...tag, colour: tagColour(tag.colour) }));
}

/** Makes a tag. False when there is one of this name, or too many. */
export async function createTag(userId: string, tag: Tag, now: number): Promise<boolean> {
  const result = await sqlClient().execute({
    sql: `INSERT INTO tags (id, user_id, name, colour, created_at)
      SELECT :id, :userId, :name, :colour, :now
      WHERE NOT EXISTS (SELECT 1 FROM tags WHERE user_id = :userId AND lower(name) = lower(:name))
        AND (SELECT count(*) FROM tags WHERE user_id = :userId) < ${MAX_TAGS}
      ON CONFLICT DO NOTHING`,
    args: { userId, ...tag, now },
  });
  return result.rowsAffected === 1;
}

/** Renames or recolours a tag. False when it is not this person's, or another has the name. */
export async function changeTag(
  userId: string,
  id: string,
  change: { name: string; colour: TagColour },
): Promise<boolean> {
  const result = await sqlClient().execute({
    sql: `UPDATE tags SET name = :name, colour = :colour WHERE id = :id AND user_id = :userId
      AND NOT EXISTS (SELECT 1 FROM tags o WHERE o.user_id = :userId AND o.id <> :id
        AND lower(o.name) = lower(:name))`,
    args: { userId, id, ...change },
  });
  return result.rowsAffected === 1;
}

/** Removes a tag from everywhere; the conversations stay. False when it is not this person's. */
export async function removeTag(userId: string, id: string): Promise<boolean> {
  const result = await db()
    .delete(tags)
    .where(and(eq(tags.id, id), eq(tags.userId, userId)));
  return result.rowsAffected === 1;
}

/**
 * Gives a conversation exactly these tags; what is not this person's tag is left out.
 * False when the conversation is not theirs, or is in the trash.
 */
export async function setSessionTags(
  userId: string,
  sessionId: string,
  tagIds: readonly string[],
): Promise<boolean> {
  const mine = `SELECT id FROM sessions WHERE id = :sessionId AND user_id = :userId AND deleted_at IS NULL`;
  const args = { userId, sessionId, tagIds: JSON.stringify(tagIds) };
  const [, , found] = await sqlClient().batch(
    [
      {
        sql: `DELETE FROM session_tags WHERE session_id IN (${mine})
          AND tag_id NOT IN (SELECT value FROM json_each(:tagIds))`,
        args,
      },
      {
        sql: `INSERT INTO session_tags (session_id, tag_id)
          SELECT s.id, t.id FROM (${mine}) s JOIN tags t ON t.user_id = :userId
            AND t.id IN (SELECT value FROM json_each(:tagIds))
          WHERE true ON CONFLICT DO NOTHING`,
        args,
      },
      { sql: mine, args: { userId, sessionId } },
    ],
    'write',
  );
  return found?.rows.length === 1;
}
