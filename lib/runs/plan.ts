/**
 * What a start is made of, and why one was refused: pure, but for new ids and the
 * clock. The batch in `db/run-start` decides; this says it in words.
 */

import { createHash } from 'node:crypto';
import { AppError } from '@/lib/contract/errors';
import { isId, newId } from '@/lib/contract/ids';
import type { ChatRequest } from '@/lib/contract/request';
import type { NewRun, StartFacts } from '@/lib/db/run-start';
import { budgetRefusal, reachedLimit } from '@/lib/limits/budget-refusal';
import { runLimits } from '@/lib/limits/run-limits';
import { titleOf } from './title';

/** A request to start, from any caller. */
export interface StartRequest
  extends Omit<ChatRequest, 'stream' | 'continueMessageId' | 'temporary'> {
  idempotencyKey?: string | null;
  continueMessageId?: string | undefined;
  temporary?: boolean;
}

/** Seconds after which a refusal for load is worth trying again. */
export const BUSY_RETRY_SECONDS = 5;

/** Everything the batch needs, with fresh ids. `writer` is this process. */
export function planRun(userId: string, request: StartRequest, writer: string): NewRun {
  const newSessionId = newId();
  const sessionKey = request.sessionKey ?? newSessionId;
  const again = request.continueMessageId ?? request.retryMessageId ?? null;
  return {
    runId: request.runId ?? newId(),
    userId,
    agentId: request.agentId,
    sessionKey,
    newSessionId,
    // A value shaped like our own ids names a conversation that was here once, or
    // somebody else's: it is not made anew. Any other value is the caller's to choose.
    mayCreate: (request.sessionKey === null || !isId(sessionKey)) && again === null,
    upstreamId: `sess_${newId()}`,
    branchUpstreamId: `sess_${newId()}`,
    title: titleOf(request.text),
    text: request.text,
    userMessageId: newId(),
    parentId: request.parentMessageId,
    retryOf: again,
    continues: request.continueMessageId !== undefined,
    temporary: request.temporary ?? false,
    requestHash: hashOf(request),
    idempotencyKey: request.idempotencyKey ?? null,
    writer,
    leaseMs: runLimits.leaseMs,
    limits: runLimits.start,
    claim: newId(),
    now: Date.now(),
  };
}

/** 132 bits tell two requests of a person apart; rows of earlier versions hold all 256. */
const HASH_LENGTH = 22;

function hashOf({
  agentId,
  text,
  sessionKey,
  parentMessageId,
  retryMessageId,
  continueMessageId,
}: StartRequest): string {
  const body = JSON.stringify([
    agentId,
    text,
    sessionKey,
    parentMessageId ?? '',
    retryMessageId ?? '',
    ...(continueMessageId ? [continueMessageId] : []),
  ]);
  return createHash('sha256').update(body).digest('base64url').slice(0, HASH_LENGTH);
}

/** The id of the run an earlier, equal request made. Throws why there is none and will be none. */
export function repeatedRunId(plan: NewRun, facts: StartFacts): string {
  const { existing } = facts;
  if (!existing) throw refusal(plan, facts);
  if (existing.userId !== plan.userId || !existing.requestHash.startsWith(plan.requestHash)) {
    throw reusedKey(plan);
  }
  return existing.runId;
}

function reusedKey(plan: NewRun): AppError {
  const field = plan.idempotencyKey ? 'Idempotency-Key' : 'run_id';
  return new AppError('validation', {
    issues: [
      { loc: ['body', field], msg: 'Already used for another request.', type: 'value_error' },
    ],
  });
}

function refusal(plan: NewRun, facts: StartFacts): AppError {
  if (!facts.agentAllowed) return new AppError('agent_not_found');
  if (facts.inTrash || (facts.sessionId === null && !plan.mayCreate))
    return new AppError('session_not_found');
  if (facts.sessionAgentId !== null && facts.sessionAgentId !== plan.agentId) {
    return new AppError('validation', {
      issues: [
        {
          loc: ['body', 'agent_id'],
          msg: 'This conversation is with another agent.',
          type: 'value_error',
        },
      ],
    });
  }
  if (facts.runningRunId) return new AppError('run_in_progress', { runId: facts.runningRunId });
  const reached = reachedLimit(facts.standings);
  if (reached) return budgetRefusal(reached, plan.now);
  if (plan.parentId || plan.retryOf) return new AppError('not_found');
  return new AppError('conflict', { retryAfterSeconds: 1 });
}
