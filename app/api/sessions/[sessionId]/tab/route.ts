import { requireCaller } from '@/lib/auth/guard';
import { noteTab } from '@/lib/db/temporary';
import { handler } from '@/lib/http/handler';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ sessionId: string }>;
}

const done = () => new Response(null, { status: 204 });

/** The tab of a temporary conversation is here, or back. Nothing happens to others. */
export const POST = handler(async (request, context: Context) => {
  const person = await requireCaller(request);
  await noteTab({ userId: person.id, sessionId: (await context.params).sessionId }, null);
  return done();
});

/** Its tab goes: the conversation follows, unless the tab comes back soon. */
export const DELETE = handler(async (request, context: Context) => {
  const person = await requireCaller(request);
  await noteTab({ userId: person.id, sessionId: (await context.params).sessionId }, Date.now());
  return done();
});
