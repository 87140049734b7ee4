/**
 * What the end of a run says about whom it was answered by: a refused key or an
 * empty balance is an alert for the admins, an answer ends it.
 */

import type { EngineConfig } from '@/lib/contract/agent';
import type { ErrorCode } from '@/lib/contract/errors';
import { clearAlerts, raiseAlert } from '@/lib/db/alerts';
import { log } from '@/lib/log';

const ALERTING: readonly ErrorCode[] = ['upstream_auth', 'upstream_payment'];

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
