/** One run of a model: its steps, its tools, and how it may end. */

import { isStepCount, type ModelMessage, streamText } from 'ai';
import { AppError } from '@/lib/contract/errors';
import { log } from '@/lib/log';
import type { EngineEvent, EngineInput } from './engine';
import type { ModelDeps } from './model-deps';
import { toAppError } from './model-errors';
import { toModelMessages } from './model-history';
import { createTranslator, type Translator } from './model-translate';
import { createHelpSearch } from './tools/search-help';
import { createTools } from './tools/tools';

const searchHelp = createHelpSearch();

// Else the SDK prints what it finds odd about a call as text among the log's lines.
globalThis.AI_SDK_LOG_WARNINGS = ({ warnings, provider, model }) =>
  log.debug('model_warnings', { provider, model, warnings });

/**
 * Runs a model to its end. A failure is thrown, never tried again: the request
 * may have been acted on, so trying again is the person's choice.
 */
export async function* runModel(
  deps: ModelDeps,
  input: EngineInput,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  // Aborted when this generator is left in any way, so that nothing outlives it.
  const own = new AbortController();
  let hasBegun = false;
  const translator = createTranslator({ maxBadEvents: deps.maxBadEvents, oddity: input.oddity });
  try {
    for await (const part of await openStream(deps, input, AbortSignal.any([signal, own.signal]))) {
      if (signal.aborted) return;
      // The first part is the SDK's own; the next ones have come from the model.
      if (part.type === 'start') continue;
      if (!hasBegun) input.pulse('headers');
      hasBegun = true;
      input.pulse('bytes');
      yield* translator.take(part);
      if (translator.isCut()) return;
    }
    yield* ending(translator, deps.maxSteps);
  } catch (error) {
    if (signal.aborted) return;
    const failure = toAppError(error, deps.now());
    // A connection cut in the middle: ends without `finish`, like a stream that just stops.
    if (failure.code !== 'interrupted') throw failure;
  } finally {
    own.abort();
  }
}

async function openStream(deps: ModelDeps, input: EngineInput, signal: AbortSignal) {
  const { engine } = input;
  if (engine.kind !== 'model') throw new AppError('internal', { cause: 'not a model engine' });
  const tools = createTools(engine.tools, {
    data: input.data,
    question: input.text,
    now: deps.now,
    searchHelp: deps.searchHelp ?? searchHelp,
    limitMs: deps.toolLimitMs,
  });
  const messages: ModelMessage[] = [
    ...toModelMessages(input.history, new Set<string>(engine.tools)),
    { role: 'user', content: input.text },
  ];
  const result = streamText({
    model: await deps.openModel(engine.model, input.pulse),
    messages,
    tools,
    ...(engine.instructions.trim() === '' ? {} : { instructions: engine.instructions }),
    stopWhen: isStepCount(deps.maxSteps),
    maxRetries: 0,
    abortSignal: signal,
    // Errors come as parts of the stream and are handled there; the default prints them.
    onError: () => undefined,
  });
  return result.stream;
}

/** What follows the last part: done, or the name of why it is not. */
function* ending(translator: Translator, maxSteps: number): Generator<EngineEvent> {
  const end = translator.end();
  if (end.kind === 'cut') return;
  if (end.kind === 'unfinished_steps') {
    throw new AppError('limit', { cause: `${maxSteps} steps` });
  }
  if (end.kind === 'length') throw new AppError('output_limit', { cause: 'finish reason: length' });
  if (end.kind === 'failed')
    throw new AppError('upstream_error', { cause: 'finish reason: error' });
  yield { type: 'finish', ...(end.usage ? { usage: end.usage } : {}) };
}
