/**
 * Starting a run: the request's words become one batch, and an accepted run is
 * driven at once. Repeating a start gives the run that is already there. When an
 * answer has completed, the conversation's next waiting message is sent; after a
 * stop or a failure the queue waits for its person.
 */

import type { EngineConfig } from '@/lib/contract/agent';
import { AppError } from '@/lib/contract/errors';
import type { Agent } from '@/lib/db/agent-columns';
import { findAgentFor } from '@/lib/db/agents';
import { countUp } from '@/lib/db/counters';
import { listQueue, type QueuedRow, removeQueued } from '@/lib/db/queue';
import { insertRun, type NewRun, readStartFacts, type StartedRun } from '@/lib/db/run-start';
import { findSessionTarget } from '@/lib/db/sessions';
import type { Engine } from '@/lib/engines/engine';
import { selectEngine } from '@/lib/engines/select';
import { suggestTitle, type Titler } from '@/lib/engines/title';
import { reachedLimit } from '@/lib/limits/budget-refusal';
import { runLimits } from '@/lib/limits/run-limits';
import { log } from '@/lib/log';
import { drive } from './drive';
import { engineInput } from './input';
import { announce, type LiveRun, live } from './live';
import { BUSY_RETRY_SECONDS, planRun, repeatedRunId, type StartRequest } from './plan';
import { noteProvider } from './provider-health';
import { titleByModel } from './title';
import { systemClock, type Timeouts } from './watchdog';

/** Who starts it: as much of a person as a run needs. */
export interface Starter {
  id: string;
  role: 'user' | 'admin';
}

/** What came of it. `live` is null when another process drives the run, or it has ended. */
export interface Started {
  runId: string;
  live: LiveRun | null;
  /** True when this start only found the run that an earlier one made. */
  repeated: boolean;
}

/** What tests replace. */
export interface StartParts {
  engineFor(config: EngineConfig): Engine;
  titler: Titler;
  timeouts: Timeouts;
  maxOutputChars: number;
}

const defaults: StartParts = {
  engineFor: selectEngine,
  titler: suggestTitle,
  timeouts: runLimits.timeouts,
  maxOutputChars: runLimits.maxOutputChars,
};

/** Starts a run for this person, or throws the `AppError` that says why not. */
export async function startRun(
  person: Starter,
  request: StartRequest,
  parts: StartParts = defaults,
): Promise<Started> {
  const plan = planRun(person.id, request, live().writer);
  const { draining, runs, starting } = live();
  if (draining || runs.size + starting >= runLimits.maxLive) return joinWhileBusy(plan);
  const { agent, run } = await insert(person, plan);
  if (!agent || !run) {
    const facts = await readStartFacts(plan);
    if (!facts.existing && reachedLimit(facts.standings)) countUp('budget_refused');
    return joined(repeatedRunId(plan, facts));
  }
  const text = plan.retryOf ? null : request.text;
  const started = driveRun({ person, run, agent, text }, parts);
  announce(person.id, run.sessionId);
  return { runId: run.id, live: started, repeated: false };
}

/** Inserts the run, null when it was not to be; counted from now on as one that will be driven. */
async function insert(person: Starter, plan: NewRun) {
  const here = live();
  here.starting += 1;
  try {
    const agent = await findAgentFor(person, plan.agentId);
    return { agent, run: agent && (await insertRun(plan, here.log.write)) };
  } finally {
    here.starting -= 1;
  }
}

/** No more are started, but a send whose reply was lost finds the run it made. */
async function joinWhileBusy(plan: NewRun): Promise<Started> {
  const facts = await readStartFacts(plan);
  if (facts.existing) return joined(repeatedRunId(plan, facts));
  countUp('busy_refused');
  throw new AppError('busy', { retryAfterSeconds: BUSY_RETRY_SECONDS });
}

function joined(runId: string): Started {
  return { runId, live: live().runs.get(runId) ?? null, repeated: true };
}

interface Accepted {
  person: Starter;
  run: StartedRun;
  agent: Agent;
  /** Null: what is stored is answered again or continued, whatever the caller said it was. */
  text: string | null;
}

function driveRun({ person, run, agent, text }: Accepted, parts: StartParts): LiveRun {
  const connectMs = agent.engine.kind === 'thinnest' ? runLimits.connectMs : undefined;
  return drive({
    run,
    engine: engineOrFailure(parts, agent.engine),
    input: () => engineInput(run, agent.engine, text),
    timeouts: { connectMs, ...parts.timeouts },
    maxOutputChars: parts.maxOutputChars,
    clock: systemClock,
    onEnd(status, code) {
      announce(person.id, run.sessionId);
      if (status === 'completed' || code) void noteProvider(agent.engine, code, Date.now());
      if (status !== 'completed') return;
      void titleByModel(run, agent.engine, parts.titler);
      sendNextQueued(person, run.sessionId, parts);
    },
  });
}

/** Sends the conversation's next waiting message, if any, without being waited for. */
function sendNextQueued(person: Starter, sessionId: string, parts: StartParts): void {
  const sendFirst = async () => {
    const [next] = await listQueue({ userId: person.id, sessionId });
    if (next) await sendRow(person, { sessionId, row: next }, parts);
  };
  sendFirst().catch((error: unknown) => {
    // It stays in the queue, where its person sees it and can send it.
    log.warn('queued_message_held', { sessionId, error });
  });
}

/**
 * Sends one waiting message now. Its id is the run's id, so that a crash between
 * the start and the removal, or two senders at once, still make one run.
 */
export async function sendQueued(
  person: Starter,
  queued: { sessionId: string; id: string },
  parts: StartParts = defaults,
): Promise<Started> {
  const { sessionId, id } = queued;
  const row = (await listQueue({ userId: person.id, sessionId })).find((one) => one.id === id);
  if (!row) throw new AppError('not_found');
  return sendRow(person, { sessionId, row }, parts);
}

async function sendRow(
  person: Starter,
  { sessionId, row }: { sessionId: string; row: QueuedRow },
  parts: StartParts,
): Promise<Started> {
  const target = await findSessionTarget(person.id, sessionId);
  if (!target) throw new AppError('session_not_found');
  const request: StartRequest = {
    agentId: target.agentId,
    sessionKey: target.key,
    text: row.text,
    runId: row.id,
    parentMessageId: undefined,
    retryMessageId: undefined,
  };
  const started = await startRun(person, request, parts);
  await removeQueued({ userId: person.id, sessionId }, row.id);
  announce(person.id, sessionId);
  return started;
}

/** A missing key must not lose the message: it becomes the run's failure. */
function engineOrFailure(parts: StartParts, config: EngineConfig): Engine {
  try {
    return parts.engineFor(config);
  } catch (error) {
    const failed = { next: () => Promise.reject(error) };
    return () => ({ [Symbol.asyncIterator]: () => failed });
  }
}
