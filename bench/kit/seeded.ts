/** Conversations written into a server's database at once, for looking at in a browser. */

import { documentAt } from '@/bench/programs/document';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';

const QUESTION = 'What do the numbers of this week say, and what has to be done today?';
/** About two thirds of a section: a list, a table, and sometimes code. */
const ANSWER_LENGTH = 900;

/** What a conversation is made of. */
export interface Seed {
  userId: string;
  agentId: string;
  title: string;
  messages: number;
}

/** Writes one and returns its id. The last answer ends with the words `The end of ` and the title. */
export async function addConversation({ userId, agentId, title, messages }: Seed): Promise<string> {
  const id = newId();
  const now = Date.now();
  const ids = Array.from({ length: messages }, newId);
  const rows = ids.map((mine, i) => {
    const isAnswer = i % 2 === 1;
    const end = i === messages - 1 ? `\n\nThe end of ${title}` : '';
    const text = isAnswer ? documentAt((i % 200) * ANSWER_LENGTH, ANSWER_LENGTH) + end : QUESTION;
    const at = now - (messages - i) * 60_000;
    return [mine, ids[i - 1] ?? null, isAnswer ? 'assistant' : 'user', text, at];
  });
  const done = "CASE j.value ->> 2 WHEN 'assistant' THEN 'completed' END";
  await sqlClient().batch([
    {
      sql: `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, head_id,
          created_at, updated_at, read_at) VALUES (?1, ?2, ?3, ?1, ?4, ?1, ?5, ?6, ?6, ?6)`,
      args: [id, userId, agentId, title, ids.at(-1) ?? null, now],
    },
    {
      sql: `INSERT INTO messages (id, session_id, user_id, parent_id, role, text, outcome, created_at)
        SELECT j.value ->> 0, ?1, ?2, j.value ->> 1, j.value ->> 2, j.value ->> 3, ${done}, j.value ->> 4
        FROM json_each(?3) j ORDER BY j.key`,
      args: [id, userId, JSON.stringify(rows)],
    },
  ]);
  return id;
}
