/**
 * The branches of a conversation: which there are, which one is shown, and how to find
 * the one a message stands on. Every function takes the owner.
 */

import type { Message } from '@/lib/contract/message';
import { sqlClient } from './client';
import { readBranch } from './messages';

interface Owner {
  userId: string;
  sessionId: string;
}

/** An answer that brought nothing: not a branch one would look for. */
const EMPTY = "(c.role = 'assistant' AND c.text = '' AND c.parts IS '[]')";

/** From a message down to the end, at each turn the latest that says something. */
const DOWN = `WITH RECURSIVE down (id, depth) AS (
    SELECT ?3, 0
    UNION ALL
    SELECT (SELECT c.id FROM messages c WHERE c.parent_id = d.id ORDER BY ${EMPTY}, c.n DESC LIMIT 1),
      d.depth + 1
    FROM down d WHERE d.id IS NOT NULL
  ) SELECT id FROM down WHERE id IS NOT NULL ORDER BY depth DESC LIMIT 1`;

const OURS =
  'EXISTS (SELECT 1 FROM messages m WHERE m.id = ?3 AND m.session_id = ?1 AND m.user_id = ?2)';

const SHOW = `UPDATE sessions SET head_id = (${DOWN})
  WHERE id = ?1 AND user_id = ?2 AND ${OURS}
    AND NOT EXISTS (SELECT 1 FROM runs WHERE session_id = ?1 AND status = 'running')`;

/**
 * Shows the branch through a message, to its latest end. False when an answer runs in the
 * conversation, or there is no such message of this person.
 */
export async function showBranch(owner: Owner, messageId: string): Promise<boolean> {
  const args = [owner.sessionId, owner.userId, messageId];
  const result = await sqlClient().execute({ sql: SHOW, args });
  return result.rowsAffected === 1;
}

/** A branch that a message stands on. */
export interface BranchThrough {
  /** Its last message. */
  leafId: string;
  /** Whether it is the one the conversation shows. */
  shown: boolean;
}

const THROUGH = `WITH RECURSIVE up (id) AS (
    SELECT head_id FROM sessions WHERE id = ?1 AND user_id = ?2
    UNION ALL
    SELECT m.parent_id FROM up JOIN messages m ON m.id = up.id WHERE up.id <> ?3
  )
  SELECT s.head_id AS headId, EXISTS (SELECT 1 FROM up WHERE id = ?3) AS shown
  FROM sessions s WHERE s.id = ?1 AND s.user_id = ?2 AND ${OURS}`;

/**
 * The branch to show a message on: the shown one if it stands there, else the one that
 * goes on from it to its latest end. Null when it is not this person's.
 */
export async function findBranchThrough(
  owner: Owner,
  messageId: string,
): Promise<BranchThrough | null> {
  const args = [owner.sessionId, owner.userId, messageId];
  const found = (await sqlClient().execute({ sql: THROUGH, args })).rows[0];
  if (!found) return null;
  if (found.shown === 1) return { leafId: String(found.headId), shown: true };
  const down = await sqlClient().execute({ sql: DOWN.replaceAll('?3', '?1'), args: [messageId] });
  return { leafId: String(down.rows[0]?.id ?? messageId), shown: false };
}

/** A stretch of a branch that need not reach its end. */
export interface BranchWindow {
  messages: Message[];
  /** Whether older messages precede it, and later ones follow. */
  more: boolean;
  later: boolean;
}

/** How far from the end of its branch a message is, and which one is `?4` turns after it. */
const PLACE = `WITH RECURSIVE up (id, depth) AS (
    SELECT ?1, 0
    UNION ALL
    SELECT m.parent_id, up.depth + 1 FROM up JOIN messages m ON m.id = up.id
    WHERE up.id <> ?2 AND m.parent_id IS NOT NULL
  ), place AS (SELECT depth FROM up WHERE id = ?2)
  SELECT place.depth, up.id AS endId FROM place
  JOIN up ON up.depth = max(0, place.depth - ?3)`;

/**
 * The messages of a branch round one of them: up to `before` older and `after` later
 * ones. Empty when the message is not on the branch or not this person's.
 */
export async function readAround(
  owner: Owner,
  place: { leafId: string; messageId: string },
  { before, after }: { before: number; after: number },
): Promise<BranchWindow> {
  const args = [place.leafId, place.messageId, after];
  const found = (await sqlClient().execute({ sql: PLACE, args })).rows[0];
  if (!found) return { messages: [], more: false, later: false };
  const depth = Number(found.depth);
  const limit = before + 1 + Math.min(after, depth);
  return { ...(await readBranch(owner, String(found.endId), limit)), later: depth > after };
}

const SIBLINGS = `SELECT c.id, c.parent_id AS parentId, c.role FROM messages c
  WHERE c.user_id = ?2 AND (NOT ${EMPTY} OR c.id IN (SELECT value FROM json_each(?3)))`;

/**
 * The messages that share a place in the tree with one of `messages`: for each place with
 * more than one, all of its ids, oldest first, under the id of the one that was given.
 * Answers that brought nothing are left out, unless they are the one given.
 */
export async function readBranches(
  owner: Owner,
  messages: readonly Message[],
): Promise<Record<string, string[]>> {
  const ids = JSON.stringify(messages.map(({ id }) => id));
  const parents = messages.flatMap(({ parentId }) => parentId ?? []);
  const args = [owner.sessionId, owner.userId, ids];
  // The signs keep the index of the whole conversation out of it, which may be long.
  const below = `${SIBLINGS} AND +c.session_id = ?1
    AND c.parent_id IN (SELECT value FROM json_each(?4)) ORDER BY +c.n`;
  const { rows } = await sqlClient().execute({
    sql: below,
    args: [...args, JSON.stringify(parents)],
  });
  if (messages.some(({ parentId }) => parentId === null)) {
    const first = await sqlClient().execute({
      sql: `${SIBLINGS} AND c.session_id = ?1 AND +c.parent_id IS NULL ORDER BY c.n`,
      args,
    });
    rows.push(...first.rows);
  }
  const places = Map.groupBy(rows, ({ parentId, role }) => `${parentId} ${role}`);
  const branches: Record<string, string[]> = {};
  for (const { id, parentId, role } of messages) {
    const place = places.get(`${parentId} ${role}`) ?? [];
    if (place.length > 1) branches[id] = place.map((row) => String(row.id));
  }
  return branches;
}
