/** Where the time of an answer went, from what its steps say of themselves. Pure. */

import type { MessagePart, ToolPart } from '@/lib/contract/message';

/** A stretch of the time an answer took; milliseconds since it was asked for. */
export interface Span {
  /** `thinking` is the model's own time between steps: it thinks and writes, which one is not known. */
  kind: 'waiting' | 'step' | 'thinking' | 'writing';
  step?: ToolPart;
  fromMs: number;
  toMs: number;
}

/** Shorter gaps between two steps are nobody's. */
const GAP_MS = 50;

/**
 * The stretches of an answer in their order; steps may overlap. Empty when it is not known
 * how long it took.
 */
export function spansOf(parts: readonly MessagePart[], durationMs: number | undefined): Span[] {
  if (durationMs === undefined || durationMs <= 0) return [];
  const steps = parts.flatMap((part): Span[] => {
    if (part.type !== 'tool' || part.startedAtMs === undefined) return [];
    const fromMs = Math.min(part.startedAtMs, durationMs);
    const toMs = Math.max(fromMs, Math.min(part.endedAtMs ?? durationMs, durationMs));
    return [{ kind: 'step', step: part, fromMs, toMs }];
  });
  steps.sort((a, b) => a.fromMs - b.fromMs);
  const spans: Span[] = [];
  let reached = 0;
  for (const span of steps) {
    if (span.fromMs - reached >= GAP_MS) {
      const first = spans.length === 0 && parts[0]?.type === 'tool';
      spans.push({ kind: first ? 'waiting' : 'thinking', fromMs: reached, toMs: span.fromMs });
    }
    spans.push(span);
    reached = Math.max(reached, span.toMs);
  }
  if (durationMs - reached >= GAP_MS) {
    const kind = steps.length > 0 ? 'writing' : 'thinking';
    spans.push({ kind, fromMs: reached, toMs: durationMs });
  }
  return spans;
}
