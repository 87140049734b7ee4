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
import { log } from '@/lib/log';
import { type Attachment, type AttachTarget, attachRun } from '@/lib/runs/attach';
import { takeTail } from '@/lib/runs/tails';

/** Who follows what, from the request's cursor on. */
export interface Follow {
  person: Person;
  target: AttachTarget;
  /** How to give the stream's place back, which was taken before. */
  giveBack: () => void;
  /** Until the reader has to come back, in milliseconds. */
  lifetimeMs?: number;
  headers?: Record<string, string>;
}

/** The stream; 204 when there is nothing to read. Throws `session_not_found`. */
export async function followRun(request: Request, follow: Follow): Promise<Response> {
  const { person, target, giveBack } = follow;
  const cursor = parseCursor(request.headers.get('last-event-id'));
  const attachment = await attachRun(person.id, target, cursor);
  if (attachment === undefined) throw new AppError('session_not_found');
  if (attachment !== null) return streamOf(request, follow, attachment);
  giveBack();
  return new Response(null, { status: 204 });
}

/** Streams an attachment to its person; admins see every trace whole. */
function streamOf(request: Request, follow: Follow, attachment: Attachment): Response {
  const { person, giveBack, lifetimeMs = env.STREAM_LIFETIME_MS } = follow;
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
      lifetimeMs,
      headers: {
        'X-Session-Id': headerText(attachment.sessionKey),
        'X-Run-Id': attachment.runId,
        ...follow.headers,
      },
      // A changed role sees another trace: the reader comes back and is given that (A07).
      stillAllowed: async () => {
        const caller = await requireCaller(request);
        return caller.id === person.id && caller.role === person.role;
      },
      onClose: giveBack,
    },
  );
}

/** A caller's own value in a header, which holds ASCII only: percent-encoded where it is not. */
function headerText(value: string): string {
  return value.toWellFormed().replace(/[^\x20-\x7e]+/g, encodeURIComponent);
}

/** Takes a place for a stream and makes the stream with it; without one, the place is given back. */
export async function withTail(
  userId: string,
  open: (giveBack: () => void) => Promise<Response>,
): Promise<Response> {
  const giveBack = takeTail(userId);
  try {
    return await open(giveBack);
  } catch (error) {
    giveBack();
    throw error;
  }
}

/**
 * The published rate-limit headers, for what this person may still ask this agent this
 * minute. Without them where they cannot be read: the answer they go with has begun.
 */
export async function rateLimitHeaders(
  userId: string,
  agentId: string,
): Promise<Record<string, string>> {
  const now = Date.now();
  const standings = await readStandings({ userId, agentId, now }, runLimits.start).catch(
    (error: unknown) => {
      log.warn('rate_headers_failed', { error });
      return [];
    },
  );
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
