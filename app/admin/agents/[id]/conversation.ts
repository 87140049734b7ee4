import type { ConversationStart } from '@/lib/client/conversation';
import { NO_MARKS } from '@/lib/client/marks';
import { isId } from '@/lib/contract/ids';
import { listQueue } from '@/lib/db/queue';
import { getConversation } from '@/lib/db/sessions';

/**
 * The admin's own conversation with the agent that `?try=` names, or a new one
 * when it is absent, somebody else's or with another agent.
 */
export async function tryConversation(
  userId: string,
  agentId: string,
  sessionId: unknown,
): Promise<ConversationStart> {
  const pathPrefix = `/admin/agents/${agentId}?try=`;
  const marks = NO_MARKS;
  const none = { sessionId: null, messages: [], more: false, runId: null, queue: [], marks };
  const found = isId(sessionId) ? await getConversation(userId, sessionId) : null;
  if (!found || found.session.agentId !== agentId) return { ...none, agentId, pathPrefix };
  const { session, messages, more, runId } = found;
  const queue = await listQueue({ userId, sessionId: session.id });
  return { sessionId: session.id, agentId, pathPrefix, messages, more, runId, queue, marks };
}
