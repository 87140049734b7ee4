/**
 * A trace in words: what of each step and of steps together is said, the same on screen, in
 * a share and in a file. The words come from whoever has the reader's language. Pure.
 */

import type { ToolPart } from './message';
import { durationOf, sizeOf, spanOf, tellingArgument } from './steps';

/** What a trace is told with, in a reader's language. */
export interface TraceWords {
  /** "Searched the web"; a tool nobody has words for by its name. */
  step(step: ToolPart): string;
  /** Milliseconds as "0.3 s". */
  duration(ms: number): string;
  /** Bytes as "4.1 kB". */
  size(bytes: number): string;
  /** "Used 4 tools"; "Using tools" while one runs. */
  used(count: number, running: boolean): string;
  /** "1 failed". */
  failed(count: number): string;
  /** "Failed", "Not finished", "running"; empty for a step that is done. */
  state(state: ToolPart['state']): string;
  /** "Took 3.2 s". */
  took(time: string): string;
  /** What the agent did outside of its steps. */
  own(kind: 'waiting' | 'thinking' | 'writing'): string;
}

/** One step in words. Where a text is empty there is nothing to say. */
export interface StepFacts {
  name: string;
  argument: string;
  state: string;
  /** How large its result is and how long it took. */
  figures: string;
}

/** What a step's line says. */
export function stepFacts(step: ToolPart, words: TraceWords): StepFacts {
  const result = step.result ?? null;
  const took = durationOf(step);
  const done = step.state !== 'running';
  const figures = [
    ...(result === null ? [] : [words.size(sizeOf(result))]),
    ...(took === null ? [] : [words.duration(took)]),
  ];
  return {
    name: words.step(step),
    argument: tellingArgument(step.args),
    state: words.state(step.state),
    figures: done ? figures.join(' · ') : '',
  };
}

/** What the line of folded steps says: "Used 4 tools · 3.2 s", and how many failed. */
export function foldFacts(
  steps: readonly ToolPart[],
  words: TraceWords,
): { used: string; failed: string } {
  const running = steps.some((step) => step.state === 'running');
  const failed = steps.filter((step) => step.state === 'failed').length;
  const span = running ? null : spanOf(steps);
  const used = words.used(steps.length, running);
  return {
    used: span === null ? used : `${used} · ${words.duration(span)}`,
    failed: failed > 0 ? words.failed(failed) : '',
  };
}
