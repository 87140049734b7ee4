/**
 * The agents the upstream lists for our key, page by page. Reads leniently, asks the
 * configured origin only, and gives up after so many pages, whatever is claimed.
 */

import { AppError } from '@/lib/contract/errors';
import type { PlatformAgent } from '@/lib/contract/platform';
import { isRecord, parseJson, refusalError } from './thinnest-errors';
import { readText } from './thinnest-read';
import { send, type Upstream, upstreamFromEnv } from './thinnest-request';

const PAGE = 100;
const MAX_PAGES = 50;
const MAX_PAGE_BYTES = 2_097_152;
const TIMEOUT_MS = 30_000;

/** What was listed. `whole`: that was all; else nobody can be said to be missing. */
export interface PlatformList {
  agents: PlatformAgent[];
  whole: boolean;
}

/**
 * Asks for all agents. Throws `not_configured`, `upstream_auth`, `upstream_payment`,
 * `upstream_rate_limited` (with when to come back), `unreachable`, `upstream_timeout`,
 * `upstream_protocol`, `upstream_error`.
 */
export async function listPlatformAgents(
  upstream: Upstream = upstreamFromEnv(),
  timeoutMs: number = TIMEOUT_MS,
): Promise<PlatformList> {
  const signal = AbortSignal.timeout(timeoutMs);
  const found = new Map<string, PlatformAgent>();
  let offset = 0;
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const { listed, total } = await askPage(upstream, offset, signal);
      const before = found.size;
      for (const entry of listed) {
        const agent = toAgent(entry);
        if (agent && !found.has(agent.id)) found.set(agent.id, agent);
      }
      offset += listed.length;
      // A server that knows no pages sends the same one again.
      const end = listed.length === 0 || found.size === before || offset >= (total ?? Infinity);
      if (end || (total === null && listed.length < PAGE)) {
        return { agents: [...found.values()], whole: total === null || offset >= total };
      }
    }
  } catch (error) {
    if (signal.aborted) throw new AppError('upstream_timeout', { cause: error });
    throw error;
  }
  return { agents: [...found.values()], whole: false };
}

async function askPage(upstream: Upstream, offset: number, signal: AbortSignal) {
  const path = `/v2/agents?limit=${PAGE}&offset=${offset}`;
  const response = await send(upstream, { method: 'GET', path }, signal);
  const { text, whole } = await readText(response, { maxBytes: MAX_PAGE_BYTES });
  signal.throwIfAborted();
  const status = response.statusCode ?? 0;
  if (status === 404 || status === 405 || (status >= 300 && status < 400)) {
    throw new AppError('upstream_protocol', { cause: `HTTP ${status}` });
  }
  if (status !== 200) {
    throw refusalError({ status, headers: response.headers, body: text }, Date.now());
  }
  const body = whole ? parseJson(text) : undefined;
  const inner = isRecord(body) && isRecord(body.data) ? body.data : body;
  if (!isRecord(inner) || !Array.isArray(inner.agents)) throw new AppError('upstream_protocol');
  const { total } = inner;
  return { listed: inner.agents, total: typeof total === 'number' && total >= 0 ? total : null };
}

/** An entry of the list; null for one without a usable id. */
function toAgent(entry: unknown): PlatformAgent | null {
  if (!isRecord(entry)) return null;
  const id = wordsOf(entry.id, 200);
  if (id === '') return null;
  return {
    id,
    name: wordsOf(entry.name, 80) || id.slice(0, 80),
    model: wordsOf(entry.model, 200),
    agentType: wordsOf(entry.agentType ?? entry.agent_type, 80),
  };
}

function wordsOf(value: unknown, max: number): string {
  return typeof value === 'string' ? value.trim().slice(0, max).trim() : '';
}

/** Where the list is asked for, as people know it. */
export function platformHost(): string {
  return new URL(upstreamFromEnv().baseUrl).host;
}
