import { z } from 'zod';
import { requireCaller } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { isId } from '@/lib/contract/ids';
import { MAX_MESSAGE_LENGTH } from '@/lib/contract/request';
import { addToQueue, editQueued, removeQueued } from '@/lib/db/queue';
import { readJson } from '@/lib/http/body';
import { handler } from '@/lib/http/handler';
import { sendQueued } from '@/lib/runs/start';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ sessionId: string }>;
}

const id = z.string().refine(isId);
const row = z.object({ id, text: z.string().trim().min(1).max(MAX_MESSAGE_LENGTH) });
const done = () => new Response(null, { status: 204 });

/** Stores a message to be sent when the running answer has finished. */
export const POST = handler(async (request, context: Context) => {
  const person = await requireCaller(request);
  const owner = { userId: person.id, sessionId: (await context.params).sessionId };
  if (!(await addToQueue(owner, await readJson(request, row), Date.now()))) {
    throw new AppError('session_not_found', {
      message: 'The conversation is gone, or too many messages wait in it.',
    });
  }
  return done();
});

/** Changes a waiting message; `not_found` when it has been sent meanwhile. */
export const PATCH = handler(async (request, context: Context) => {
  const person = await requireCaller(request);
  const owner = { userId: person.id, sessionId: (await context.params).sessionId };
  if (!(await editQueued(owner, await readJson(request, row)))) throw new AppError('not_found');
  return done();
});

/** Takes a waiting message out; `not_found` when it has been sent meanwhile. */
export const DELETE = handler(async (request, context: Context) => {
  const person = await requireCaller(request);
  const owner = { userId: person.id, sessionId: (await context.params).sessionId };
  const queued = id.safeParse(request.nextUrl.searchParams.get('id'));
  if (!queued.success || !(await removeQueued(owner, queued.data))) throw new AppError('not_found');
  return done();
});

/** Sends a waiting message now; its run has its id. */
export const PUT = handler(async (request, context: Context) => {
  const person = await requireCaller(request);
  const { sessionId } = await context.params;
  const { id: queuedId } = await readJson(request, z.object({ id }));
  const started = await sendQueued(person, { sessionId, id: queuedId });
  return Response.json({ run_id: started.runId });
});
