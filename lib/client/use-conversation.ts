'use client';

/**
 * One conversation in the browser: renders what the server has stored, and over it
 * the run that is newer. Sends, stops, follows, comes back, catches up.
 */

import { useRouter } from 'next/navigation';
import { type RefObject, useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { newId } from '@/lib/contract/ids';
import { textOf } from '@/lib/contract/message';
import { useSessionActivity } from './activity';
import type { ConversationStart, ConversationView } from './conversation';
import {
  type ConversationChange,
  type ConversationState,
  initialState,
  isBusy,
  reduceConversation,
  sameStart,
  shownMessages,
} from './conversation-state';
import { deliver, refusalOf } from './send';
import { changeQueue, deleteRun, getOlder, postRead } from './transport';
import { useFollow } from './use-follow';
import { useRefresh } from './use-refresh';

/** The view of a conversation. `start` may be a new object with every render of the page. */
export function useConversation(start: ConversationStart): ConversationView {
  const refresh = useRefresh();
  const [state, dispatch] = useReducer(reduceConversation, start, initialState);
  // Only what the server rendered anew: a component may build the object in every render.
  if (!sameStart(state.start, start)) dispatch({ type: 'rendered', start });
  const latest = useRef(state);
  latest.current = state;
  const { sessionId, overlay } = state;

  const takeResponse = useFollow(overlay?.accepted ? overlay : null, dispatch, refresh);
  useElsewhere({ sessionId, runId: overlay?.runId ?? null }, dispatch, refresh);
  useReadMark(sessionId, state.phase === 'idle');

  const submit = useSubmit(latest, dispatch, { takeResponse, refresh });
  const actions = useMemo(
    () => ({
      send: (text: string) => submit(text),
      async retry() {
        const question = latest.current.history.findLast((message) => message.role === 'user');
        if (question) await submit(textOf(question.parts), question.id);
      },
      async stop() {
        const running = latest.current.overlay;
        if (!running || !isBusy(latest.current)) return;
        dispatch({ type: 'stopping' });
        // Not accepted yet: the stop follows as soon as it is.
        if (running.accepted) await requestStop(running.runId, dispatch);
      },
      dismissRefusal: () => dispatch({ type: 'dismissed' }),
      async loadOlder() {
        const { history, sessionId: id } = latest.current;
        if (!id || !history[0]) return;
        dispatch({ type: 'older', ...(await getOlder(id, history[0].id)) });
      },
    }),
    [submit],
  );
  const queueActions = useQueueActions(sessionId, dispatch, refresh);

  return {
    sessionId,
    messages: useMemo(() => shownMessages(state), [state]),
    more: state.more,
    answer: overlay?.answer ?? null,
    phase: state.phase,
    link: state.link,
    askedAt: overlay?.askedAt ?? null,
    refusal: state.refusal,
    queue: start.queue,
    ...actions,
    ...queueActions,
  };
}

interface SubmitParts {
  takeResponse: (runId: string, response: Response) => void;
  refresh: () => void;
}

/** Sends a text, or answers a stored question again, unless an answer is on its way. */
function useSubmit(
  latest: RefObject<ConversationState>,
  dispatch: (change: ConversationChange) => void,
  { takeResponse, refresh }: SubmitParts,
) {
  const router = useRouter();
  return useCallback(
    async (text: string, retryOf?: string): Promise<boolean> => {
      if (isBusy(latest.current)) return false;
      const { sessionId, start } = latest.current;
      const runId = newId();
      dispatch({ type: 'sending', runId, text, askedAt: Date.now(), retryOf });
      const delivery = await deliver({
        agent_id: start.agentId,
        message: text,
        run_id: runId,
        ...(sessionId ? { session_id: sessionId } : {}),
        ...(retryOf ? { retry_message_id: retryOf } : {}),
      });
      if (!delivery.accepted) {
        dispatch({ type: 'refused', runId, refusal: delivery.refusal });
        if (retryOf) refresh();
        return false;
      }
      takeResponse(runId, delivery.response);
      dispatch({ type: 'accepted', runId, sessionId: delivery.sessionId });
      if (latest.current.phase === 'stopping') void requestStop(runId, dispatch);
      if (!sessionId && delivery.sessionId) {
        const page = `${start.pathPrefix ?? '/c/'}${delivery.sessionId}`;
        // Its address stands at once, beside the router's own state: a reload before the
        // page has arrived comes back to it.
        window.history.replaceState(window.history.state, '', page);
        router.replace(page, { scroll: false });
      }
      return true;
    },
    [latest, dispatch, takeResponse, refresh, router],
  );
}

const STOP_DELAYS_MS = [0, 500, 2_000];

async function requestStop(
  runId: string,
  dispatch: (change: ConversationChange) => void,
): Promise<void> {
  for (const delayMs of STOP_DELAYS_MS) {
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const response = await deleteRun(runId).catch(() => null); // No network: tried again.
    if (response?.ok) return;
  }
  dispatch({ type: 'stop_failed' });
  dispatch({ type: 'refused', runId: '', refusal: { code: 'network', message: '' } });
}

/** A run of this conversation that another tab or device started is followed here too. */
function useElsewhere(
  { sessionId, runId }: { sessionId: string | null; runId: string | null },
  dispatch: (change: ConversationChange) => void,
  refresh: () => void,
): void {
  const activity = useSessionActivity(sessionId);
  const seen = useRef<number | null>(null);
  useEffect(() => {
    if (!activity) return;
    if (activity.runId && activity.runId !== runId) {
      dispatch({ type: 'running', runId: activity.runId, askedAt: activity.updatedAt });
    }
    // Something was stored that this page may not show yet: a question, an answer, a title.
    if (seen.current !== null && activity.updatedAt > seen.current) refresh();
    seen.current = activity.updatedAt;
  }, [activity, runId, dispatch, refresh]);
}

/** What is on screen, in a tab that is looked at, has been read. */
function useReadMark(sessionId: string | null, settled: boolean): void {
  useEffect(() => {
    if (!sessionId || !settled) return;
    const mark = () => {
      // Nothing depends on it: the mark comes with the next look.
      if (!document.hidden) void postRead(sessionId).catch(() => undefined);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [sessionId, settled]);
}

function useQueueActions(
  sessionId: string | null,
  dispatch: (change: ConversationChange) => void,
  refresh: () => void,
) {
  return useMemo(() => {
    async function change(...[method, row]: [Method, { id: string; text?: string }]) {
      if (!sessionId) return false;
      const response = await changeQueue(sessionId, method, row).catch(() => null);
      refresh();
      if (response?.ok) return true;
      const refusal = response
        ? await refusalOf(response)
        : { code: 'network' as const, message: '' };
      // Sent or taken out meanwhile: the refreshed page shows it.
      if (refusal.code !== 'not_found') dispatch({ type: 'refused', runId: '', refusal });
      return false;
    }
    return {
      enqueue: (text: string) => change('POST', { id: newId(), text }),
      editQueued: async (id: string, text: string) => void (await change('PATCH', { id, text })),
      cancelQueued: async (id: string) => void (await change('DELETE', { id })),
      sendQueued: async (id: string) => void (await change('PUT', { id })),
    };
  }, [sessionId, dispatch, refresh]);
}

type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE';
