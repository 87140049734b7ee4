import { z } from 'zod';
import { requireCaller } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { redactParts } from '@/lib/contract/visibility';
import { listOlderMessages, traceVisibilityOf } from '@/lib/db/sessions';
import { handler } from '@/lib/http/handler';

export const dynamic = 'force-dynamic';

const PAGE = 60;
const before = z.string().min(1).max(64);

/** A page of older messages: those above `?before=<message id>` on its branch. */
export const GET = handler(async (request, context: { params: Promise<{ sessionId: string }> }) => {
  const person = await requireCaller(request);
  const { sessionId } = await context.params;
  const anchor = before.safeParse(request.nextUrl.searchParams.get('before'));
  const setting = await traceVisibilityOf(person.id, sessionId);
  if (!anchor.success || !setting) throw new AppError('session_not_found');
  const visibility = person.role === 'admin' ? 'full' : setting;
  const page = await listOlderMessages({ userId: person.id, sessionId }, anchor.data, PAGE);
  const messages = page.messages.map((message) => ({
    ...message,
    parts: redactParts(message.parts, visibility),
  }));
  return Response.json({ messages, more: page.more });
});
