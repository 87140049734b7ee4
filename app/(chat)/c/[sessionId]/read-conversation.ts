import { cache } from 'react';
import { requireUser } from '@/lib/auth/guard';
import type { ConversationStart, LinkedPlace } from '@/lib/client/conversation';
import { isId } from '@/lib/contract/ids';
import type { Message } from '@/lib/contract/message';
import { redactParts } from '@/lib/contract/visibility';
import { listAgentsFor } from '@/lib/db/agents';
import { findBranchThrough, readAround } from '@/lib/db/branches';
import { listQueue } from '@/lib/db/queue';
import { getConversation, traceVisibilityOf } from '@/lib/db/sessions';
import { noteTab } from '@/lib/db/temporary';
import { readTurnMarks } from '@/lib/db/turn-marks';

/** How many messages are read round one that a link leads to. */
const AROUND = { before: 24, after: 60 };

interface Owner {
  userId: string;
  sessionId: string;
}

/**
 * A conversation as its person's page shows it: the end of the shown branch, or, with
 * `messageId`, the place of that message wherever it is. Null when it is not theirs.
 */
export const readConversation = cache(async (sessionId: string, messageId: string | null) => {
  const person = await requireUser();
  if (!isId(sessionId)) return null;
  const owner = { userId: person.id, sessionId };
  const [found, setting, queue, agents, linked] = await Promise.all([
    getConversation(person.id, sessionId),
    traceVisibilityOf(person.id, sessionId),
    listQueue(owner),
    listAgentsFor(person),
    isId(messageId) ? readPlace(owner, messageId) : null,
  ]);
  if (!found || !setting) return null;
  if (found.temporary) await noteTab(owner, null);
  const { session, temporary, runId, askedAt } = found;
  const shown = linked ?? found;
  const visibility = person.role === 'admin' ? 'full' : setting;
  const start: ConversationStart & { sessionId: string } = {
    sessionId,
    agentId: session.agentId,
    messages: shown.messages.map((message) => ({
      ...message,
      parts: redactParts(message.parts, visibility),
    })),
    more: shown.more,
    // What runs is answered at the end of the shown branch, and shown nowhere else.
    ...(linked?.place.elsewhere || linked?.place.later ? { runId: null } : { runId, askedAt }),
    queue,
    marks: await readTurnMarks(owner, shown.messages),
    place: linked?.place,
    temporary,
  };
  return { session, agents, start };
});

async function readPlace(
  owner: Owner,
  messageId: string,
): Promise<{ messages: Message[]; more: boolean; place: LinkedPlace } | null> {
  const branch = await findBranchThrough(owner, messageId);
  if (!branch) return null;
  const { leafId, shown } = branch;
  const { messages, more, later } = await readAround(owner, { leafId, messageId }, AROUND);
  return { messages, more, place: { messageId, leafId, elsewhere: !shown, later } };
}
