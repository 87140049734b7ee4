/**
 * How much of a trace leaves the server. What is hidden is taken out of events and
 * parts before they are sent: the interface cannot show what it never got.
 */

import type { TraceVisibility } from './agent';
import type { RunEvent } from './events';
import type { MessagePart } from './message';

/** An event as a viewer with this visibility gets it; null when it is not sent at all. */
export function redactEvent(event: RunEvent, visibility: TraceVisibility): RunEvent | null {
  if (visibility === 'full') return event;
  if (event.type === 'tool_call') return visibility === 'names' ? { ...event, args: null } : null;
  if (event.type === 'tool_result') {
    return visibility === 'names' ? { ...event, result: null } : null;
  }
  return event;
}

/** A message's parts as a viewer with this visibility gets them. */
export function redactParts(parts: MessagePart[], visibility: TraceVisibility): MessagePart[] {
  if (visibility === 'full') return parts;
  if (visibility === 'hidden') return parts.filter((part) => part.type !== 'tool');
  return parts.map((part) => (part.type === 'tool' ? { ...part, args: null, result: null } : part));
}
