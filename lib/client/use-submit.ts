'use client';

import { useRouter } from 'next/navigation';
import { type RefObject, useCallback, useRef } from 'react';
import { newId } from '@/lib/contract/ids';
import type { ConversationStart } from './conversation';
import {
  type Ask,
  type ConversationChange,
  type ConversationState,
  isBusy,
  isStored,
} from './conversation-state';
import { deliver } from './send';
import { deleteRun, type SendBody } from './transport';

type Dispatch = (change: ConversationChange) => void;

interface SubmitParts {
  takeResponse: (runId: string, response: Response) => void;
  refresh: () => void;
}

/** Asks something of the agent, unless an answer is on its way. Resolves whether the server took it. */
export function useSubmit(
  latest: RefObject<ConversationState>,
  dispatch: Dispatch,
  { takeResponse, refresh }: SubmitParts,
): (ask: Ask) => Promise<boolean> {
  const showPage = useShowPage();
  const unanswered = useRef<SendBody | null>(null);
  return useCallback(
    async (ask) => {
      if (isBusy(latest.current)) return false;
      const { sessionId, start } = latest.current;
      const said = {
        agent_id: start.agentId,
        message: ask.text,
        ...(sessionId ? { session_id: sessionId } : {}),
        ...(start.temporary ? { temporary: true } : {}),
        ...placeOf(ask, start),
      };
      const runId = repeatedRunId(said, unanswered.current, latest.current) ?? newId();
      const body = { ...said, run_id: runId };
      dispatch({ type: 'sending', runId, askedAt: Date.now(), ask });
      const delivery = await deliver(body);
      const unclear = !delivery.accepted && delivery.refusal.code === 'network';
      unanswered.current = unclear ? body : null;
      if (!delivery.accepted) {
        dispatch({ type: 'refused', runId, refusal: delivery.refusal });
        if (ask.kind !== 'send') refresh();
        return false;
      }
      takeResponse(runId, delivery.response);
      dispatch({ type: 'accepted', runId, sessionId: delivery.sessionId });
      if (latest.current.phase === 'stopping') void requestStop(runId, dispatch);
      const opened = sessionId ?? delivery.sessionId;
      // A new conversation has its own page now; one opened at a message shows its end from here on.
      if (opened && (!sessionId || start.place)) showPage(start, opened);
      return true;
    },
    [latest, dispatch, takeResponse, refresh, showPage],
  );
}

/**
 * The run of a send that nobody answered, when the same is said again: it may have arrived
 * all the same. Not once its answer is here: then it is said anew.
 */
function repeatedRunId(
  said: Omit<SendBody, 'run_id'>,
  before: SendBody | null,
  state: ConversationState,
): string | null {
  if (!before || isStored(state, before.run_id)) return null;
  const same = JSON.stringify({ ...said, run_id: before.run_id }) === JSON.stringify(before);
  return same ? before.run_id : null;
}

/** Where on the tree of messages an ask stands. */
function placeOf(ask: Ask, { place }: ConversationStart): Partial<SendBody> {
  switch (ask.kind) {
    case 'retry':
      return { retry_message_id: ask.question.id };
    case 'edit':
      return { parent_message_id: ask.question.parentId };
    case 'goOn':
      return { continue_message_id: ask.answerId };
    case 'send':
      return place?.elsewhere ? { parent_message_id: place.leafId } : {};
  }
}

function useShowPage(): (start: ConversationStart, sessionId: string) => void {
  const router = useRouter();
  return useCallback(
    (start, sessionId) => {
      const page = `${start.pathPrefix ?? '/c/'}${sessionId}`;
      // Its address stands at once, beside the router's own state: a reload before the
      // page has arrived comes back to it.
      window.history.replaceState(window.history.state, '', page);
      router.replace(page, { scroll: false });
    },
    [router],
  );
}

const STOP_DELAYS_MS = [0, 500, 2_000];

/** Asks for a run to stop, again when no answer comes; false, and said, when it cannot be asked. */
export async function requestStop(runId: string, dispatch: Dispatch): Promise<boolean> {
  for (const delayMs of STOP_DELAYS_MS) {
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const response = await deleteRun(runId).catch(() => null); // No network: tried again.
    if (response?.ok) return true;
  }
  dispatch({ type: 'stop_failed' });
  dispatch({ type: 'refused', runId: '', refusal: { code: 'network', message: '' } });
  return false;
}
