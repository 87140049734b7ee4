/**
 * The state behind `useConversation`: what the server rendered, and over it the one
 * run that is newer than that. A reducer, so that every order of events has one outcome.
 */

import type { RunEvent } from '@/lib/contract/events';
import { type Answer, EMPTY_ANSWER, foldEvents, type Message } from '@/lib/contract/message';
import type { ConversationStart, Link, Phase, Refusal } from './conversation';
import { mergePage, prependPage } from './history';

/** The run that the rendered messages do not hold yet. */
export interface Overlay {
  runId: string;
  /** The question, until the rendered messages have it. */
  userText: string | null;
  askedAt: number;
  answer: Answer;
  /** Accepted by the server: it may be followed. */
  accepted: boolean;
}

export interface ConversationState {
  start: ConversationStart;
  sessionId: string | null;
  history: Message[];
  more: boolean;
  overlay: Overlay | null;
  phase: Phase;
  link: Link;
  refusal: Refusal | null;
}

export type ConversationChange =
  | { type: 'rendered'; start: ConversationStart }
  | { type: 'older'; messages: Message[]; more: boolean }
  | { type: 'sending'; runId: string; text: string; askedAt: number; retryOf?: string }
  | { type: 'accepted'; runId: string; sessionId: string | null }
  | { type: 'refused'; runId: string; refusal: Refusal }
  | { type: 'running'; runId: string; askedAt: number }
  | { type: 'events'; runId: string; events: RunEvent[] }
  | { type: 'stopping' }
  | { type: 'stop_failed' }
  | { type: 'lost'; runId: string }
  | { type: 'link'; link: Link }
  | { type: 'dismissed' };

/** The state of a page as the server rendered it. A run that was running is followed. */
export function initialState(start: ConversationStart): ConversationState {
  return {
    start,
    sessionId: start.sessionId,
    history: start.messages,
    more: start.more,
    overlay: start.runId ? runningOverlay(start.runId, lastAskedAt(start.messages)) : null,
    phase: start.runId ? 'waiting' : 'idle',
    link: 'online',
    refusal: null,
  };
}

export function reduceConversation(
  state: ConversationState,
  change: ConversationChange,
): ConversationState {
  switch (change.type) {
    case 'rendered':
      return rendered(state, change.start);
    case 'older':
      return { ...state, history: prependPage(state.history, change.messages), more: change.more };
    case 'sending':
      return sending(state, change);
    case 'accepted':
      if (state.overlay?.runId !== change.runId) return state;
      return {
        ...state,
        sessionId: state.sessionId ?? change.sessionId,
        overlay: { ...state.overlay, accepted: true },
        phase: state.phase === 'sending' ? 'waiting' : state.phase,
      };
    case 'refused':
      return refused(state, change);
    case 'running':
      if (state.overlay?.runId === change.runId || isStored(state, change.runId)) return state;
      return {
        ...state,
        overlay: runningOverlay(change.runId, change.askedAt),
        phase: 'waiting',
        refusal: null,
      };
    case 'events':
      return withEvents(state, change.runId, change.events);
    case 'stopping':
      return isBusy(state) ? { ...state, phase: 'stopping' } : state;
    case 'stop_failed':
      return state.phase === 'stopping' ? { ...state, phase: 'answering' } : state;
    case 'lost':
      if (state.overlay?.runId !== change.runId) return state;
      return { ...state, overlay: null, phase: 'idle' };
    case 'link':
      return state.link === change.link ? state : { ...state, link: change.link };
    case 'dismissed':
      return { ...state, refusal: null };
  }
}

/** Whether two starts say the same: stored messages never change, so their ids tell. */
export function sameStart(a: ConversationStart, b: ConversationStart): boolean {
  return (
    a === b ||
    (a.sessionId === b.sessionId &&
      a.agentId === b.agentId &&
      a.runId === b.runId &&
      a.more === b.more &&
      a.messages.length === b.messages.length &&
      a.messages.every((message, i) => message.id === b.messages[i]?.id) &&
      a.queue.length === b.queue.length &&
      a.queue.every(({ id, text }, i) => id === b.queue[i]?.id && text === b.queue[i]?.text))
  );
}

/** Whether an answer is on its way. */
export function isBusy(state: ConversationState): boolean {
  return state.phase !== 'idle';
}

/** The messages to show: the stored ones, and the question the server has not rendered yet. */
export function shownMessages({ history, overlay }: ConversationState): Message[] {
  if (!overlay || overlay.userText === null) return history;
  const message: Message = {
    id: overlay.runId,
    parentId: history.at(-1)?.id ?? null,
    role: 'user',
    parts: [{ type: 'text', text: overlay.userText }],
    createdAt: overlay.askedAt,
  };
  return [...history, message];
}

/** Whether the answer of a run is among the stored messages: news of it are old. */
function isStored({ history }: ConversationState, runId: string): boolean {
  return history.some((message) => message.runId === runId);
}

function runningOverlay(runId: string, askedAt: number): Overlay {
  return { runId, userText: null, askedAt, answer: EMPTY_ANSWER, accepted: true };
}

function lastAskedAt(messages: Message[]): number {
  return messages.findLast((message) => message.role === 'user')?.createdAt ?? 0;
}

function rendered(state: ConversationState, start: ConversationStart): ConversationState {
  const history = mergePage(state.history, start.messages);
  const kept = history.length > start.messages.length;
  const next = { ...state, start, history, more: kept ? state.more : start.more };
  const { overlay } = state;
  if (overlay && isStored(next, overlay.runId)) {
    return { ...next, overlay: null, phase: 'idle' };
  }
  if (overlay && start.runId === overlay.runId) {
    return { ...next, overlay: { ...overlay, userText: null } };
  }
  if (start.runId && (!overlay || state.phase === 'idle')) {
    const followed = runningOverlay(start.runId, lastAskedAt(history));
    return { ...next, overlay: followed, phase: 'waiting' };
  }
  return next;
}

function sending(
  state: ConversationState,
  change: Extract<ConversationChange, { type: 'sending' }>,
): ConversationState {
  const at = state.history.findIndex((message) => message.id === change.retryOf);
  return {
    ...state,
    // What a retry answers anew is left behind at once; the server keeps it as a branch.
    history: at === -1 ? state.history : state.history.slice(0, at + 1),
    overlay: {
      runId: change.runId,
      userText: at === -1 ? change.text : null,
      askedAt: change.askedAt,
      answer: EMPTY_ANSWER,
      accepted: false,
    },
    phase: 'sending',
    refusal: null,
  };
}

function refused(
  state: ConversationState,
  { runId, refusal }: Extract<ConversationChange, { type: 'refused' }>,
): ConversationState {
  const link: Link = refusal.code === 'unauthenticated' ? 'signed_out' : state.link;
  if (state.overlay?.runId !== runId) return { ...state, refusal, link };
  return { ...state, overlay: null, phase: 'idle', refusal, link };
}

function withEvents(
  state: ConversationState,
  runId: string,
  events: RunEvent[],
): ConversationState {
  const { overlay } = state;
  if (overlay?.runId !== runId) return state;
  const answer = foldEvents(events, overlay.answer);
  const next = { ...state, overlay: { ...overlay, answer } };
  if (answer.status !== 'running') return { ...next, phase: 'idle' };
  return { ...next, phase: state.phase === 'stopping' ? 'stopping' : 'answering' };
}
