/**
 * The engine for `{ kind: 'model' }`: a language model reached through the AI SDK,
 * with tools. This file is the door; what stands behind it is loaded with the
 * first run, so that a server without such agents never loads it.
 */

import { env } from '@/lib/env';
import type { Engine } from './engine';
import type { ModelDeps } from './model-deps';

/** An engine with everything as the environment says, but for what is given. */
export function createModelEngine(changes: Partial<ModelDeps> = {}): Engine {
  return async function* modelEngine(input, signal) {
    const [{ runModel }, { openModel }] = await Promise.all([
      import('./model-run'),
      import('./model-provider'),
    ]);
    const deps: ModelDeps = {
      now: Date.now,
      openModel,
      maxSteps: env.MAX_STEPS,
      maxBadEvents: env.MAX_BAD_EVENTS,
      toolLimitMs: env.TOOL_TIMEOUT_MS,
      ...changes,
    };
    yield* runModel(deps, input, signal);
  };
}

/** The engine that agents run on. */
export const model: Engine = createModelEngine();
