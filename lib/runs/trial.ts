/**
 * Trying an agent that is not stored as it is typed: the engine is run for one admin
 * and its events are told as those of a run, under the same timers and bounds. Nothing
 * is stored, counted or resumed, and it ends when its reader goes.
 */

import { createHash } from 'node:crypto';
import type { EngineConfig } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import type { RunEvent, Usage } from '@/lib/contract/events';
import { newId } from '@/lib/contract/ids';
import { isInterruption } from '@/lib/contract/message';
import { searchMessages } from '@/lib/db/search';
import type { Engine, EngineEvent, EngineInput } from '@/lib/engines/engine';
import { selectEngine } from '@/lib/engines/select';
import { runLimits } from '@/lib/limits/run-limits';
import { log } from '@/lib/log';
import { terminalOf } from './ending';
import { live } from './live';
import { BUSY_RETRY_SECONDS } from './plan';
import { createWatchdog, systemClock, type Timeouts, type Watchdog } from './watchdog';

/** What is tried. `trial` names the conversation toward the platform, with its admin's id. */
export interface TrialRequest {
  userId: string;
  trial: string;
  engine: EngineConfig;
  text: string;
  history: { role: 'user' | 'assistant'; text: string }[];
}

/** What tests replace. */
export interface TrialParts {
  engineFor(config: EngineConfig): Engine;
  timeouts: Timeouts;
  maxOutputChars: number;
}

const defaults: TrialParts = {
  engineFor: selectEngine,
  timeouts: { ...runLimits.timeouts, connectMs: undefined },
  maxOutputChars: runLimits.maxOutputChars,
};

/** Trials of this process that run now; each holds a stream open. */
const MAX_TRIALS = 20;
let running = 0;

/**
 * The events of one trial, the last of them terminal. Ends early, without one, when
 * `signal` aborts. Throws `busy` at once when too many run.
 */
export function runTrial(
  request: TrialRequest,
  signal: AbortSignal,
  parts: TrialParts = defaults,
): AsyncGenerator<RunEvent, void, void> {
  if (live().draining || running >= MAX_TRIALS) {
    throw new AppError('busy', { retryAfterSeconds: BUSY_RETRY_SECONDS });
  }
  return driveTrial(request, signal, parts);
}

async function* driveTrial(
  request: TrialRequest,
  signal: AbortSignal,
  parts: TrialParts,
): AsyncGenerator<RunEvent, void, void> {
  running++;
  const runId = newId();
  const over = new AbortController();
  const watchdog = createWatchdog(parts.timeouts, systemClock, (code) =>
    over.abort(new AppError(code)),
  );
  const startedAt = performance.now();
  const atMs = () => Math.round(performance.now() - startedAt);
  const end = (ended: Ended) => terminal(runId, ended, atMs());
  const both = AbortSignal.any([signal, over.signal]);
  try {
    const events = engineEvents({ request, runId, watchdog, signal: both }, parts);
    const told: Told = { usage: undefined, chars: 0, any: false };
    for await (const event of events) {
      if (both.aborted) break;
      if (event.type === 'finish') {
        yield end(told.any ? { usage: event.usage ?? told.usage } : { code: 'empty_stream' });
        return;
      }
      const shown = tell(event, told, { watchdog, atMs });
      if (shown) yield shown;
      if (told.chars > parts.maxOutputChars) return yield end({ code: 'output_limit' });
    }
    if (!both.aborted) yield end({ code: 'no_terminal' });
    else if (!signal.aborted) yield end({ code: codeOf(over.signal.reason) });
  } catch (error) {
    if (signal.aborted) return;
    yield end({ code: codeOf(over.signal.aborted ? over.signal.reason : error) });
  } finally {
    running--;
    watchdog.stop();
    over.abort();
  }
}

interface Told {
  usage: Usage | undefined;
  chars: number;
  any: boolean;
}

function tell(
  event: Exclude<EngineEvent, { type: 'finish' }>,
  told: Told,
  { watchdog, atMs }: { watchdog: Watchdog; atMs: () => number },
): RunEvent | null {
  if (event.type === 'usage') {
    told.usage = event.usage;
    return null;
  }
  watchdog.event();
  told.any = true;
  told.chars += event.type === 'text' ? event.content.length : JSON.stringify(event).length;
  return event.type === 'text' ? event : { ...event, at: atMs() };
}

interface Asked {
  request: TrialRequest;
  runId: string;
  watchdog: Watchdog;
  signal: AbortSignal;
}

function engineEvents(asked: Asked, parts: TrialParts): AsyncIterable<EngineEvent> {
  const { request, runId, watchdog, signal } = asked;
  const { engine, userId, text, history } = request;
  const input: EngineInput = {
    runId,
    engine,
    upstreamSessionId: upstreamSession(request),
    text,
    history:
      engine.kind === 'model'
        ? history.map((turn) => ({ role: turn.role, parts: [{ type: 'text', text: turn.text }] }))
        : [],
    data: { searchMyChats: (query, limit) => searchMessages(userId, query, limit) },
    pulse: (sign) => watchdog[sign](),
    oddity: (kind) => log.info('trial_oddity', { kind }),
  };
  return parts.engineFor(engine)(input, signal);
}

/** Made here of who asks, so that nobody can name somebody else's conversation. */
function upstreamSession({ userId, trial }: TrialRequest): string {
  const mark = createHash('sha256').update(JSON.stringify(['trial', userId, trial]));
  return `sess_${mark.digest('base64url')}`;
}

function statusOf(code: AppError['code']) {
  return isInterruption(code) ? 'interrupted' : 'failed';
}

type Ended = { usage: Usage | undefined } | { code: AppError['code'] };

function terminal(runId: string, ended: Ended, atMs: number): RunEvent {
  const failed = 'code' in ended ? ended.code : null;
  const status = failed === null ? 'completed' : statusOf(failed);
  return terminalOf(
    { id: runId, sessionKey: 'trial', status, errorCode: failed },
    { usage: 'usage' in ended ? ended.usage : undefined, atMs },
  );
}

function codeOf(error: unknown): AppError['code'] {
  if (error instanceof AppError) {
    log.warn('trial_failed', { code: error.code, cause: error.detail.cause });
    return error.code;
  }
  log.error('trial_failed', { error });
  return 'internal';
}
