import { requireCaller } from '@/lib/auth/guard';
import { readStandings } from '@/lib/db/standings';
import { handler } from '@/lib/http/handler';
import { runLimits } from '@/lib/limits/run-limits';

export const dynamic = 'force-dynamic';

/** How the limits of whoever asks stand now. */
export const GET = handler(async (request) => {
  const { id: userId } = await requireCaller(request);
  const standings = await readStandings({ userId, now: Date.now() }, runLimits.start);
  return Response.json({ standings });
});
