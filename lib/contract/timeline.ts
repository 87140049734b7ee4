/** Where the time of an answer went, from what its run and its steps say of themselves. Pure. */

import type { MessagePart, ToolPart } from './message';
import type { TraceWords } from './trace-words';

/** A stretch of the time an answer took; milliseconds since it was asked for. */
export interface Span {
  /** `thinking` is the model's own time between steps: it thinks and writes, which one is not known. */
  kind: 'waiting' | 'step' | 'thinking' | 'writing';
  step?: ToolPart;
  fromMs: number;
  toMs: number;
}

/** What is known of the time of an answer; milliseconds since it was asked for. */
export interface TurnTimes {
  durationMs?: number | undefined;
  /** When the first of it came. */
  firstEventMs?: number | undefined;
}

/** Shorter gaps between two steps are nobody's. */
const GAP_MS = 50;

/**
 * The stretches of an answer in their order; steps may overlap. Empty when it is not known
 * how long it took.
 */
export function spansOf(parts: readonly MessagePart[], times: TurnTimes): Span[] {
  const { durationMs } = times;
  if (durationMs === undefined || durationMs <= 0) return [];
  const steps = stepSpans(parts, durationMs);
  const spans: Span[] = [];
  let reached = 0;
  const own = (kind: Span['kind'], toMs: number) => {
    if (toMs - reached >= GAP_MS) spans.push({ kind, fromMs: reached, toMs });
    reached = Math.max(reached, toMs);
  };
  const waited = waitedMs(parts, { ...times, firstStepMs: steps[0]?.fromMs });
  if (waited !== undefined) own('waiting', Math.min(waited, durationMs));
  for (const span of steps) {
    own('thinking', span.fromMs);
    spans.push(span);
    reached = Math.max(reached, span.toMs);
  }
  own(steps.length > 0 || waited !== undefined ? 'writing' : 'thinking', durationMs);
  return spans;
}

function stepSpans(parts: readonly MessagePart[], durationMs: number): Span[] {
  const steps = parts.flatMap((part): Span[] => {
    if (part.type !== 'tool' || part.startedAtMs === undefined) return [];
    const fromMs = Math.min(part.startedAtMs, durationMs);
    const toMs = Math.max(fromMs, Math.min(part.endedAtMs ?? durationMs, durationMs));
    return [{ kind: 'step', step: part, fromMs, toMs }];
  });
  return steps.sort((a, b) => a.fromMs - b.fromMs);
}

/** How long nothing came: until the first event, or until a step that everything begins with. */
function waitedMs(
  parts: readonly MessagePart[],
  { firstEventMs, firstStepMs }: TurnTimes & { firstStepMs: number | undefined },
): number | undefined {
  if (firstEventMs !== undefined) return Math.min(firstEventMs, firstStepMs ?? firstEventMs);
  return parts[0]?.type === 'tool' ? firstStepMs : undefined;
}

/** One stretch of an answer's time, in words and as parts of the whole (0 to 1). */
export interface TimeFacts {
  name: string;
  kind: Span['kind'] | 'failed';
  begins: string;
  took: string;
  from: number;
  part: number;
}

/** The timeline of an answer; empty when it is not known how long it took. */
export function timeFacts(
  parts: readonly MessagePart[],
  times: TurnTimes,
  words: TraceWords,
): TimeFacts[] {
  const whole = times.durationMs ?? 0;
  return spansOf(parts, times).map(({ kind, step, fromMs, toMs }) => ({
    name: nameOf({ kind, step }, words),
    kind: step?.state === 'failed' ? 'failed' : kind,
    begins: words.duration(fromMs),
    took: words.duration(toMs - fromMs),
    from: fromMs / whole,
    part: (toMs - fromMs) / whole,
  }));
}

function nameOf({ kind, step }: Pick<Span, 'kind' | 'step'>, words: TraceWords): string {
  if (kind !== 'step') return words.own(kind);
  return step ? words.step(step) : '';
}
