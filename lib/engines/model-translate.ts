/** From the parts of the AI SDK's stream to the events of the contract. */

import type { LanguageModelUsage, TextStreamPart, ToolSet } from 'ai';
import { AppError } from '@/lib/contract/errors';
import type { Usage } from '@/lib/contract/events';
import { type EngineEvent, toJson } from './engine';
import { kindOfStreamError } from './model-errors';

type Part = TextStreamPart<ToolSet>;

/** The longest sentence shown of a failed step. */
const MAX_FAILURE = 300;

/** How a stream ended. Only `finished` is a finish reason that the model really gave. */
export interface StreamEnd {
  kind: 'finished' | 'cut' | 'unfinished_steps' | 'length' | 'failed';
  usage?: Usage;
}

/** Reads parts in order, keeping what later ones need. */
export interface Translator {
  /** The events of one part. Throws what an error part reports. */
  take(part: Part): Iterable<EngineEvent>;
  /** Whether the provider's stream stopped in the middle. */
  isCut(): boolean;
  end(): StreamEnd;
}

/** What a translator needs to know. */
export interface TranslatorOptions {
  maxBadEvents: number;
  oddity: (kind: string) => void;
}

interface State {
  ids: ReturnType<typeof createCallIds>;
  text: ReturnType<typeof createTextJoiner>;
  /** Calls that are not run, with the reason. */
  refused: Map<string, string>;
  usage: Usage | undefined;
  isCut: boolean;
  badEvents: number;
  callsInStep: number;
  end: StreamEnd;
}

/** Makes a translator for one run. */
export function createTranslator(options: TranslatorOptions): Translator {
  const state: State = {
    ids: createCallIds(),
    text: createTextJoiner(),
    refused: new Map(),
    usage: undefined,
    isCut: false,
    badEvents: 0,
    callsInStep: 0,
    end: { kind: 'cut' },
  };
  return {
    *take(part) {
      if (part.type === 'error') takeError(state, options, part.error);
      else yield* eventsOf(state, part);
    },
    isCut: () => state.isCut,
    end: () => state.end,
  };
}

function* eventsOf(state: State, part: Part): Generator<EngineEvent> {
  switch (part.type) {
    case 'start-step':
      state.callsInStep = 0;
      state.ids.nextStep();
      state.text.nextBlock();
      return;
    case 'text-delta':
      if (part.text !== '') yield { type: 'text', content: state.text.join(part.text) };
      return;
    case 'tool-call': {
      state.callsInStep += 1;
      const id = state.ids.open(part.toolCallId);
      if (part.invalid) state.refused.set(id, refusalText(part.error));
      yield { type: 'tool_call', id, name: part.toolName, args: toJson(part.input) };
      return;
    }
    case 'tool-result': {
      if (part.preliminary) return;
      const id = state.ids.of(part.toolCallId);
      yield { type: 'tool_result', id, name: part.toolName, result: toJson(part.output) };
      return;
    }
    case 'tool-error': {
      const id = state.ids.of(part.toolCallId);
      const result = state.refused.get(id) ?? failureText(part.error);
      yield { type: 'tool_result', id, name: part.toolName, result, failed: true };
      return;
    }
    case 'finish-step':
      state.usage = addUsage(state.usage, part.usage);
      if (state.usage) yield { type: 'usage', usage: state.usage };
      return;
    case 'finish':
      state.end = { kind: endKind(part, state.callsInStep > 0), usage: state.usage };
      return;
    default:
      return;
  }
}

function takeError(
  state: State,
  { maxBadEvents, oddity }: TranslatorOptions,
  error: unknown,
): void {
  const kind = kindOfStreamError(error);
  if (kind === 'cut') state.isCut = true;
  else if (kind === 'failure') throw error;
  else {
    state.badEvents += 1;
    oddity('bad_event');
    if (state.badEvents > maxBadEvents) throw new AppError('upstream_protocol');
  }
}

function endKind(part: Extract<Part, { type: 'finish' }>, endsInCalls: boolean): StreamEnd['kind'] {
  if (part.finishReason === 'interrupted') return 'cut';
  if (part.finishReason === 'error') return 'failed';
  // A reason the SDK made up for a stream that gave none.
  if (part.rawFinishReason === undefined) return 'cut';
  if (part.finishReason === 'length') return 'length';
  return endsInCalls ? 'unfinished_steps' : 'finished';
}

/**
 * Call ids that are unique in a run: some servers number their calls from zero
 * in every step, and a repeated id would be taken for a repeated event.
 */
function createCallIds() {
  const used = new Set<string>();
  let current = new Map<string, string>();
  return {
    nextStep() {
      current = new Map();
    },
    open(id: string): string {
      let own = id;
      for (let n = 2; used.has(own); n += 1) own = `${id}_${n}`;
      used.add(own);
      current.set(id, own);
      return own;
    },
    of: (id: string) => current.get(id) ?? id,
  };
}

/** Puts a blank line between the texts of two steps, which models write as if each stood alone. */
function createTextJoiner() {
  let tail = '';
  let isNewBlock = false;
  return {
    nextBlock() {
      isNewBlock = true;
    },
    join(content: string): string {
      const joint = isNewBlock && tail !== '' && !/\s$/.test(tail) ? '\n\n' : '';
      isNewBlock = false;
      tail = content.slice(-1);
      return joint + content;
    },
  };
}

/** The sum with a step's usage; unchanged when the provider reported none. */
export function addUsage(sum: Usage | undefined, step: LanguageModelUsage): Usage | undefined {
  const { inputTokens, outputTokens, totalTokens } = step;
  if ((inputTokens ?? outputTokens ?? totalTokens) === undefined) return sum;
  const input = inputTokens ?? 0;
  const output = outputTokens ?? 0;
  return {
    input_tokens: (sum?.input_tokens ?? 0) + input,
    output_tokens: (sum?.output_tokens ?? 0) + output,
    total_tokens: (sum?.total_tokens ?? 0) + (totalTokens ?? input + output),
  };
}

/** What people read of a call that the model made wrongly; the SDK's words are technical. */
function refusalText(error: unknown): string {
  const isUnknown = error instanceof Error && error.name === 'AI_NoSuchToolError';
  return isUnknown ? 'There is no such tool.' : 'The arguments do not fit this tool.';
}

/** What people read of a step that failed: our tools throw sentences. */
function failureText(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, MAX_FAILURE) : 'This step failed.';
}
