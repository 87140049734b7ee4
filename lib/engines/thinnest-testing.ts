/** Running the engine in tests, and telling everything it did. */

import { AppError } from '@/lib/contract/errors';
import type { EngineEvent, EngineInput } from './engine';
import { createThinnest } from './thinnest';
import type { Upstream } from './thinnest-request';

export const TEST_KEY = 'tk_5f1b0c2d9e8a7f6b';

/** What a run of the engine came to. */
export interface Told {
  events: EngineEvent[];
  /** All text events, joined. */
  text: string;
  finished: boolean;
  /** What it threw, if it threw. */
  error: unknown;
  signs: string[];
  oddities: Record<string, number>;
}

/** How to run it. `onEvent` is awaited between two events. */
export interface TellOptions {
  agentId?: string;
  text?: string;
  signal?: AbortSignal;
  upstream?: Partial<Upstream>;
  onEvent?: (event: EngineEvent, told: Told) => void | Promise<void>;
  onSign?: (sign: string) => void;
}

/** Runs the engine against `baseUrl` to its end and tells what came of it. */
export async function tell(baseUrl: string, options: TellOptions = {}): Promise<Told> {
  const told: Told = {
    events: [],
    text: '',
    finished: false,
    error: null,
    signs: [],
    oddities: {},
  };
  const upstream = { baseUrl, apiKey: TEST_KEY, maxEventBytes: 8_388_608, maxBadEvents: 10 };
  const engine = createThinnest(() => ({ ...upstream, ...options.upstream }));
  try {
    const signal = options.signal ?? new AbortController().signal;
    for await (const event of engine(inputOf(told, options), signal)) {
      told.events.push(event);
      if (event.type === 'text') told.text += event.content;
      if (event.type === 'finish') told.finished = true;
      await options.onEvent?.(event, told);
    }
  } catch (error) {
    told.error = error; // The test says which one it expects.
  }
  return told;
}

/** The published code of what was thrown; the error itself when it has none. */
export function codeOf(told: Told): unknown {
  return told.error instanceof AppError ? told.error.code : told.error;
}

function inputOf(told: Told, options: TellOptions): EngineInput {
  return {
    runId: 'run1',
    engine: { kind: 'thinnest', upstreamAgentId: options.agentId ?? 'ag_test' },
    upstreamSessionId: 'session1',
    text: options.text ?? 'What is a loom?',
    history: [],
    data: { searchMyChats: async () => [] },
    pulse(sign) {
      told.signs.push(sign);
      options.onSign?.(sign);
    },
    oddity(kind) {
      told.oddities[kind] = (told.oddities[kind] ?? 0) + 1;
    },
  };
}
