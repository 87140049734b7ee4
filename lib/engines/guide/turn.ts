/** Reads a model's prompt: the question, what the tools have answered, what was asked before. */

import { type Before, beforeOf } from './follow-up';
import type { CallOutcome, PastCall } from './intent';
import type { CallOptions } from './model-interface';

/** The state of the turn that the model is asked to continue. */
export interface Turn {
  question: string;
  /** What earlier turns were about, the latest first. */
  before: Before[];
  /** Calls made in this turn, in order, with what came of them; null when none were made. */
  outcomes: CallOutcome[] | null;
  /** The tools that may be called. */
  tools: ReadonlySet<string>;
}

type Message = CallOptions['prompt'][number];
type ToolOutput = Extract<
  Extract<Message, { role: 'tool' }>['content'][number],
  { type: 'tool-result' }
>['output'];

/** How many earlier calls a follow-up may refer to. */
const MAX_BEFORE = 8;

/** Reads the prompt of one step. */
export function readTurn({ prompt, tools = [] }: CallOptions): Turn {
  const asked = prompt.findLastIndex(({ role }) => role === 'user');
  const question = prompt[asked];
  const made = callsIn(prompt.slice(asked + 1));
  return {
    question: question?.role === 'user' ? textOf(question.content) : '',
    before: beforeIn(prompt.slice(0, Math.max(asked, 0))),
    outcomes: made.length > 0 ? made.map(({ output }) => outcomeOf(output)) : null,
    tools: new Set(tools.map(({ name }) => name)),
  };
}

/** What the latest calls of earlier turns were about. */
function beforeIn(earlier: Message[]): Before[] {
  return callsIn(earlier)
    .slice(-MAX_BEFORE)
    .reverse()
    .flatMap(({ output, ...call }) => beforeOf({ ...call, result: resultOf(output) }) ?? []);
}

interface Call extends Omit<PastCall, 'result'> {
  output: ToolOutput | undefined;
}

/** Every call in order, with its output wherever that stands. */
function callsIn(messages: Message[]): Call[] {
  const outputs = new Map<string, ToolOutput>();
  for (const message of messages) {
    if (message.role !== 'tool') continue;
    for (const part of message.content) {
      if (part.type === 'tool-result') outputs.set(part.toolCallId, part.output);
    }
  }
  return messages.flatMap((message) =>
    message.role === 'assistant'
      ? message.content.flatMap((part) =>
          part.type === 'tool-call'
            ? [{ tool: part.toolName, input: part.input, output: outputs.get(part.toolCallId) }]
            : [],
        )
      : [],
  );
}

function textOf(content: Extract<Message, { role: 'user' }>['content']): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}

function resultOf(output: ToolOutput | undefined): unknown {
  return output?.type === 'json' || output?.type === 'text' ? output.value : undefined;
}

function outcomeOf(output: ToolOutput | undefined): CallOutcome {
  switch (output?.type) {
    case 'json':
    case 'text':
      return { kind: 'done', value: output.value };
    case 'error-text':
      // The SDK writes an error as its name and message.
      return { kind: 'failed', message: output.value.replace(/^Error: /, '') };
    default:
      return { kind: 'failed', message: 'This step failed.' };
  }
}
