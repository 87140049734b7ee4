/**
 * The built-in guide: a small rule-based language model. It stands behind the same
 * interface as every other model and is run by the same engine with the same real
 * tools: its first step calls them, its second writes what they found.
 */

import { newId } from '@/lib/contract/ids';
import { writeAnswer } from './answer';
import type { CallOutcome } from './intent';
import type { CallOptions, GuideModel, ModelUsage, StreamPart } from './model-interface';
import { paced } from './pace';
import { callsFor } from './plan';
import { readMessage } from './read-message';
import { readTurn } from './turn';

/** How the guide speaks. Tests set the pace to `Infinity`. */
export interface GuideOptions {
  wordsPerSecond?: number;
}

const WORDS_PER_SECOND = 60;
/** English text has about four characters a token. */
const CHARS_PER_TOKEN = 4;

interface ToolCall {
  id: string;
  tool: string;
  input: string;
}

/** What one step says or does. */
interface Step {
  text: string;
  calls: ToolCall[];
}

/** Makes the guide. */
export function createGuide({ wordsPerSecond = WORDS_PER_SECOND }: GuideOptions = {}): GuideModel {
  return {
    specificationVersion: 'v4',
    provider: 'gossamer',
    modelId: 'guide',
    supportedUrls: {},
    async doGenerate(options) {
      const step = nextStep(options);
      return {
        content: [
          ...(step.text === '' ? [] : [{ type: 'text' as const, text: step.text }]),
          ...step.calls.map(toolCallPart),
        ],
        finishReason: finishReason(step),
        usage: usageOf(options, step),
        warnings: [],
      };
    },
    async doStream(options) {
      const step = nextStep(options);
      const { abortSignal } = options;
      const parts = partsOf(options, step);
      return { stream: paced(parts, { wordsPerSecond, signal: abortSignal }) };
    },
  };
}

/** Calls tools when the question needs them and they have not been called; else answers. */
function nextStep(options: CallOptions): Step {
  const { question, before, outcomes, tools } = readTurn(options);
  const intents = readMessage(question, before);
  const planned = intents.flatMap(callsFor);
  const available = planned.filter(({ tool }) => tools.has(tool));
  if (outcomes === null && available.length > 0) {
    const calls = available.map(({ tool, input }) => ({
      id: `guide_${newId()}`,
      tool,
      input: JSON.stringify(input),
    }));
    return { text: '', calls };
  }
  let made = 0;
  const all = planned.map<CallOutcome>(({ tool }) => {
    if (!tools.has(tool)) return { kind: 'missing' };
    made += 1;
    return outcomes?.[made - 1] ?? { kind: 'missing' };
  });
  return { text: writeAnswer(intents, all, tools), calls: [] };
}

function partsOf(options: CallOptions, step: Step): StreamPart[] {
  const textId = 'text-1';
  return [
    { type: 'stream-start', warnings: [] },
    { type: 'response-metadata', modelId: 'guide' },
    ...(step.text === ''
      ? []
      : [
          { type: 'text-start' as const, id: textId },
          { type: 'text-delta' as const, id: textId, delta: step.text },
          { type: 'text-end' as const, id: textId },
        ]),
    ...step.calls.flatMap((call): StreamPart[] => [
      { type: 'tool-input-start', id: call.id, toolName: call.tool },
      { type: 'tool-input-delta', id: call.id, delta: call.input },
      { type: 'tool-input-end', id: call.id },
      toolCallPart(call),
    ]),
    { type: 'finish', finishReason: finishReason(step), usage: usageOf(options, step) },
  ];
}

function toolCallPart({ id, tool, input }: ToolCall) {
  return { type: 'tool-call' as const, toolCallId: id, toolName: tool, input };
}

function finishReason({ calls }: Step) {
  return calls.length > 0
    ? { unified: 'tool-calls' as const, raw: 'tool_calls' }
    : { unified: 'stop' as const, raw: 'stop' };
}

/** The guide has no tokens: what the same text would be for a model, by its length. */
function usageOf({ prompt }: CallOptions, { text, calls }: Step): ModelUsage {
  const written = text.length + calls.reduce((sum, { input }) => sum + input.length, 0);
  const read = JSON.stringify(prompt).length;
  const input = Math.ceil(read / CHARS_PER_TOKEN);
  const output = Math.ceil(written / CHARS_PER_TOKEN);
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  };
}
