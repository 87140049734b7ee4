/** How an answer ended, or why a message was refused: which sentence, and what to offer. Pure. */

import type { ErrorCode } from '@/lib/contract/errors';
import type { RunStatus } from '@/lib/contract/events';

/** A sentence of `chat.outcome`. */
export type OutcomeText =
  | 'stopped'
  | 'cutOff'
  | 'failed'
  | 'busy'
  | 'paused'
  | 'notConnected'
  | 'gone'
  | 'unreachable'
  | 'slow'
  | 'shortened'
  | 'steps'
  | 'tooLarge'
  | 'quota';

/** What a person can do about it. */
export type Offer = 'retry' | 'chooseAgent' | 'none';

/** What stands under an answer that did not complete. */
export interface Outcome {
  text: OutcomeText;
  offer: Offer;
}

const FAILURES: Partial<Record<ErrorCode, Outcome>> = {
  rate_limited: { text: 'busy', offer: 'retry' },
  upstream_rate_limited: { text: 'busy', offer: 'retry' },
  busy: { text: 'busy', offer: 'retry' },
  upstream_payment: { text: 'paused', offer: 'chooseAgent' },
  upstream_auth: { text: 'paused', offer: 'chooseAgent' },
  not_configured: { text: 'notConnected', offer: 'chooseAgent' },
  agent_not_found: { text: 'gone', offer: 'chooseAgent' },
  upstream_agent_gone: { text: 'gone', offer: 'chooseAgent' },
  unreachable: { text: 'unreachable', offer: 'retry' },
  upstream_timeout: { text: 'slow', offer: 'retry' },
  headers_timeout: { text: 'slow', offer: 'retry' },
  first_event_timeout: { text: 'slow', offer: 'retry' },
  total_timeout: { text: 'slow', offer: 'retry' },
  output_limit: { text: 'shortened', offer: 'none' },
  limit: { text: 'steps', offer: 'retry' },
  event_too_large: { text: 'tooLarge', offer: 'retry' },
  quota_exhausted: { text: 'quota', offer: 'none' },
};

/** What to say under an answer; null when it runs or completed. */
export function outcomeOf(status: RunStatus, code: ErrorCode | undefined): Outcome | null {
  switch (status) {
    case 'running':
    case 'completed':
      return null;
    case 'stopped':
      return { text: 'stopped', offer: 'retry' };
    case 'interrupted':
      return { text: 'cutOff', offer: 'retry' };
    case 'failed':
      return (code && FAILURES[code]) ?? { text: 'failed', offer: 'retry' };
  }
}

/** A sentence of `chat.refusal`. */
export type RefusalText =
  | 'network'
  | 'running'
  | 'storage'
  | 'busy'
  | 'quota'
  | 'paused'
  | 'gone'
  | 'tooLong'
  | 'session'
  | 'other';

const REFUSALS: Partial<Record<ErrorCode | 'network', RefusalText>> = {
  network: 'network',
  run_in_progress: 'running',
  storage_full: 'storage',
  storage_busy: 'storage',
  storage_read_only: 'storage',
  rate_limited: 'busy',
  upstream_rate_limited: 'busy',
  busy: 'busy',
  quota_exhausted: 'quota',
  upstream_payment: 'paused',
  upstream_auth: 'paused',
  not_configured: 'paused',
  agent_not_found: 'gone',
  upstream_agent_gone: 'gone',
  session_not_found: 'session',
  body_too_large: 'tooLong',
};

/** Why a message was not accepted. */
export function refusalText(code: ErrorCode | 'network'): RefusalText {
  return REFUSALS[code] ?? 'other';
}

/** "0:07" and "12:30", for what is counted down. Never negative. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
