/**
 * The agent file: one flat JSON object an agent. The command line writes and reads
 * it by itself, the admin pages also several in one list. Holds no secret: keys live
 * in the server's environment. People are left out of what the admin pages write,
 * since who is meant by an id is known here only; groups are named.
 */

import { z } from 'zod';
import { type AgentSettings, agentSettingsSchema } from './agent';

/** The list of agents as the admin pages write it. */
export const AGENT_FILE_KIND = 'gossamer.agents';
export const MAX_FILE_AGENTS = 200;

const fileSchema = z.object({
  id: z.string().optional(),
  engine: z.enum(['thinnest', 'model']),
  upstreamAgentId: z.string().optional(),
  model: z.string().optional(),
  instructions: z.string().optional(),
  tools: z.array(z.string()).optional(),
  name: z.unknown(),
  description: z.unknown().optional(),
  icon: z.unknown().optional(),
  colour: z.unknown().optional(),
  enabled: z.unknown().optional(),
  access: z.unknown().optional(),
  people: z.unknown().optional(),
  groups: z.unknown().optional(),
  welcome: z.unknown().optional(),
  starters: z.unknown().optional(),
  traceVisibility: z.unknown().optional(),
  inputPrice: z.unknown().optional(),
  outputPrice: z.unknown().optional(),
  currency: z.unknown().optional(),
  limits: z.unknown().optional(),
  // What a listed agent has beside that; made anew for a created one.
  position: z.unknown().optional(),
  createdAt: z.unknown().optional(),
  updatedAt: z.unknown().optional(),
  archivedAt: z.unknown().optional(),
});

/** What a file says of one agent: its settings, and the id it asks for. */
export interface AgentFile {
  id?: string;
  settings: AgentSettings;
}

/** One thing that is wrong with a file. `field` is empty where it is the whole. */
export interface FileProblem {
  field: string;
  sentence: string;
}

/** An agent that was read, or everything that is wrong with it. */
export type ReadAgent = { ok: true; file: AgentFile } | { ok: false; problems: FileProblem[] };

/** Reads one agent of a file. */
export function readAgentFile(content: unknown): ReadAgent {
  const unknown = unknownFields(content);
  const flat = fileSchema.safeParse(content);
  if (!flat.success) {
    return { ok: false, problems: [...unknown, ...problemsOf(flat.error, content)] };
  }
  const { id, engine, upstreamAgentId, model, instructions, tools, ...rest } = flat.data;
  const config =
    engine === 'thinnest'
      ? { kind: engine, upstreamAgentId }
      : { kind: engine, model: model && withProvider(model), instructions, tools };
  const value = { ...rest, engine: config };
  const read = agentSettingsSchema.safeParse(value);
  const wrong = read.success ? [] : problemsOf(read.error, value);
  if (!read.success || unknown.length > 0) return { ok: false, problems: [...unknown, ...wrong] };
  return { ok: true, file: { ...(id ? { id } : {}), settings: read.data } };
}

/** The agents of a file: one, a list of them, or what the admin pages wrote. Null: none of these. */
export function agentsOfFile(content: unknown): unknown[] | null {
  if (Array.isArray(content)) return content;
  if (typeof content !== 'object' || content === null) return null;
  if ('agents' in content) return Array.isArray(content.agents) ? content.agents : null;
  return 'engine' in content || 'name' in content ? [content] : null;
}

/** The flat form of an agent. */
export function toAgentFile<T extends Pick<AgentSettings, 'engine'>>(agent: T & { id?: string }) {
  const { engine, ...rest } = agent;
  const { kind, ...settings } = engine;
  return { ...rest, engine: kind, ...settings };
}

/** A model named without its provider is taken to be of the one its name belongs to. */
function withProvider(model: string): string {
  if (/^(guide$|openai:|anthropic:|google:)/.test(model)) return model;
  if (model.startsWith('claude-')) return `anthropic:${model}`;
  return model.startsWith('gemini-') ? `google:${model}` : `openai:${model}`;
}

function unknownFields(content: unknown): FileProblem[] {
  if (typeof content !== 'object' || content === null) return [];
  return Object.keys(content)
    .filter((field) => !Object.hasOwn(fileSchema.shape, field))
    .map((field) => ({ field, sentence: 'is not a field of an agent.' }));
}

function problemsOf(error: z.ZodError, value: unknown): FileProblem[] {
  return error.issues.map((issue) => {
    // The file is flat: what belongs to the engine stands beside it.
    const field = issue.path.join('.').replace(/^engine\./, '');
    return { field, sentence: sentenceOf(issue, valueAt(value, issue.path)) };
  });
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** Our own sentences stand as they are; the library's are said in plain words. */
function sentenceOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (!/^(Invalid|Too|Expected)/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? 'is missing.' : `must be ${KINDS[issue.expected] ?? 'valid'}.`;
    case 'invalid_value':
      return `must be one of ${issue.values.filter((one) => one !== '').join(', ')}.`;
    case 'invalid_union':
      return 'is not one of the values it may have.';
    case 'too_big':
      return `is too long or too large: at most ${issue.maximum}.`;
    case 'too_small':
      return `is too short or too small: at least ${issue.minimum}.`;
    default:
      return 'is not valid.';
  }
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  );
}
