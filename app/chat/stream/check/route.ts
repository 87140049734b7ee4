import { requireAdminCaller } from '@/lib/auth/guard';
import { env } from '@/lib/env';
import { eventStream } from '@/lib/http/event-stream';
import { handler } from '@/lib/http/handler';
import { tickingFeed } from './ticks';

export const dynamic = 'force-dynamic';

const LIFETIME_MS = 10_000;

/** A second of events beside the streaming endpoint, so that they take the same way as answers do. */
export const GET = handler(async (request) => {
  await requireAdminCaller(request);
  return eventStream(tickingFeed(), {
    after: 0,
    heartbeatMs: env.HEARTBEAT_INTERVAL_MS,
    lifetimeMs: LIFETIME_MS,
  });
});
