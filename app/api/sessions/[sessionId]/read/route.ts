import { requireCaller } from '@/lib/auth/guard';
import { markRead } from '@/lib/db/sessions';
import { handler } from '@/lib/http/handler';

export const dynamic = 'force-dynamic';

/** Its person has seen what is there. Nothing happens to what is not theirs. */
export const POST = handler(
  async (request, context: { params: Promise<{ sessionId: string }> }) => {
    const person = await requireCaller(request);
    await markRead(person.id, (await context.params).sessionId);
    return new Response(null, { status: 204 });
  },
);
