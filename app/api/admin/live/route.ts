import { requireAdminCaller } from '@/lib/auth/guard';
import { handler } from '@/lib/http/handler';
import { runningNow } from '@/lib/runs/running';

export const dynamic = 'force-dynamic';

/** What runs now, of everybody. */
export const GET = handler(async (request) => {
  await requireAdminCaller(request);
  return Response.json(await runningNow());
});
