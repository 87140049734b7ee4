/**
 * Answers that go on from one another, shown as one. They are stored as they came: each
 * piece a message below the one it continues. Pure.
 */

import type { Message, MessagePart } from './message';

/** Where text ends and text begins the seam is closed, so that Markdown reads on across it. */
export function joinParts(
  before: readonly MessagePart[],
  after: readonly MessagePart[],
  laterMs = 0,
): MessagePart[] {
  const last = before.at(-1);
  const first = after[0];
  const joined = before.slice();
  let rest = after;
  if (last?.type === 'text' && first?.type === 'text') {
    joined[joined.length - 1] = { type: 'text', text: last.text + first.text };
    rest = after.slice(1);
  }
  const known = new Set(before.map((part) => (part.type === 'tool' ? part.toolCallId : '')));
  for (const part of rest) {
    if (part.type === 'text') joined.push(part);
    else {
      const { startedAtMs, endedAtMs, toolCallId } = part;
      joined.push({
        ...part,
        // Each run numbers its calls for itself.
        toolCallId: known.has(toolCallId) ? `${toolCallId} ${joined.length}` : toolCallId,
        ...(startedAtMs === undefined ? {} : { startedAtMs: startedAtMs + laterMs }),
        ...(endedAtMs === undefined ? {} : { endedAtMs: endedAtMs + laterMs }),
      });
    }
  }
  return joined;
}

/** An answer made of pieces: it ended as the last one did, and stands where the first one does. */
function joinPieces(before: Message, after: Message): Message {
  const durationMs = (before.durationMs ?? 0) + (after.durationMs ?? 0);
  const usage = before.usage && after.usage ? addUsage(before.usage, after.usage) : after.usage;
  return {
    ...after,
    parentId: before.parentId,
    parts: joinParts(before.parts, after.parts, before.durationMs),
    pieces: [...(before.pieces ?? [before.id]), after.id],
    ...(durationMs > 0 ? { durationMs } : {}),
    ...(before.firstEventMs === undefined ? {} : { firstEventMs: before.firstEventMs }),
    ...(usage ? { usage } : {}),
    ...(before.branchOpened ? { branchOpened: true } : {}),
  };
}

type Usage = NonNullable<Message['usage']>;

function addUsage(a: Usage, b: Usage): Usage {
  return {
    input_tokens: a.input_tokens + b.input_tokens,
    output_tokens: a.output_tokens + b.output_tokens,
    total_tokens: a.total_tokens + b.total_tokens,
  };
}

const joined = new WeakMap<Message, { before: Message; whole: Message }>();

/** The turns of a branch, an answer and what continues it as one. The same pieces give the same object. */
export function joinContinued(messages: readonly Message[]): Message[] {
  const turns: Message[] = [];
  for (const message of messages) {
    const before = turns.at(-1);
    const continues =
      message.role === 'assistant' &&
      before?.role === 'assistant' &&
      message.parentId === before.id;
    if (!continues) {
      turns.push(message);
      continue;
    }
    const known = joined.get(message);
    const whole = known?.before === before ? known.whole : joinPieces(before, message);
    joined.set(message, { before, whole });
    turns[turns.length - 1] = whole;
  }
  return turns;
}
