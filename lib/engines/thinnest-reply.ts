/**
 * A JSON reply where a stream was asked for, in its three published shapes:
 * `{response, usage, tool_calls}`, `{response, tokens_used}`, and
 * `{success, response, metadata}`, each also under `data`.
 */

import { AppError } from '@/lib/contract/errors';
import { maskSecrets } from '@/lib/log';
import type { EngineEvent } from './engine';
import { eventError, isRecord, parseJson } from './thinnest-errors';
import { readUsage } from './thinnest-events';
import { createToolPairing } from './thinnest-tools';

/**
 * The reply as events: its tool calls, one text, and the finish. Throws
 * `bad_content_type` for JSON of another shape, `empty_stream` for an empty
 * reply, and the reply's own error when it says that it failed.
 */
export function readReply(text: string): EngineEvent[] {
  const value = parseJson(text);
  const reply = isRecord(value) && isRecord(value.data) ? value.data : value;
  if (!isRecord(value) || !isRecord(reply)) throw otherShape(text);
  if (value.success === false || reply.success === false) {
    throw eventError({ message: reply.error ?? reply.message ?? reply.detail, code: reply.code });
  }
  if (typeof reply.response !== 'string') throw otherShape(text);
  const events = readToolCalls(reply.tool_calls);
  if (reply.response !== '') events.push({ type: 'text', content: reply.response });
  if (events.length === 0) throw new AppError('empty_stream');
  const usage =
    readUsage(reply) ?? (isRecord(reply.metadata) ? readUsage(reply.metadata) : undefined);
  events.push(usage ? { type: 'finish', usage } : { type: 'finish' });
  return events;
}

function readToolCalls(value: unknown): EngineEvent[] {
  if (!Array.isArray(value)) return [];
  const tools = createToolPairing();
  const events: EngineEvent[] = [];
  for (const entry of value.filter(isRecord)) {
    const call = tools.call(entry);
    if (call === null || call === 'repeated') continue;
    events.push(call);
    if (entry.result === undefined) continue;
    const result = tools.result({ ...entry, id: call.id });
    if (result !== null && result !== 'repeated') events.push(result);
  }
  return events;
}

function otherShape(text: string): AppError {
  return new AppError('bad_content_type', { cause: maskSecrets(`JSON reply: ${text}`) });
}
