/** From an agent's settings to the engine that runs it, and the check of what it needs. */

import type { EngineConfig } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import { providerKey } from '@/lib/provider-keys';
import type { Engine } from './engine';
import { model } from './model';
import { checkEndpoint } from './model-check';
import { endpointOf, isConfigured } from './model-provider';
import { thinnest } from './thinnest';
import { checkUpstream, type UpstreamCheck } from './thinnest-check';

/** The engine of an agent. Throws `not_configured` where a key is missing or the model is unknown. */
export function selectEngine(config: EngineConfig): Engine {
  if (config.kind === 'thinnest') {
    if (!providerKey('thinnest')) throw new AppError('not_configured');
    return thinnest;
  }
  const endpoint = endpointOf(config.model);
  if (endpoint && !isConfigured(endpoint)) throw new AppError('not_configured');
  return model;
}

/** Tries what an engine needs with one real call. `detail` is a sentence for admins. */
export async function checkEngine(config: EngineConfig): Promise<UpstreamCheck> {
  if (config.kind === 'thinnest') return checkUpstream();
  if (config.model === 'guide') return { state: 'reachable', detail: 'The guide is built in.' };
  try {
    const endpoint = endpointOf(config.model);
    if (endpoint) return await checkEndpoint(endpoint);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return { state: 'not_configured', detail: 'Write the model as provider:name.' };
}
