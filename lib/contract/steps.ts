/**
 * What a step (a tool call) looks like in words and figures, and how an answer's
 * parts fall into blocks of text and of steps. Pure; the words themselves are in
 * the message catalogue.
 */

import type { Json } from './events';
import type { MessagePart, ToolPart } from './message';

/** A run of parts that is drawn as one: text, or steps that follow each other. */
export type Block =
  | { kind: 'text'; key: string; text: string }
  | { kind: 'steps'; key: string; steps: ToolPart[] };

/** From how many steps in a row on they fold into one line. */
export const FOLD_FROM = 4;

/** Blocks in the order of the parts. White space between two steps does not part them. */
export function blocksOf(parts: readonly MessagePart[]): Block[] {
  const blocks: Block[] = [];
  parts.forEach((part, index) => {
    const last = blocks.at(-1);
    if (part.type === 'tool') {
      if (last?.kind === 'steps') last.steps.push(part);
      else blocks.push({ kind: 'steps', key: `steps-${index}`, steps: [part] });
    } else if (part.text.trim() !== '') {
      blocks.push({ kind: 'text', key: `text-${index}`, text: part.text });
    }
  });
  return blocks;
}

/** Names of tools whose words are in the catalogue under another name. */
const SAME_AS: Record<string, string> = {
  search_web: 'web_search',
  internet_search: 'web_search',
  google_search: 'web_search',
  tavily_search: 'web_search',
  brave_search: 'web_search',
  fetch: 'read_page',
  fetch_url: 'read_page',
  browse: 'read_page',
  scrape: 'read_page',
  open_url: 'read_page',
  calculator: 'calculate',
  math: 'calculate',
  get_time: 'current_time',
  get_current_time: 'current_time',
  python: 'run_code',
  code_interpreter: 'run_code',
  execute_code: 'run_code',
  sql: 'query_database',
  run_query: 'query_database',
  query_db: 'query_database',
  retrieve: 'search_knowledge',
  knowledge_search: 'search_knowledge',
  search_documents: 'search_knowledge',
};

/** A tool's own name, without the prefixes that servers put before it, in lower snake case. */
export function toolKey(name: string): string {
  const own = name.split(/__|[./:]/).findLast((part) => part !== '') ?? name;
  const key = own
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
  return SAME_AS[key] ?? key;
}

/** A tool nobody has words for: its name as a sentence, "get_weather" → "Get weather". */
export function toolSentence(name: string): string {
  const words = plainText(toolKey(name)).replaceAll('_', ' ').trim().slice(0, 60);
  return words === '' ? '…' : words.charAt(0).toUpperCase() + words.slice(1);
}

const TELLING = [
  'query',
  'q',
  'question',
  'expression',
  'url',
  'path',
  'file',
  'filename',
  'command',
  'code',
  'location',
  'city',
  'timezone',
  'time_zone',
  'zone',
  'to',
  'name',
  'title',
  'text',
  'input',
  'prompt',
];

/** The argument that tells most, short enough for a line; empty when none does. */
export function tellingArgument(args: Json): string {
  if (typeof args === 'string') return oneLine(args);
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return '';
  if (args.value !== undefined && args.from !== undefined && args.to !== undefined) {
    return oneLine(`${scalar(args.value)} ${scalar(args.from)} → ${scalar(args.to)}`);
  }
  for (const name of TELLING) {
    const value = scalar(args[name]);
    if (value !== '') return oneLine(value);
  }
  for (const value of Object.values(args)) {
    const text = scalar(value);
    if (text !== '') return oneLine(text);
  }
  return '';
}

function scalar(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function oneLine(text: string): string {
  return plainText(text.slice(0, 200)).replace(/\s+/g, ' ').trim();
}

/** What is not seen: controls, direction marks, zero-width characters, separators, fillers. */
const UNSEEN = /(?![\u0600-\u0605\u06dd])[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;

/** Text without what is not seen, which could disguise what it says. */
export function plainText(text: string): string {
  return text.replace(UNSEEN, ' ');
}

/** How long a step took, in milliseconds; null when that is not known. */
export function durationOf(step: ToolPart): number | null {
  if (step.startedAtMs === undefined || step.endedAtMs === undefined) return null;
  return Math.max(0, step.endedAtMs - step.startedAtMs);
}

/** From the first start to the last end of several steps, in milliseconds. */
export function spanOf(steps: readonly ToolPart[]): number | null {
  const starts = steps.flatMap((step) => step.startedAtMs ?? []);
  const ends = steps.flatMap((step) => step.endedAtMs ?? []);
  if (starts.length === 0 || ends.length === 0) return null;
  return Math.max(0, Math.max(...ends) - Math.min(...starts));
}

/** A JSON value as text for a panel: strings as they are, the rest indented. */
export function jsonText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** The size of a result as it came, in bytes. */
export function sizeOf(value: Json): number {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return new TextEncoder().encode(text).length;
}
