/**
 * What the end of a run says about whom it was answered by: a refused key or an
 * empty balance is an alert for the admins, an answer ends it.
 */

import type { EngineConfig } from '@/lib/contract/agent';
import type { ErrorCode } from '@/lib/contract/errors';
import { clearAlerts, raiseAlert } from '@/lib/db/alerts';
import { noteUpstream } from '@/lib/db/upstreams';
import { log } from '@/lib/log';

const ALERTING: readonly ErrorCode[] = ['upstream_auth', 'upstream_payment'];
/** Failures that are the upstream's; the others say nothing of it. */
const UPSTREAMS: readonly ErrorCode[] = [
  ...ALERTING,
  'upstream_error',
  'upstream_protocol',
  'upstream_rate_limited',
  'upstream_timeout',
  'upstream_agent_gone',
  'unreachable',
  'not_configured',
  'bad_content_type',
  'empty_stream',
  'no_terminal',
  'no_progress',
  'headers_timeout',
  'first_event_timeout',
  'idle_timeout',
  'total_timeout',
];
/** The same outcome again within this time is not written again. */
const NOTE_MS = 30_000;

/** What was last written of each upstream by this process, so that a crowd of runs costs one write. */
const noted = new Map<string, { code: ErrorCode | null; at: number }>();

/** Whom an agent's runs are answered by: `thinnest`, `openai`, `anthropic`, `google`; null for none. */
export function providerOf(engine: EngineConfig): string | null {
  if (engine.kind === 'thinnest') return 'thinnest';
  return engine.model === 'guide' ? null : (engine.model.split(':', 1)[0] ?? null);
}

/** Notes how a run ended. `code` is null when it completed. Never rejects. */
export async function noteProvider(
  engine: EngineConfig,
  code: ErrorCode | null,
  now: number,
): Promise<void> {
  const provider = providerOf(engine);
  if (!provider) return;
  try {
    await noteOutcome(provider, code, now);
    if (code === null)
      await clearAlerts(
        ALERTING.map((one) => `${one}:${provider}`),
        now,
      );
    else if (ALERTING.includes(code)) await raiseAlert(`${code}:${provider}`, now);
  } catch (error) {
    // The run itself is stored; the next one of this kind raises it again.
    log.warn('alert_failed', { provider, code, error });
  }
}

async function noteOutcome(provider: string, code: ErrorCode | null, now: number): Promise<void> {
  if (code !== null && !UPSTREAMS.includes(code)) return;
  const last = noted.get(provider);
  if (last && last.code === code && now - last.at < NOTE_MS) return;
  noted.set(provider, { code, at: now });
  await noteUpstream(provider, code, now);
}
