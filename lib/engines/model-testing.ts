/** Running the `model` engine in tests, and telling everything it did. */

import { TOOL_NAMES, type ToolName } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import type { Usage } from '@/lib/contract/events';
import { type Answer, applyEvent, EMPTY_ANSWER, textOf } from '@/lib/contract/message';
import type { ChatHit, EngineEvent, EngineInput, HistoryMessage } from './engine';
import { createGuide } from './guide/guide';
import { createModelEngine } from './model';
import type { ModelDeps } from './model-deps';
import { openEndpoint } from './model-provider';

/** 22:05 on 4 March 2026, UTC. */
export const TEST_NOW = Date.UTC(2026, 2, 4, 22, 5);
export const TEST_KEY = 'sk-test-9f2c7d41e8';

/** What a run of the engine came to. */
export interface Told {
  events: EngineEvent[];
  /** The fold of its events: what people see. */
  answer: Answer;
  text: string;
  finished: boolean;
  usage: Usage | undefined;
  /** What it threw, if it threw. */
  error: unknown;
  signs: string[];
  oddities: string[];
}

/** How to run it. `onEvent` is awaited between two events. */
export interface TellOptions {
  model?: string;
  instructions?: string;
  tools?: ToolName[];
  history?: HistoryMessage[];
  signal?: AbortSignal;
  searchMyChats?: (query: string, limit: number) => Promise<ChatHit[]>;
  deps?: Partial<ModelDeps>;
  onEvent?: (event: EngineEvent, told: Told) => void | Promise<void>;
}

/** Runs the engine on a question to its end and tells what came of it. */
export async function tell(question: string, options: TellOptions = {}): Promise<Told> {
  const told: Told = {
    events: [],
    answer: EMPTY_ANSWER,
    text: '',
    finished: false,
    usage: undefined,
    error: null,
    signs: [],
    oddities: [],
  };
  const engine = createModelEngine({
    now: () => TEST_NOW,
    openModel: async () => createGuide({ wordsPerSecond: Number.POSITIVE_INFINITY }),
    ...options.deps,
  });
  const signal = options.signal ?? new AbortController().signal;
  try {
    for await (const event of engine(inputOf(question, told, options), signal)) {
      take(told, event);
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

/** Opens an OpenAI-compatible model at a scripted server. */
export function openAt(
  baseUrl: string,
  apiKey: string | undefined = TEST_KEY,
): ModelDeps['openModel'] {
  return (model, pulse) =>
    openEndpoint(
      {
        provider: 'openai',
        name: model.replace('openai:', ''),
        baseUrl,
        apiKey,
        keyVariable: 'OPENAI_API_KEY',
        urlVariable: 'OPENAI_BASE_URL',
      },
      pulse,
    );
}

function take(told: Told, event: EngineEvent): void {
  told.events.push(event);
  if (event.type === 'finish') told.finished = true;
  if (event.type === 'finish' || event.type === 'usage') told.usage = event.usage ?? told.usage;
  else {
    told.answer = applyEvent(told.answer, event);
    told.text = textOf(told.answer.parts);
  }
}

function inputOf(question: string, told: Told, options: TellOptions): EngineInput {
  return {
    runId: 'run1',
    engine: {
      kind: 'model',
      model: options.model ?? 'guide',
      instructions: options.instructions ?? '',
      tools: options.tools ?? [...TOOL_NAMES],
    },
    upstreamSessionId: 'session1',
    text: question,
    history: options.history ?? [],
    data: { searchMyChats: options.searchMyChats ?? (async () => []) },
    pulse: (sign) => {
      if (told.signs.at(-1) !== sign) told.signs.push(sign);
    },
    oddity: (kind) => {
      told.oddities.push(kind);
    },
  };
}
