import { z } from 'zod';
import { replyAsJson, replyAsStream } from '@/app/chat/reply';
import { requireCaller } from '@/lib/auth/guard';
import { chatRequestSchema } from '@/lib/contract/request';
import { readJson } from '@/lib/http/body';
import { handler } from '@/lib/http/handler';

export const dynamic = 'force-dynamic';

/** As `POST /chat`, with the agent in the path; one in the body does not count. */
export const POST = handler(async (request, context: { params: Promise<{ agentId: string }> }) => {
  const person = await requireCaller(request);
  const { agentId } = await context.params;
  const schema = z
    .record(z.string(), z.unknown())
    .transform((body) => ({ ...body, agent_id: agentId }))
    .pipe(chatRequestSchema);
  const body = await readJson(request, schema);
  return body.stream
    ? replyAsStream(request, { person, body })
    : replyAsJson(request, { person, body });
});
