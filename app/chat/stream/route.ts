import { replyAsStream } from '@/app/chat/reply';
import { requireCaller } from '@/lib/auth/guard';
import { AppError } from '@/lib/contract/errors';
import { chatRequestSchema } from '@/lib/contract/request';
import { readJson } from '@/lib/http/body';
import { handler } from '@/lib/http/handler';
import { stopRun } from '@/lib/runs/stop';
import { followRun, targetOf, withTail } from './follow';

export const dynamic = 'force-dynamic';

/** Starts a run and follows it (the published endpoint). */
export const POST = handler(async (request) => {
  const person = await requireCaller(request);
  return replyAsStream(request, { person, body: await readJson(request, chatRequestSchema) });
});

/** Attaches to the running or last run of a conversation, after `Last-Event-ID`. */
export const GET = handler(async (request) => {
  const person = await requireCaller(request);
  const target = targetOf(request.nextUrl);
  return withTail(person.id, (giveBack) => followRun(request, { person, target, giveBack }));
});

/** Stops; answers the state the run ended in. */
export const DELETE = handler(async (request) => {
  const person = await requireCaller(request);
  const stopped = await stopRun(person.id, targetOf(request.nextUrl));
  if (!stopped) throw new AppError('session_not_found');
  return Response.json({ status: stopped.status, run_id: stopped.runId });
});
