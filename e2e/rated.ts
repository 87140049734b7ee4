/** A conversation whose answer was rated, put straight into the database. */

import { newId } from '@/lib/contract/ids';
import type { MessagePart } from '@/lib/contract/message';
import type { Rating } from '@/lib/contract/rating';
import { sqlClient } from '@/lib/db/client';

const PARTS: MessagePart[] = [
  {
    type: 'tool',
    toolCallId: 'call',
    toolName: 'search_documents',
    state: 'done',
    args: { query: 'return window' },
    result: { hits: 3 },
  },
  { type: 'text', text: 'Within **14 days** of delivery.' },
];

/** Asks, answers with a step, rates. Returns what of it is named elsewhere. */
export async function rated(
  given: { userId: string; agentId: string } & Rating,
): Promise<{ sessionId: string; messageId: string }> {
  const [sessionId, question, messageId] = [newId(), newId(), newId()];
  const { userId, agentId, value, reason } = given;
  const now = Date.now();
  await sqlClient().batch([
    {
      sql: `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, head_id,
          created_at, updated_at, read_at)
        VALUES (?1, ?2, ?3, ?1, 'Returns', ?1, ?4, ?5, ?5, ?5)`,
      args: [sessionId, userId, agentId, messageId, now],
    },
    {
      sql: `INSERT INTO messages (id, session_id, user_id, parent_id, role, text, parts, created_at)
        VALUES (?1, ?3, ?4, NULL, 'user', 'How long may things be sent back?', NULL, ?6),
          (?2, ?3, ?4, ?1, 'assistant', 'Within 14 days of delivery.', ?5, ?6)`,
      args: [question, messageId, sessionId, userId, JSON.stringify(PARTS), now],
    },
    {
      sql: `INSERT INTO ratings (message_id, user_id, session_id, agent_id, value, reason, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
      args: [messageId, userId, sessionId, agentId, value, reason, now],
    },
  ]);
  return { sessionId, messageId };
}
