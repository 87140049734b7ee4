/** The terminal event of a run, made from what its row says. */

import { ERROR_MESSAGE, type ErrorCode } from '@/lib/contract/errors';
import type { RunStatus, TerminalEvent, Usage } from '@/lib/contract/events';

/** As much of a run as its last event tells. */
export interface EndedRun {
  id: string;
  sessionKey: string;
  status: RunStatus;
  errorCode: ErrorCode | null;
}

/** The event that ends the run's log. `atMs` is milliseconds since it started. */
export function terminalOf(
  run: EndedRun,
  extra: { usage?: Usage | undefined; atMs?: number | undefined } = {},
): TerminalEvent {
  const names = { session_id: run.sessionKey, run_id: run.id };
  const at = extra.atMs === undefined ? {} : { at: extra.atMs };
  if (run.status === 'completed' || run.status === 'stopped') {
    const usage = extra.usage ? { usage: extra.usage } : {};
    return { type: 'done', ...usage, ...names, ...at, status: run.status };
  }
  const code = run.errorCode ?? 'interrupted';
  return { type: 'error', message: ERROR_MESSAGE[code], code, ...names, ...at };
}
