/**
 * Whether a model's endpoint can be used: one cheap authenticated call that lists
 * its models. Says what to do, never what the answer's body said.
 */

import { AppError } from '@/lib/contract/errors';
import { createFetch } from './model-fetch';
import { type Endpoint, isConfigured, type Provider } from './model-provider';
import type { UpstreamCheck } from './thinnest-check';
import { isRecord, parseJson } from './thinnest-errors';

const TIMEOUT_MS = 5000;

/** Asks the endpoint for its models with the configured key. Never throws for what it finds. */
export async function checkEndpoint(
  endpoint: Endpoint,
  timeoutMs: number = TIMEOUT_MS,
): Promise<UpstreamCheck> {
  if (!isConfigured(endpoint)) {
    return { state: 'not_configured', detail: `Set ${endpoint.keyVariable} on the server.` };
  }
  const { host, origin } = new URL(endpoint.baseUrl);
  const fetchList = createFetch({
    origin,
    pulse: () => undefined,
    maxLineBytes: Number.POSITIVE_INFINITY,
    expects: 'json',
  });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetchList(`${endpoint.baseUrl}/models${LIST_QUERY[endpoint.provider]}`, {
      headers: authHeaders(endpoint),
      signal,
    });
    return judge(endpoint, response.status, await response.text());
  } catch (error) {
    if (!signal.aborted && !(error instanceof AppError)) throw error;
    const why = signal.aborted ? 'did not answer in time' : 'could not be reached';
    return { state: 'unreachable', detail: `${host} ${why}. Check ${endpoint.urlVariable}.` };
  }
}

const LIST_QUERY: Record<Provider, string> = {
  openai: '',
  anthropic: '?limit=1000',
  google: '?pageSize=1000',
};

function authHeaders({ provider, apiKey }: Endpoint): Record<string, string> {
  if (apiKey === undefined) return {};
  switch (provider) {
    case 'openai':
      return { authorization: `Bearer ${apiKey}` };
    case 'anthropic':
      return { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' };
    case 'google':
      return { 'x-goog-api-key': apiKey };
  }
}

function judge(endpoint: Endpoint, status: number, body: string): UpstreamCheck {
  const { host } = new URL(endpoint.baseUrl);
  const { keyVariable, urlVariable, name } = endpoint;
  if (status === 401 || status === 403 || (status === 400 && endpoint.provider === 'google')) {
    return { state: 'refused', detail: `${host} refused the key. Check ${keyVariable}.` };
  }
  if (status === 402) return { state: 'refused', detail: `The balance at ${host} is used up.` };
  if (status === 429) {
    return { state: 'reachable', detail: `${host} accepted the key, and is rate limiting now.` };
  }
  const models = status >= 200 && status < 300 ? readModels(body) : null;
  if (!models) {
    const detail = `${host} answered, but lists no models (status ${status}). Check ${urlVariable}.`;
    return { state: 'unreachable', detail };
  }
  const isListed = models.some((id) => id === name || id === `models/${name}`);
  const accepted = endpoint.apiKey === undefined ? 'answers' : 'accepted the key';
  return {
    state: 'reachable',
    detail: isListed
      ? `${host} ${accepted} and has ${name}.`
      : `${host} ${accepted}, but does not list ${name}. Check the model’s name.`,
  };
}

/** The ids of a model list in the shapes of the three providers; null when it is none. */
function readModels(body: string): string[] | null {
  const value = parseJson(body);
  if (!isRecord(value)) return null;
  const list = value.data ?? value.models;
  if (!Array.isArray(list)) return null;
  return list.flatMap((item) => {
    const id = isRecord(item) ? (item.id ?? item.name) : null;
    return typeof id === 'string' ? [id] : [];
  });
}
