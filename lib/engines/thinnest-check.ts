/**
 * Whether the upstream can be used: one cheap authenticated call, for the
 * admin's connection check and the doctor. Says what to do, never what the
 * upstream's body said.
 */

import { AppError } from '@/lib/contract/errors';
import { env } from '@/lib/env';
import { isRecord, parseJson } from './thinnest-errors';
import { readText } from './thinnest-read';
import { type Ask, send, type Upstream, upstreamFromEnv } from './thinnest-request';

/** What a check found. `detail` is a sentence for admins. */
export interface UpstreamCheck {
  state: 'reachable' | 'unreachable' | 'refused' | 'not_configured';
  detail: string;
}

/**
 * Asks the upstream for its agents with the configured key; where it does not
 * list them, sends a chat request without a text, which costs nothing and is
 * refused as invalid only after the key was accepted. Never throws; over in `timeoutMs`.
 */
export async function checkUpstream(
  upstream: Upstream = upstreamFromEnv(),
  timeoutMs: number = env.CONNECT_TIMEOUT_MS,
): Promise<UpstreamCheck> {
  if (!upstream.apiKey) {
    return { state: 'not_configured', detail: 'Set THINNESTAI_API_KEY on the server.' };
  }
  const { host } = new URL(upstream.baseUrl);
  const signal = AbortSignal.timeout(timeoutMs);
  const list: Ask = { method: 'GET', path: '/v2/agents?limit=1' };
  const empty: Ask = { method: 'POST', path: '/chat/stream', body: {} };
  try {
    let answer = await askBriefly(upstream, list, signal);
    if (answer.status === 404 || answer.status === 405) {
      answer = await askBriefly(upstream, empty, signal);
    }
    return judge(answer, host);
  } catch (error) {
    if (!signal.aborted && !(error instanceof AppError)) throw error;
    const why = signal.aborted ? 'did not answer in time' : 'could not be reached';
    return { state: 'unreachable', detail: `${host} ${why}. Check THINNESTAI_BASE_URL.` };
  }
}

interface Answer {
  status: number;
  isJson: boolean;
}

async function askBriefly(upstream: Upstream, ask: Ask, signal: AbortSignal): Promise<Answer> {
  const response = await send(upstream, ask, signal);
  const { text } = await readText(response, { maxBytes: 1_048_576 });
  signal.throwIfAborted();
  return { status: response.statusCode ?? 0, isJson: isRecord(parseJson(text)) };
}

function judge({ status, isJson }: Answer, host: string): UpstreamCheck {
  if (status === 401 || status === 403) {
    return { state: 'refused', detail: `${host} refused the key. Check THINNESTAI_API_KEY.` };
  }
  if (status === 402) return { state: 'refused', detail: `The balance at ${host} is used up.` };
  if (status === 429) {
    return { state: 'reachable', detail: `${host} accepted the key, and is rate limiting now.` };
  }
  if (isJson && ((status >= 200 && status < 300) || status === 422)) {
    return { state: 'reachable', detail: `${host} accepted the key.` };
  }
  const detail =
    status >= 300 && status < 400
      ? `${host} redirects elsewhere. Set THINNESTAI_BASE_URL to the final address.`
      : `${host} answered, but not as the platform does (status ${status}). Check THINNESTAI_BASE_URL.`;
  return { state: 'unreachable', detail };
}
