import { z } from 'zod';
import { requireAdminCaller } from '@/lib/auth/guard';
import { engineConfigSchema } from '@/lib/contract/agent';
import type { RunEvent } from '@/lib/contract/events';
import { encodeFrame, HEARTBEAT } from '@/lib/contract/sse';
import { readJson } from '@/lib/http/body';
import { handler } from '@/lib/http/handler';
import { countAttempt, tooManyAttempts } from '@/lib/limits/rate-limit';
import { runTrial } from '@/lib/runs/trial';

export const dynamic = 'force-dynamic';

const PER_MINUTE = 30;

const schema = z.object({
  engine: engineConfigSchema,
  trial: z.string().regex(/^[a-z0-9]{26}$/),
  text: z.string().trim().min(1).max(100_000),
  history: z
    .array(z.object({ role: z.enum(['user', 'assistant']), text: z.string().max(200_000) }))
    .max(60),
});

/** Asks an agent as it is typed, and streams its events. Nothing is stored. */
export const POST = handler(async (request) => {
  const admin = await requireAdminCaller(request);
  const body = await readJson(request, schema);
  const rule = { key: `trial:${admin.id}`, limit: PER_MINUTE, windowMs: 60_000 };
  const verdict = await countAttempt([rule]);
  if (!verdict.allowed) throw tooManyAttempts(verdict);
  const leaving = new AbortController();
  request.signal.addEventListener('abort', () => leaving.abort(), { once: true });
  const events = runTrial({ ...body, userId: admin.id }, leaving.signal);
  return new Response(frames(events, leaving), {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
});

const HEARTBEAT_MS = 15_000;

/** One write an event, as fast as it is taken; a reader that goes ends the trial. */
function frames(
  events: AsyncGenerator<RunEvent, void, void>,
  leaving: AbortController,
): ReadableStream<Uint8Array> {
  let seq = 0;
  let beat: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from(HEARTBEAT)), // Headers leave with it.
    async pull(controller) {
      beat = setInterval(() => controller.enqueue(Buffer.from(HEARTBEAT)), HEARTBEAT_MS);
      const next = await events.next().finally(() => clearInterval(beat));
      if (next.done) return controller.close();
      seq++;
      controller.enqueue(Buffer.from(encodeFrame('trial', seq, JSON.stringify(next.value))));
    },
    cancel() {
      clearInterval(beat);
      leaving.abort();
    },
  });
}
