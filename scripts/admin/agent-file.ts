/**
 * The agent file: one flat JSON object an agent, as `agent create` reads it and
 * `agent list --json` prints it.
 */

import { z } from 'zod';
import { type AgentInput, agentInputSchema } from '@/lib/contract/agent';
import type { Agent } from '@/lib/db/agents';

const fileSchema = z.strictObject({
  id: z.string().optional(),
  engine: z.enum(['thinnest', 'model']),
  upstreamAgentId: z.string().optional(),
  model: z.string().optional(),
  instructions: z.string().optional(),
  tools: z.array(z.string()).optional(),
  name: z.unknown(),
  description: z.unknown().optional(),
  icon: z.unknown().optional(),
  enabled: z.unknown().optional(),
  access: z.unknown().optional(),
  people: z.unknown().optional(),
  groups: z.unknown().optional(),
  welcome: z.unknown().optional(),
  starters: z.unknown().optional(),
  traceVisibility: z.unknown().optional(),
  // What a listed agent has beside that; made anew for a created one.
  position: z.unknown().optional(),
  createdAt: z.unknown().optional(),
  updatedAt: z.unknown().optional(),
});

/** What a file says: the agent, and the id it asks for. */
export interface AgentFile {
  id?: string;
  input: AgentInput;
}

/** Reads an agent file. Throws one sentence with everything that is wrong with it. */
export function readAgentFile(content: unknown): AgentFile {
  const flat = checked(fileSchema, content);
  const { id, engine, upstreamAgentId, model, instructions, tools, ...rest } = flat;
  const config =
    engine === 'thinnest'
      ? { kind: engine, upstreamAgentId }
      : { kind: engine, model: model && withProvider(model), instructions, tools };
  return { ...(id ? { id } : {}), input: checked(agentInputSchema, { ...rest, engine: config }) };
}

/** The flat form of an agent. */
export function toAgentFile(agent: Agent) {
  const { engine, id, name, ...rest } = agent;
  const { kind, ...settings } = engine;
  return { id, name, engine: kind, ...settings, ...rest };
}

/** A model named without its provider is taken to be of the one its name belongs to. */
function withProvider(model: string): string {
  if (/^(guide$|openai:|anthropic:|google:)/.test(model)) return model;
  if (model.startsWith('claude-')) return `anthropic:${model}`;
  return model.startsWith('gemini-') ? `google:${model}` : `openai:${model}`;
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    // The file is flat: what belongs to the engine stands beside it.
    const field = issue.path.join('.').replace(/^engine\./, '');
    const missing = issue.code === 'invalid_type' && valueAt(value, issue.path) === undefined;
    return `- ${field ? `${field}: ` : ''}${missing ? 'is missing.' : issue.message}`;
  });
  throw new Error(`The agent file is not usable:\n${lines.join('\n')}`);
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  );
}
