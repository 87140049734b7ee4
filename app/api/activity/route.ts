import { requireCaller } from '@/lib/auth/guard';
import { buildId } from '@/lib/build-id';
import { env } from '@/lib/env';
import { eventStream } from '@/lib/http/event-stream';
import { handler } from '@/lib/http/handler';
import { activityFeed } from '@/lib/runs/activity';
import { takeTail } from '@/lib/runs/tails';

export const dynamic = 'force-dynamic';

/**
 * The marks of the sidebar: one event per conversation that runs, ended or has news since `?since=` (ms);
 * with `?back=`, the open conversation's id or nothing, also what one may have missed before.
 */
export const GET = handler(async (request) => {
  const person = await requireCaller(request);
  const giveBack = takeTail(person.id);
  const query = request.nextUrl.searchParams;
  const since = Number(query.get('since')) || Date.now();
  const feed = activityFeed(person.id, { since, back: query.get('back') });
  return eventStream(feed, {
    after: 0,
    heartbeatMs: env.HEARTBEAT_INTERVAL_MS,
    lifetimeMs: env.STREAM_LIFETIME_MS,
    headers: { 'X-Build-Id': buildId() },
    stillAllowed: async () => (await requireCaller(request)).id === person.id,
    onClose() {
      feed.close();
      giveBack();
    },
  });
});
