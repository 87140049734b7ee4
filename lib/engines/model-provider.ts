/**
 * From `provider:name` to a language model. The only file that reads the
 * providers' keys to use them; each goes to its configured base URL and nowhere
 * else. A provider's package is loaded when an agent first needs it.
 */

import type { LanguageModel } from 'ai';
import { AppError } from '@/lib/contract/errors';
import { env } from '@/lib/env';
import { providerKey } from '@/lib/provider-keys';
import type { EngineInput } from './engine';
import { createFetch } from './model-fetch';

/** The providers of models that are not built in. */
export const PROVIDERS = ['openai', 'anthropic', 'google'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Where a provider is, and the variables that say so. */
export interface Endpoint {
  provider: Provider;
  name: string;
  baseUrl: string;
  apiKey: string | undefined;
  keyVariable: string;
  urlVariable: string;
}

/** What a model's name may be: it becomes part of a URL with some providers. */
const MODEL_NAME = /^[A-Za-z0-9][\w.:/@+-]*$/;

/** Takes `provider:name` apart and looks its endpoint up; null for the guide. */
export function endpointOf(model: string): Endpoint | null {
  if (model === 'guide') return null;
  const colon = model.indexOf(':');
  const provider = PROVIDERS.find((known) => known === model.slice(0, colon));
  const name = model.slice(colon + 1);
  if (!provider || !MODEL_NAME.test(name) || name.includes('..')) {
    throw new AppError('not_configured', { cause: `No such model: ${model.slice(0, 80)}` });
  }
  return { provider, name, ...SETTINGS[provider]() };
}

const SETTINGS: Record<Provider, () => Omit<Endpoint, 'provider' | 'name'>> = {
  openai: () => ({
    baseUrl: env.OPENAI_BASE_URL,
    apiKey: providerKey('openai'),
    keyVariable: 'OPENAI_API_KEY',
    urlVariable: 'OPENAI_BASE_URL',
  }),
  anthropic: () => ({
    baseUrl: env.ANTHROPIC_BASE_URL,
    apiKey: providerKey('anthropic'),
    keyVariable: 'ANTHROPIC_API_KEY',
    urlVariable: 'ANTHROPIC_BASE_URL',
  }),
  google: () => ({
    baseUrl: env.GOOGLE_GENERATIVE_AI_BASE_URL,
    apiKey: providerKey('google'),
    keyVariable: 'GOOGLE_GENERATIVE_AI_API_KEY',
    urlVariable: 'GOOGLE_GENERATIVE_AI_BASE_URL',
  }),
};

/** Whether an endpoint may be asked: a key is set, or it is one of our own machines. */
export function isConfigured({ provider, apiKey, baseUrl }: Endpoint): boolean {
  return apiKey !== undefined || (provider === 'openai' && isOwnMachine(new URL(baseUrl).hostname));
}

/** Loopback, private ranges, and names that only resolve inside a network. */
export function isOwnMachine(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === '::1' || /^f[cd][0-9a-f]{2}:/.test(host) || host.startsWith('fe80:')) return true;
  if (/^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)\d+/.test(host)) return true;
  return !/[.:]/.test(host) || /\.(?:local|internal|lan|home\.arpa)$/.test(host);
}

/** Opens the model of a run. Throws `not_configured` where the key is missing. */
export async function openModel(
  model: string,
  pulse: EngineInput['pulse'],
): Promise<LanguageModel> {
  const endpoint = endpointOf(model);
  if (!endpoint) {
    const { createGuide } = await import('./guide/guide');
    return createGuide();
  }
  if (!isConfigured(endpoint)) throw new AppError('not_configured');
  return openEndpoint(endpoint, pulse);
}

/** Opens a model at an endpoint. */
export async function openEndpoint(
  { provider, name, baseUrl, apiKey }: Endpoint,
  pulse: EngineInput['pulse'],
): Promise<LanguageModel> {
  const fetch = createFetch({
    origin: new URL(baseUrl).origin,
    pulse,
    maxLineBytes: env.MAX_EVENT_BYTES,
    expects: 'events',
  });
  const settings = { baseURL: baseUrl, apiKey, fetch };
  switch (provider) {
    case 'openai': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({ ...settings, name: 'openai', includeUsage: true })(name);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic(settings)(name);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle(settings)(name);
    }
  }
}
