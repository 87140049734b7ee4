/**
 * From the upstream's events to the engine's: lenient in what is read, exact in
 * what is passed on. Pure: text in, events out.
 */

import { AppError } from '@/lib/contract/errors';
import type { Usage } from '@/lib/contract/events';
import type { EngineEvent } from './engine';
import { eventError, isRecord, parseJson } from './thinnest-errors';
import { createToolPairing, type ToolPairing } from './thinnest-tools';

/** Makes of each event's data what follows from it. */
export interface Translator {
  /** Takes the data of one event. After the end, counts it and changes nothing. */
  take(data: string): void;
  /** Takes data whose closing blank line never came: counts only when it says done. */
  takeUnterminated(data: string): void;
  /** Ends the stream with an error found elsewhere. */
  fail(error: AppError): void;
  /** The events since the last call, oldest first. */
  drain(): EngineEvent[];
  /** Undefined while open; null when the agent said it is done; an error when it failed. */
  end(): AppError | null | undefined;
}

/** What a translator is told. `oddity` counts by kind, never with content. */
export interface TranslatorOptions {
  maxBadEvents: number;
  oddity(kind: string): void;
}

/** Makes the translator of one stream. */
export function createTranslator({ maxBadEvents, oddity }: TranslatorOptions): Translator {
  const tools = createToolPairing();
  let queue: EngineEvent[] = [];
  let end: AppError | null | undefined;
  let bad = 0;

  const finish = (usage: Usage | undefined) => {
    queue.push(usage ? { type: 'finish', usage } : { type: 'finish' });
    end = null;
  };
  /** Another Gossamer says so when somebody stopped the answer there: it is not whole. */
  const stop = (value: Record<string, unknown>) => {
    const usage = readUsage(value);
    if (usage) queue.push({ type: 'usage', usage });
    end = new AppError('interrupted', { cause: 'stopped upstream' });
  };
  const pass = (event: EngineEvent | Odd) => {
    if (typeof event !== 'string') queue.push(event);
    else if (event !== 'bad_event') oddity(event);
    else {
      oddity(event);
      bad++;
      if (bad > maxBadEvents) {
        end = new AppError('upstream_protocol', { cause: `${bad} events could not be read` });
      }
    }
  };
  const take = (data: string) => {
    if (end !== undefined) return oddity('after_end');
    if (data === '') return oddity('empty_event');
    if (isDoneMarker(data)) return finish(undefined);
    const value = parseJson(data);
    if (!isRecord(value)) return pass('bad_event');
    if (value.type === 'done')
      return value.status === 'stopped' ? stop(value) : finish(readUsage(value));
    if (value.type === 'error') {
      end = eventError(value);
      return;
    }
    pass(readProgress(value, tools));
  };

  return {
    take,
    takeUnterminated(data) {
      const value = parseJson(data);
      const done = isDoneMarker(data) || (isRecord(value) && value.type === 'done');
      if (!done || end !== undefined) return;
      oddity('unterminated_done');
      take(data);
    },
    fail(error) {
      end ??= error;
    },
    drain() {
      const events = queue;
      queue = [];
      return events;
    },
    end: () => end,
  };
}

/** Kinds of events that yield nothing. Only `bad_event` counts against the upstream. */
type Odd = 'bad_event' | 'unknown_type' | 'empty_event' | 'repeated_call' | 'repeated_result';

/** The progress event that a parsed event is, or why it is none. */
function readProgress(value: Record<string, unknown>, tools: ToolPairing): EngineEvent | Odd {
  switch (value.type) {
    case 'text':
    case 'token':
    case 'content': {
      const content = value.content ?? value[value.type];
      if (typeof content !== 'string') return 'bad_event';
      return content === '' ? 'empty_event' : { type: 'text', content };
    }
    case 'tool_call': {
      const call = tools.call(value) ?? 'bad_event';
      return call === 'repeated' ? 'repeated_call' : call;
    }
    case 'tool_result': {
      const result = tools.result(value) ?? 'bad_event';
      return result === 'repeated' ? 'repeated_result' : result;
    }
    default:
      return 'unknown_type';
  }
}

/**
 * Usage as the published shapes say it: `usage`, or `tokens_used` for the total.
 * What is not a non-negative integer counts as not given.
 */
export function readUsage(value: Record<string, unknown>): Usage | undefined {
  const usage = isRecord(value.usage) ? value.usage : {};
  const input = count(usage.input_tokens);
  const output = count(usage.output_tokens);
  const total = count(usage.total_tokens) ?? count(value.tokens_used);
  if (input === undefined && output === undefined && total === undefined) return undefined;
  const sum = (input ?? 0) + (output ?? 0);
  return { input_tokens: input ?? 0, output_tokens: output ?? 0, total_tokens: total ?? sum };
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

function isDoneMarker(data: string): boolean {
  return data.startsWith('[DONE]') && data.trim() === '[DONE]';
}
