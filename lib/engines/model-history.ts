/** Earlier turns as the model reads them: text, and the tool calls that were completed. */

import type { ModelMessage } from 'ai';
import type { ToolPart } from '@/lib/contract/message';
import type { HistoryMessage } from './engine';

type CompletedCall = ToolPart & { state: 'done' | 'failed' };
type AssistantContent = Exclude<Extract<ModelMessage, { role: 'assistant' }>['content'], string>;
type ToolContent = Extract<ModelMessage, { role: 'tool' }>['content'];

/**
 * Maps a conversation. Calls of tools that the agent no longer has are left out,
 * since providers refuse them; their turn's text says what came of them.
 */
export function toModelMessages(
  history: readonly HistoryMessage[],
  tools: ReadonlySet<string>,
): ModelMessage[] {
  return history.flatMap(({ role, parts }) => {
    if (role === 'assistant') return assistantMessages(parts, tools);
    const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
    return text.trim() === '' ? [] : [{ role, content: text }];
  });
}

/** One answer as alternating assistant and tool messages: calls, their results, what follows. */
function assistantMessages(
  parts: HistoryMessage['parts'],
  tools: ReadonlySet<string>,
): ModelMessage[] {
  const messages: ModelMessage[] = [];
  let content: AssistantContent = [];
  let results: ToolContent = [];
  const close = () => {
    if (content.length > 0) messages.push({ role: 'assistant', content });
    if (results.length > 0) messages.push({ role: 'tool', content: results });
    content = [];
    results = [];
  };
  for (const part of parts) {
    if (part.type === 'text') {
      if (part.text.trim() === '') continue;
      if (results.length > 0) close();
      content.push({ type: 'text', text: part.text.trim() });
    } else if (isCompleted(part) && tools.has(part.toolName)) {
      const { toolName } = part;
      // Providers allow these characters only; ids of other engines may have others.
      const toolCallId = part.toolCallId.replace(/[^\w-]/g, '_');
      content.push({ type: 'tool-call', toolCallId, toolName, input: part.args });
      results.push({ type: 'tool-result', toolCallId, toolName, output: outputOf(part) });
    }
  }
  close();
  return messages;
}

function isCompleted(part: ToolPart): part is CompletedCall {
  return part.state === 'done' || part.state === 'failed';
}

function outputOf(
  part: CompletedCall,
): Extract<ToolContent[number], { output: unknown }>['output'] {
  const value = part.result ?? null;
  if (part.state === 'done') return { type: 'json', value };
  return typeof value === 'string' ? { type: 'error-text', value } : { type: 'error-json', value };
}
