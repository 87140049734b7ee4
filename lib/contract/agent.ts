/**
 * What an agent is: the part of it that admins write. Never a secret: keys live
 * in the server's environment. Used on the server and by the command line.
 */

import { z } from 'zod';
import { AGENT_COLOURS, type AgentColour } from './agent-colour';
import { NO_LIMITS } from './budget';
import { limitsSchema } from './budget-input';

/** Tools that ship with Gossamer and that a `model` agent may be given. */
export const TOOL_NAMES = [
  'search_help',
  'calculate',
  'current_time',
  'convert_units',
  'search_my_chats',
] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

/** Runs on the thinnestAI platform, or on another Gossamer. */
const thinnestEngine = z.object({
  kind: z.literal('thinnest'),
  upstreamAgentId: z.string().trim().min(1, 'Enter the agent id of the platform.').max(200),
});

/**
 * Runs here, on a model the AI SDK reaches. `model` is `provider:name`, with
 * the providers `guide` (built in), `openai` (any compatible endpoint),
 * `anthropic` and `google`.
 */
const modelEngine = z.object({
  kind: z.literal('model'),
  model: z
    .string()
    .trim()
    .max(200)
    .regex(
      /^(guide|(openai|anthropic|google):\S+)$/,
      'Write provider:model, for example openai:gpt-5-mini, or guide.',
    ),
  instructions: z.string().max(50_000).default(''),
  tools: z.array(z.enum(TOOL_NAMES)).default([]),
});

/** How an agent answers. */
export const engineConfigSchema = z.discriminatedUnion('kind', [thinnestEngine, modelEngine]);
export type EngineConfig = z.infer<typeof engineConfigSchema>;

/** Who may use an agent: everyone signed in, admins only, or the people and groups named. */
export const ACCESS = ['everyone', 'admins', 'people'] as const;
export type Access = (typeof ACCESS)[number];

/** How much of the trace people see; enforced on the server. */
export const TRACE_VISIBILITY = ['full', 'names', 'hidden'] as const;
export type TraceVisibility = (typeof TRACE_VISIBILITY)[number];

/** Millionths of the currency for a million tokens; null: no price. */
const price = z
  .number('Write an amount like 2.50, or leave it empty.')
  .int()
  .min(0, 'A price cannot be below zero.')
  .max(1_000_000_000_000, 'Enter a price below 1,000,000.')
  .nullable();

/** What an admin may set. `people` (user ids) and `groups` (ids) count only with access `people`. */
export const agentInputSchema = z.object({
  name: z.string().trim().min(1, 'Give the agent a name.').max(80),
  description: z.string().trim().max(300).default(''),
  icon: z.string().trim().max(40).default('sparkles'),
  colour: z.enum(AGENT_COLOURS).or(z.literal('')).default(''),
  engine: engineConfigSchema,
  enabled: z.boolean().default(true),
  access: z.enum(ACCESS).default('everyone'),
  people: z.array(z.string()).max(1000).default([]),
  groups: z.array(z.string()).max(200).default([]),
  welcome: z.string().trim().max(1000).default(''),
  starters: z.array(z.string().trim().min(1).max(200)).max(8).default([]),
  traceVisibility: z.enum(TRACE_VISIBILITY).default('full'),
  inputPrice: price.default(null),
  outputPrice: price.default(null),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'Write the currency as three letters, for example EUR.')
    .default('USD'),
});
export type AgentInput = z.infer<typeof agentInputSchema>;

/** An agent with what each person may use of it: all that its form holds, its versions and its file. */
export const agentSettingsSchema = agentInputSchema.extend({
  // A kind that a file or an older version does not name is not limited.
  limits: z.preprocess(
    (given) => (typeof given === 'object' ? { ...NO_LIMITS, ...given } : given),
    limitsSchema.default(NO_LIMITS),
  ),
});
export type AgentSettings = z.infer<typeof agentSettingsSchema>;

/** What the platform's list said of an imported agent. `seenAt` is Unix milliseconds. */
export interface UpstreamSeen {
  name: string;
  model: string;
  agentType: string;
  seenAt: number;
}

/** What people see of an agent. Never the engine's settings. */
export interface AgentSummary {
  id: string;
  name: string;
  description: string;
  icon: string;
  colour: AgentColour | '';
  welcome: string;
  starters: string[];
  /** Unix milliseconds. */
  createdAt: number;
}

/** The id of the built-in guide, which every instance is seeded with. */
export const GUIDE_AGENT_ID = 'guide';
