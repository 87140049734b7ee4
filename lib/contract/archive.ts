/**
 * The file that conversations are exported to and imported from: JSON, one object
 * with a list. All branches are in it; `parentId` makes the tree.
 */

import { z } from 'zod';
import type { Json, RunStatus } from './events';
import { MAX_TAG_NAME, tagColour } from './tag';

export const ARCHIVE_FORMAT = 'gossamer.conversations';
export const ARCHIVE_VERSION = 1;
/** The largest conversation that is taken, in bytes of its JSON. */
export const MAX_ARCHIVED_BYTES = 32 * 1024 * 1024;

const MAX_MESSAGES = 50_000;
const MAX_TEXT = 8 * 1024 * 1024;
const ref = z.string().min(1).max(100);
const time = z.number().int().min(0).max(8_640_000_000_000_000);
const json: z.ZodType<Json> = z.json();

const textPart = z.object({ type: z.literal('text'), text: z.string().max(MAX_TEXT) });
const toolPart = z.object({
  type: z.literal('tool'),
  toolCallId: z.string().max(200),
  toolName: z.string().max(200),
  state: z.enum(['running', 'done', 'failed', 'unfinished']),
  args: json.default(null),
  result: json.optional(),
  startedAtMs: z.number().min(0).optional(),
  endedAtMs: z.number().min(0).optional(),
});

const STATUSES = ['completed', 'stopped', 'failed', 'interrupted'] as const;

/** A message as the file holds it. Ids only tie messages together; new ones are made. */
export const archivedMessageSchema = z.object({
  id: ref,
  parentId: ref.nullable(),
  role: z.enum(['user', 'assistant']),
  createdAt: time,
  status: z.enum(STATUSES).optional(),
  /** Of an answer: how long it took and when the first of it came, in milliseconds. */
  durationMs: z.number().min(0).optional(),
  firstEventMs: z.number().min(0).optional(),
  parts: z.array(z.discriminatedUnion('type', [textPart, toolPart])).max(5000),
});
export type ArchivedMessage = z.infer<typeof archivedMessageSchema>;

/** A tag with its colour; a name alone is grey. */
const archivedTag = z
  .union([
    z.string().transform((name) => ({ name, colour: '' })),
    z.object({ name: z.string(), colour: z.string().max(20) }),
  ])
  .pipe(z.object({ name: z.string().trim().min(1).max(MAX_TAG_NAME), colour: z.string() }))
  .transform(({ name, colour }) => ({ name, colour: tagColour(colour) }));

/** One conversation. Messages stand before those that answer them. */
export const archivedConversationSchema = z
  .object({
    id: ref,
    title: z.string().trim().min(1).max(200),
    agent: z.object({ id: z.string().max(100), name: z.string().max(200) }),
    createdAt: time,
    updatedAt: time,
    pinned: z.boolean().default(false),
    archived: z.boolean().default(false),
    tags: z.array(archivedTag).max(50).default([]),
    /** The last message of the branch that is shown; null: of the newest. */
    headId: ref.nullable(),
    messages: z.array(archivedMessageSchema).max(MAX_MESSAGES),
  })
  .superRefine(({ messages, headId }, context) => {
    const seen = new Set<string>();
    messages.forEach((message, index) => {
      const problem = problemOf(message, seen);
      if (problem)
        context.addIssue({ code: 'custom', path: ['messages', index], message: problem });
      seen.add(message.id);
    });
    if (headId !== null && !seen.has(headId)) {
      context.addIssue({ code: 'custom', path: ['headId'], message: 'Names no message.' });
    }
  });
export type ArchivedConversation = z.infer<typeof archivedConversationSchema>;

function problemOf(message: ArchivedMessage, seen: ReadonlySet<string>): string | null {
  if (seen.has(message.id)) return 'Its id is used twice.';
  if (message.parentId === null || seen.has(message.parentId)) return null;
  return 'Its parentId names no message before it.';
}

/** How an archived answer ended, as a message has it. */
export function archivedStatus(status: RunStatus | undefined): ArchivedMessage['status'] {
  return STATUSES.find((known) => known === status);
}
