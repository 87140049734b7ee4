/**
 * What the agent form holds while an admin writes: every field as typed, also
 * those of engines that are not chosen, so that trying another loses nothing.
 */

import type {
  Access,
  AgentSettings,
  EngineConfig,
  ToolName,
  TraceVisibility,
} from '@/lib/contract/agent';
import type { AgentColour } from '@/lib/contract/agent-colour';
import { LIMIT_KINDS, type LimitKind, type Limits, NO_LIMITS } from '@/lib/contract/budget';
import { formatPrice, parsePrice } from '@/lib/contract/price';

/** The ways to answer, as the form offers them. The guide is a model of its own kind. */
export const ENGINE_CHOICES = ['thinnest', 'model', 'guide'] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** Providers of models, as `provider:name` names them. */
export const PROVIDERS = ['openai', 'anthropic', 'google'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** A person as the picker shows them. */
export interface PersonChoice {
  id: string;
  email: string;
  name: string;
}

/** One starter while it is edited; `key` stays with it when it moves. */
export interface StarterDraft {
  key: number;
  text: string;
}

export interface AgentDraft {
  engine: EngineChoice;
  upstreamAgentId: string;
  provider: Provider;
  model: string;
  instructions: string;
  tools: ToolName[];
  name: string;
  description: string;
  icon: string;
  colour: AgentColour | '';
  welcome: string;
  starters: StarterDraft[];
  access: Access;
  people: PersonChoice[];
  /** Ids of groups. */
  groups: string[];
  traceVisibility: TraceVisibility;
  enabled: boolean;
  /** As typed, in units of the currency for a million tokens. */
  inputPrice: string;
  outputPrice: string;
  currency: string;
  /** As typed; an empty one limits nothing. */
  limits: Record<LimitKind, string>;
}

const NO_LIMITS_TYPED: AgentDraft['limits'] = {
  requestsPerMinute: '',
  messagesPerDay: '',
  tokensPerDay: '',
  tokensPerMonth: '',
  concurrentRuns: '',
};

/** The form of a new agent. */
export const NEW_AGENT_DRAFT: AgentDraft = {
  engine: 'thinnest',
  upstreamAgentId: '',
  provider: 'openai',
  model: '',
  instructions: '',
  tools: [],
  name: '',
  description: '',
  icon: 'sparkles',
  colour: '',
  welcome: '',
  starters: [],
  access: 'everyone',
  people: [],
  groups: [],
  traceVisibility: 'full',
  enabled: true,
  inputPrice: '',
  outputPrice: '',
  currency: 'USD',
  limits: NO_LIMITS_TYPED,
};

/** The form of a stored agent. `people` are the persons its ids stand for. */
export function draftOf(agent: AgentSettings, people: readonly PersonChoice[]): AgentDraft {
  return {
    ...NEW_AGENT_DRAFT,
    ...engineDraft(agent.engine),
    name: agent.name,
    description: agent.description,
    icon: agent.icon,
    colour: agent.colour,
    welcome: agent.welcome,
    starters: agent.starters.map((text, key) => ({ key, text })),
    access: agent.access,
    people: people.filter((person) => agent.people.includes(person.id)),
    groups: agent.groups,
    traceVisibility: agent.traceVisibility,
    enabled: agent.enabled,
    inputPrice: formatPrice(agent.inputPrice),
    outputPrice: formatPrice(agent.outputPrice),
    currency: agent.currency,
    limits: typedLimits(agent.limits),
  };
}

/** How the draft says the agent answers. Not checked yet. */
export function engineOf(draft: AgentDraft): EngineConfig {
  if (draft.engine === 'thinnest') {
    return { kind: 'thinnest', upstreamAgentId: draft.upstreamAgentId.trim() };
  }
  if (draft.engine === 'guide') {
    return { kind: 'model', model: 'guide', instructions: '', tools: draft.tools };
  }
  const { provider, model, instructions, tools } = draft;
  return { kind: 'model', model: `${provider}:${model.trim()}`, instructions, tools };
}

/** What the draft would save. Not checked yet; empty starters are left out. */
export function inputOf(draft: AgentDraft): AgentSettings {
  return {
    engine: engineOf(draft),
    name: draft.name.trim(),
    description: draft.description.trim(),
    icon: draft.icon,
    colour: draft.colour,
    welcome: draft.welcome.trim(),
    starters: draft.starters.map(({ text }) => text.trim()).filter((text) => text !== ''),
    access: draft.access,
    people: draft.people.map(({ id }) => id).toSorted(),
    groups: draft.groups.toSorted(),
    traceVisibility: draft.traceVisibility,
    enabled: draft.enabled,
    inputPrice: parsePrice(draft.inputPrice),
    outputPrice: parsePrice(draft.outputPrice),
    currency: draft.currency,
    limits: limitsOf(draft.limits),
  };
}

/** Whether saving `draft` would store something else than `saved` did. */
export function isChanged(draft: AgentDraft, saved: AgentDraft): boolean {
  const whole = (one: AgentDraft) =>
    JSON.stringify(inputOf(one), (_, value) => (Number.isNaN(value) ? 'no number' : value));
  return whole(draft) !== whole(saved);
}

/** The starters with an empty one at the end. */
export function addStarter(starters: readonly StarterDraft[]): StarterDraft[] {
  const key = Math.max(-1, ...starters.map((starter) => starter.key)) + 1;
  return [...starters, { key, text: '' }];
}

/** The list with one item a place further (`1`) or nearer (`-1`), as far as there is room. */
export function moveItem<T>(items: readonly T[], from: number, by: 1 | -1): T[] {
  const to = from + by;
  const moved = [...items];
  const [item] = moved.splice(from, 1);
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  moved.splice(to, 0, item);
  return moved;
}

function typedLimits(limits: Limits): AgentDraft['limits'] {
  const typed = { ...NO_LIMITS_TYPED };
  for (const kind of LIMIT_KINDS) typed[kind] = limits[kind]?.toString() ?? '';
  return typed;
}

/** NaN stands for what is no number: the rules for agents refuse it in words. */
function limitsOf(typed: AgentDraft['limits']): Limits {
  const limits: Limits = { ...NO_LIMITS };
  for (const kind of LIMIT_KINDS) {
    const text = typed[kind].replace(/[\s,.'_]/g, ''); // People write thousands apart.
    if (text !== '') limits[kind] = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  }
  return limits;
}

function engineDraft(engine: EngineConfig): Partial<AgentDraft> {
  if (engine.kind === 'thinnest') {
    return { engine: 'thinnest', upstreamAgentId: engine.upstreamAgentId };
  }
  const { tools, instructions } = engine;
  if (engine.model === 'guide') return { engine: 'guide', tools };
  const provider = PROVIDERS.find((known) => engine.model.startsWith(`${known}:`)) ?? 'openai';
  const model = engine.model.slice(engine.model.indexOf(':') + 1);
  return { engine: 'model', provider, model, instructions, tools };
}
