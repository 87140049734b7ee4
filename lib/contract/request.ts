/**
 * The body of `POST /chat/stream`, as published, plus what our browser adds.
 * Used on the server only (zod stays out of the browser's bundle).
 */

import { z } from 'zod';
import { isId } from './ids';

/** The longest message a person may send, in characters. */
export const MAX_MESSAGE_LENGTH = 200_000;

const messageText = z
  .string()
  .max(MAX_MESSAGE_LENGTH, `At most ${MAX_MESSAGE_LENGTH} characters.`)
  .refine((text) => text.trim().length > 0, 'Write a message.');

const ownId = z.string().refine(isId, 'Not an id made by this server or its browser client.');

/**
 * `message` or `query` (equal if both). `run_id` and the three message ids are the
 * browser's: the first makes a send safe to repeat; `parent_message_id` opens a branch
 * (null: a first message); `retry_message_id` answers a stored question again (`message`
 * repeats its text); `continue_message_id` goes on from the end of a stored answer.
 */
export const chatRequestSchema = z
  .object({
    agent_id: z.string().min(1).max(200),
    message: messageText.optional(),
    query: messageText.optional(),
    session_id: z.string().min(1).max(200).nullish(),
    user_id: z.string().max(200).nullish(),
    metadata: z.record(z.string(), z.unknown()).nullish(),
    run_id: ownId.optional(),
    parent_message_id: ownId.nullish(),
    retry_message_id: ownId.optional(),
    continue_message_id: ownId.optional(),
    /** The conversation this makes is kept for as long as its tab lives. */
    temporary: z.boolean().optional(),
    /** Only on `POST /chat`: answer as a stream and not as one JSON reply. */
    stream: z.boolean().optional(),
  })
  .transform((body, ctx) => {
    const text = body.message ?? body.query;
    if (text === undefined) {
      ctx.addIssue({ code: 'custom', path: ['message'], message: 'Field required' });
      return z.NEVER;
    }
    if (body.message !== undefined && body.query !== undefined && body.message !== body.query) {
      ctx.addIssue({ code: 'custom', path: ['query'], message: 'message and query differ.' });
      return z.NEVER;
    }
    return {
      agentId: body.agent_id,
      text,
      sessionKey: body.session_id ?? null,
      runId: body.run_id ?? null,
      parentMessageId: body.parent_message_id,
      retryMessageId: body.retry_message_id,
      continueMessageId: body.continue_message_id,
      temporary: body.temporary ?? false,
      stream: body.stream ?? false,
    };
  });

/** A request to start a run, checked. */
export type ChatRequest = z.infer<typeof chatRequestSchema>;
