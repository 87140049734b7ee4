import { requireCaller } from '@/lib/auth/guard';
import { archivedConversationSchema, MAX_ARCHIVED_BYTES } from '@/lib/contract/archive';
import { AppError } from '@/lib/contract/errors';
import { findAgentFor, listAgentsFor } from '@/lib/db/agents';
import { bringCopyBack, insertConversation } from '@/lib/db/copies';
import type { Person } from '@/lib/db/users';
import { readJson } from '@/lib/http/body';
import { handler } from '@/lib/http/handler';
import { countAttempt, tooManyAttempts } from '@/lib/limits/rate-limit';

export const dynamic = 'force-dynamic';

const HOUR_MS = 3_600_000;
const IMPORTS_PER_HOUR = 20_000;
const LIMITS = { maxBytes: MAX_ARCHIVED_BYTES, maxMembers: 2_000_000 };

/**
 * Stores one conversation of an archive for its caller. The same one again is
 * `known` and changes nothing, so that an import that broke off is just repeated;
 * one that waits in the trash comes back.
 */
export const POST = handler(async (request) => {
  const person = await requireCaller(request);
  const rule = { key: `import:${person.id}`, limit: IMPORTS_PER_HOUR, windowMs: HOUR_MS };
  const verdict = await countAttempt([rule]);
  if (!verdict.allowed) throw tooManyAttempts(verdict);
  const conversation = await readJson(request, archivedConversationSchema, LIMITS);
  const agent = await agentFor(person, conversation.agent.id);
  const plan = { agentId: agent.id, key: `import:${conversation.id}`, now: Date.now() };
  const made = await insertConversation(person.id, conversation, plan);
  const sessionId = made ?? (await bringCopyBack(person.id, plan.key));
  return Response.json({
    status: sessionId === null ? 'known' : 'imported',
    session_id: sessionId,
    agent: { id: agent.id, name: agent.name, replaced: agent.id !== conversation.agent.id },
  });
});

/** The agent of that id where this person may use it, else the first they may. */
async function agentFor(person: Person, id: string): Promise<{ id: string; name: string }> {
  const same = await findAgentFor(person, id);
  const agent = same ?? (await listAgentsFor(person))[0];
  if (!agent) throw new AppError('agent_not_found');
  return agent;
}
