/** Answers a chat request as one JSON reply, or as a stream: what all chat routes share. */

import { after } from 'next/server';
import type { z } from 'zod';
import { AppError } from '@/lib/contract/errors';
import { type MessagePart, textOf } from '@/lib/contract/message';
import type { chatRequestSchema } from '@/lib/contract/request';
import { redactParts } from '@/lib/contract/visibility';
import type { Person } from '@/lib/db/users';
import { env } from '@/lib/env';
import { type Attachment, attachRun } from '@/lib/runs/attach';
import type { Feed } from '@/lib/runs/feed';
import { type Started, startRun } from '@/lib/runs/start';
import { followRun, rateLimitHeaders, withTail } from './stream/follow';

/** A checked chat request and who sent it. */
export interface Chat {
  person: Person;
  body: z.output<typeof chatRequestSchema>;
}

/**
 * A program that reads one response to its end knows of no coming back: its stream lives
 * as long as an answer may.
 */
const WHOLE_ANSWER_MS = env.TOTAL_TIMEOUT_MS + env.STREAM_LIFETIME_MS;

/**
 * Starts a run and follows it. An answer that failed before it began is an `AppError`.
 * Who has no place left for a stream is refused before anything is started.
 */
export function replyAsStream(request: Request, chat: Chat): Promise<Response> {
  const { person, body } = chat;
  return withTail(person.id, async (giveBack) => {
    const started = await start(request, chat);
    // Our browser names its run: it reads failures as events and comes back, so it need not wait.
    const ours = body.runId !== null;
    // The limits are read while the agent begins, and take no time of their own.
    const [headers] = await Promise.all([
      rateLimitHeaders(person.id, body.agentId),
      ours ? null : begin(person.id, started),
    ]);
    return followRun(request, {
      person,
      target: { runId: started.runId },
      giveBack,
      headers,
      ...(ours ? {} : { lifetimeMs: WHOLE_ANSWER_MS }),
    });
  });
}

/** Starts a run, waits for its end and answers it whole. A failure is an `AppError`. */
export async function replyAsJson(request: Request, chat: Chat): Promise<Response> {
  const { person } = chat;
  const started = await start(request, chat);
  const attachment = await endedAttachment(person.id, started.runId);
  const { answer } = attachment.feed;
  if (answer.error) throw failureOf(answer.error, started.runId);
  const visibility = person.role === 'admin' ? 'full' : attachment.traceVisibility;
  return Response.json(
    {
      response: textOf(answer.parts),
      session_id: attachment.sessionKey,
      run_id: attachment.runId,
      status: answer.status,
      usage: answer.usage ?? null,
      tool_calls: toolCalls(redactParts(answer.parts, visibility)),
    },
    { headers: await rateLimitHeaders(person.id, chat.body.agentId) },
  );
}

async function start(request: Request, { person, body }: Chat): Promise<Started> {
  const idempotencyKey = request.headers.get('idempotency-key') || null;
  const started = await startRun(person, { ...body, idempotencyKey });
  // Keeps the process (or the function) alive until the answer is stored.
  if (started.live) after(started.live.ended);
  return started;
}

/** Waits until the agent began; a run that failed before its first event is no stream. */
async function begin(userId: string, started: Started): Promise<void> {
  await started.live?.opened;
  const feed =
    started.live?.feed ?? (await attachRun(userId, { runId: started.runId }, null))?.feed;
  const error = feed?.ended && feed.seq === 1 ? feed.answer.error : undefined;
  if (error) throw failureOf(error, started.runId);
}

function failureOf(
  error: { code: AppError['code']; retryAfterSeconds?: number | undefined },
  runId: string,
): AppError {
  return new AppError(error.code, { retryAfterSeconds: error.retryAfterSeconds, runId });
}

/** The run once it is over, with its fold. A run of another process is read from the store. */
async function endedAttachment(userId: string, runId: string): Promise<Attachment> {
  const attachment = await attachRun(userId, { runId }, null);
  if (attachment) await ended(attachment.feed);
  const whole =
    attachment?.feed.answer.status === 'running'
      ? await attachRun(userId, { runId }, null)
      : attachment;
  if (!whole) throw new AppError('session_not_found');
  return whole;
}

function ended(feed: Feed): Promise<void> {
  if (feed.ended) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = feed.subscribe(() => {
      if (!feed.ended) return;
      stop();
      resolve();
    });
  });
}

function toolCalls(parts: MessagePart[]) {
  return parts.flatMap((part) =>
    part.type === 'tool'
      ? [{ id: part.toolCallId, name: part.toolName, args: part.args, result: part.result ?? null }]
      : [],
  );
}
