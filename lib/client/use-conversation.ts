'use client';

/**
 * One conversation in the browser: renders what the server has stored, and over it
 * the run that is newer. Sends, stops, follows, comes back, catches up.
 */

import { type RefObject, useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { newId } from '@/lib/contract/ids';
import { type Message, textOf } from '@/lib/contract/message';
import { useSessionActivity } from './activity';
import type { ConversationStart, ConversationView } from './conversation';
import {
  type Ask,
  type ConversationChange,
  type ConversationState,
  initialState,
  isBusy,
  reduceConversation,
  sameStart,
  shownMessages,
} from './conversation-state';
import { refusalOf } from './send';
import { changeQueue, getMessages, postRead } from './transport';
import { useFollow } from './use-follow';
import { useRefresh } from './use-refresh';
import { requestStop, useSubmit } from './use-submit';

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
  const lastId = state.history.at(-1)?.id ?? null;
  useElsewhere({ sessionId, runId: overlay?.runId ?? null, lastId }, dispatch, refresh);
  useReadMark(sessionId, state.phase === 'idle');

  const submit = useSubmit(latest, dispatch, { takeResponse, refresh });
  const asking = useAsking(latest, submit);
  const stopped = useStopped(latest, state.phase);
  const actions = useMemo(
    () => ({
      async stop() {
        const running = latest.current.overlay;
        if (!running || !isBusy(latest.current)) return;
        dispatch({ type: 'stopping' });
        // Not accepted yet: the stop follows as soon as it is.
        if (running.accepted && !(await requestStop(running.runId, dispatch))) return;
        await stopped();
      },
      dismissRefusal: () => dispatch({ type: 'dismissed' }),
      async loadOlder() {
        const { history, sessionId: id } = latest.current;
        if (!id || !history[0]) return;
        dispatch({ type: 'older', ...(await getMessages(id, { before: history[0].id })) });
      },
      async loadLater() {
        const { history, sessionId: id, start: from } = latest.current;
        const last = history.at(-1);
        if (!id || !last || !from.place) return;
        const beside = { after: last.id, leaf: from.place.leafId };
        dispatch({ type: 'later', ...(await getMessages(id, beside)) });
      },
    }),
    [stopped],
  );
  const queueActions = useQueueActions(sessionId, dispatch, refresh);

  return {
    sessionId,
    messages: useMemo(() => shownMessages(state), [state]),
    more: state.more,
    later: state.later,
    marks: state.marks,
    answer: overlay?.answer ?? null,
    phase: state.phase,
    link: state.link,
    askedAt: overlay?.askedAt ?? null,
    asked: state.asked,
    continues: overlay?.continues ?? null,
    refusal: state.refusal,
    queue: start.queue,
    refresh,
    ...asking,
    ...actions,
    ...queueActions,
  };
}

/**
 * Resolves once a stop has come to its end here: the server's answer to it may be sooner than
 * the end of the run, and what is sent before that would be refused as one too many.
 */
function useStopped(
  latest: RefObject<ConversationState>,
  phase: ConversationState['phase'],
): () => Promise<void> {
  const waiting = useRef<(() => void)[]>([]);
  useEffect(() => {
    if (phase !== 'stopping' && phase !== 'sending')
      for (const go of waiting.current.splice(0)) go();
  }, [phase]);
  return useCallback(
    () =>
      new Promise((resolve) => {
        if (isBusy(latest.current)) waiting.current.push(resolve);
        else resolve();
      }),
    [latest],
  );
}

/** Everything that starts a run. */
function useAsking(latest: RefObject<ConversationState>, submit: (ask: Ask) => Promise<boolean>) {
  return useMemo(() => {
    const regenerate = async (question: Message) =>
      void (await submit({ kind: 'retry', question, text: textOf(question.parts) }));
    const goOn = async (answerId: string) =>
      void (await submit({ kind: 'goOn', answerId, text: GO_ON }));
    return {
      regenerate,
      send: (text: string) => submit({ kind: 'send', text }),
      edit: (question: Message, text: string) => submit({ kind: 'edit', question, text }),
      goOn: (answer: Message) => goOn(answer.id),
      async retry() {
        const { history } = latest.current;
        const broken = unansweredPiece(latest.current);
        const question = history.findLast((message) => message.role === 'user');
        if (broken) await goOn(broken);
        else if (question) await regenerate(question);
      },
    };
  }, [latest, submit]);
}

/** What the server stores no question for is named in the request all the same. */
const GO_ON = 'Continue';

/** The answer that was to be gone on with, when nothing came of that. */
function unansweredPiece({ history, overlay }: ConversationState): string | null {
  if (overlay?.continues) return overlay.answer.parts.length === 0 ? overlay.continues : null;
  const [before, last] = history.slice(-2);
  const isPiece = last?.role === 'assistant' && before?.role === 'assistant';
  return isPiece && last.parentId === before.id && last.parts.length === 0 ? before.id : null;
}

/** A run of this conversation that another tab or device started is followed here too. */
function useElsewhere(
  { sessionId, runId, lastId }: Record<'sessionId' | 'runId' | 'lastId', string | null>,
  dispatch: (change: ConversationChange) => void,
  refresh: () => void,
): void {
  const activity = useSessionActivity(sessionId);
  const shown = useRef(lastId);
  shown.current = lastId;
  const seen = useRef<{ updatedAt: number; headId: string | null } | null>(null);
  useEffect(() => {
    if (!activity) return;
    if (activity.runId && activity.runId !== runId) {
      dispatch({ type: 'running', runId: activity.runId, askedAt: activity.updatedAt });
    }
    // Something was stored that this page may not show yet: a question, an answer, a title;
    // or another branch is shown.
    const { updatedAt, headId } = activity;
    const before = seen.current ?? { updatedAt, headId: runId ? headId : shown.current };
    if (updatedAt > before.updatedAt || headId !== before.headId) refresh();
    seen.current = { updatedAt, headId };
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
