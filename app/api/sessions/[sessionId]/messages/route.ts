import { z } from 'zod';
import { requireCaller } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { isId } from '@/lib/contract/ids';
import { redactParts } from '@/lib/contract/visibility';
import { readAround } from '@/lib/db/branches';
import { listOlderMessages, traceVisibilityOf } from '@/lib/db/sessions';
import { readTurnMarks } from '@/lib/db/turn-marks';
import { handler } from '@/lib/http/handler';

export const dynamic = 'force-dynamic';

const PAGE = 60;
const id = z.string().refine(isId);
const query = z.union([z.object({ before: id }), z.object({ after: id, leaf: id })]);

/**
 * A page of messages: above `?before=<message id>` on its branch, or below `?after=…` on
 * the branch that ends with `leaf=…`. `more`: others lie beyond.
 */
export const GET = handler(async (request, context: { params: Promise<{ sessionId: string }> }) => {
  const person = await requireCaller(request);
  const owner = { userId: person.id, sessionId: (await context.params).sessionId };
  const asked = query.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  const setting = await traceVisibilityOf(person.id, owner.sessionId);
  if (!asked.success || !setting) throw new AppError('session_not_found');
  const visibility = person.role === 'admin' ? 'full' : setting;
  const page = await readPage(owner, asked.data);
  const messages = page.messages.map((message) => ({
    ...message,
    parts: redactParts(message.parts, visibility),
  }));
  return Response.json({ messages, more: page.more, marks: await readTurnMarks(owner, messages) });
});

async function readPage(
  owner: { userId: string; sessionId: string },
  asked: z.infer<typeof query>,
) {
  if ('before' in asked) return listOlderMessages(owner, asked.before, PAGE);
  const place = { leafId: asked.leaf, messageId: asked.after };
  const page = await readAround(owner, place, { before: 0, after: PAGE });
  return { messages: page.messages.slice(1), more: page.later };
}
