/** Answers a request with a run's stream: the one way out for POST and GET alike. */

import { requireCaller } from '@/lib/auth/guard';
import { leftOf } from '@/lib/contract/budget';
import { AppError } from '@/lib/contract/errors';
import { parseCursor } from '@/lib/contract/sse';
import { readStandings } from '@/lib/db/standings';
import type { Person } from '@/lib/db/users';
import { env } from '@/lib/env';
import { eventStream } from '@/lib/http/event-stream';
import { minuteLimit } from '@/lib/limits/budget-refusal';
import { runLimits } from '@/lib/limits/run-limits';
import { type Attachment, type AttachTarget, attachRun } from '@/lib/runs/attach';
import { takeTail } from '@/lib/runs/tails';

/** Who follows what, from the request's cursor on. */
export interface Follow {
  person: Person;
  target: AttachTarget;
}

/** The stream; 204 when there is nothing to read. Throws `session_not_found`. */
export async function followRun(request: Request, { person, target }: Follow): Promise<Response> {
  const attachment = await attachRun(
    person.id,
    target,
    parseCursor(request.headers.get('last-event-id')),
  );
  if (attachment === undefined) throw new AppError('session_not_found');
  if (attachment === null) return new Response(null, { status: 204 });
  return streamOf(request, person, attachment);
}

/** Streams an attachment to its person; admins see every trace whole. */
function streamOf(request: Request, person: Person, attachment: Attachment): Response {
  const { feed } = attachment;
  const visibility = person.role === 'admin' ? 'full' : attachment.traceVisibility;
  return eventStream(
    {
      get ended() {
        return feed.ended;
      },
      get size() {
        return feed.size;
      },
      read: (after, maxSize) => feed.read(after, maxSize, visibility),
      subscribe: (wake) => feed.subscribe(wake),
    },
    {
      after: attachment.after,
      heartbeatMs: env.HEARTBEAT_INTERVAL_MS,
      lifetimeMs: env.STREAM_LIFETIME_MS,
      headers: { 'X-Session-Id': attachment.sessionKey, 'X-Run-Id': attachment.runId },
      // A changed role sees another trace: the reader comes back and is given that (A07).
      stillAllowed: async () => {
        const caller = await requireCaller(request);
        return caller.id === person.id && caller.role === person.role;
      },
      onClose: takeTail(person.id),
    },
  );
}

/** The published rate-limit headers, for what this person may still ask this agent this minute. */
export async function rateLimitHeaders(
  userId: string,
  agentId: string,
): Promise<Record<string, string>> {
  const now = Date.now();
  const standings = await readStandings({ userId, agentId, now }, runLimits.start);
  const tightest = minuteLimit(standings);
  if (!tightest) return {};
  return {
    'X-RateLimit-Limit': String(tightest.limit),
    'X-RateLimit-Remaining': String(leftOf(tightest)),
    'X-RateLimit-Reset': String(Math.ceil((tightest.resetAt ?? now) / 1000)),
  };
}

/** What the address names: a run (our browser does) or a conversation. Throws `validation`. */
export function targetOf(url: URL): AttachTarget {
  const runId = url.searchParams.get('run_id');
  if (runId) return { runId };
  const sessionKey = url.searchParams.get('session_id');
  if (sessionKey) return { sessionKey };
  throw new AppError('validation', {
    issues: [{ loc: ['query', 'session_id'], msg: 'Field required', type: 'missing' }],
  });
}
