import { requireCaller } from '@/lib/auth/guard';
import { chatRequestSchema } from '@/lib/contract/request';
import { readJson } from '@/lib/http/body';
import { handler } from '@/lib/http/handler';
import { replyAsJson, replyAsStream } from './reply';

export const dynamic = 'force-dynamic';

/** One JSON reply, or the stream when the body says `stream: true`. */
export const POST = handler(async (request) => {
  const person = await requireCaller(request);
  const body = await readJson(request, chatRequestSchema);
  return body.stream
    ? replyAsStream(request, { person, body })
    : replyAsJson(request, { person, body });
});
