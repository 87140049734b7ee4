import { requireCaller } from '@/lib/auth/guard';
import { listAgentsFor } from '@/lib/db/agents';
import { handler } from '@/lib/http/handler';
import { readPage } from '@/lib/http/page';

export const dynamic = 'force-dynamic';

/** The agents this person may use, in the published shape. How they are run is not told. */
export const GET = handler(async (request) => {
  const person = await requireCaller(request);
  const { limit, offset } = readPage(request.nextUrl);
  const all = await listAgentsFor(person);
  const agents = all.slice(offset, offset + limit).map(({ id, name, createdAt }) => ({
    id,
    name,
    model: null,
    agentType: 'chat',
    voiceEnabled: false,
    createdAt: new Date(createdAt).toISOString(),
  }));
  return Response.json({ agents, total: all.length });
});
