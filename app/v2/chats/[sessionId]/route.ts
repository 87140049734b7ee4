import { publishedChat } from '@/app/v2/chats/published';
import { requireCaller } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { textOf } from '@/lib/contract/message';
import { findChat } from '@/lib/db/chats';
import { deleteSession } from '@/lib/db/session-trash';
import { findSessionByKey, getConversation } from '@/lib/db/sessions';
import { handler } from '@/lib/http/handler';
import { stopRun } from '@/lib/runs/stop';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ sessionId: string }>;
}

const MOST_MESSAGES = 1_000;

/** One conversation with the last messages of its shown branch, oldest first. */
export const GET = handler(async (request, context: Context) => {
  const person = await requireCaller(request);
  const found = await findSessionByKey(person.id, (await context.params).sessionId);
  const chat = found && (await findChat(person.id, found.id));
  const conversation =
    found && (await getConversation(person.id, found.id, { limit: MOST_MESSAGES }));
  if (!chat || !conversation) throw new AppError('session_not_found');
  const messages = conversation.messages.map((message) => ({
    role: message.role,
    content: textOf(message.parts),
    timestamp: new Date(message.createdAt).toISOString(),
  }));
  return Response.json({ ...publishedChat(chat), messages });
});

/** Deletes it for good; a running answer is stopped first. */
export const DELETE = handler(async (request, context: Context) => {
  const person = await requireCaller(request);
  const found = await findSessionByKey(person.id, (await context.params).sessionId);
  if (!found) throw new AppError('session_not_found');
  await stopRun(person.id, { sessionKey: found.key });
  await deleteSession(person.id, found.id);
  return new Response(null, { status: 204 });
});
