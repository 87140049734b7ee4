/**
 * The state behind `useConversation`: what the server rendered, and over it the one
 * run that is newer than that. A reducer, so that every order of events has one outcome.
 */

import type { RunEvent } from '@/lib/contract/events';
import { type Answer, EMPTY_ANSWER, foldEvents, type Message } from '@/lib/contract/message';
import type { TurnMarks } from '@/lib/contract/turn-marks';
import type { ConversationStart, Link, Phase, Refusal } from './conversation';
import { appendPage, mergePage, prependPage } from './history';
import { renewMarks } from './marks';
import type { OtherMessages } from './transport';

/** The run that the rendered messages do not hold yet. */
export interface Overlay {
  runId: string;
  /** The question, until the rendered messages have it. */
  userText: string | null;
  /** The stored answer it goes on from. */
  continues: string | null;
  /** What was shown before its question took the place of something; back when it is refused. */
  replaced: Message[] | null;
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
  /** Later messages follow the last one. */
  later: boolean;
  marks: TurnMarks;
  overlay: Overlay | null;
  /** The run that was asked for last, here or elsewhere, since the page was opened. */
  asked: string | null;
  phase: Phase;
  link: Link;
  refusal: Refusal | null;
}

/** What is asked for, and where on the branch. */
export type Ask =
  | { kind: 'send'; text: string }
  /** A stored question is answered again. */
  | { kind: 'retry'; question: Message; text: string }
  /** Another question in the place of one. */
  | { kind: 'edit'; question: Message; text: string }
  /** A broken-off answer, by the id of its last piece, is gone on with. */
  | { kind: 'goOn'; answerId: string; text: string };

export type ConversationChange =
  | { type: 'rendered'; start: ConversationStart }
  | ({ type: 'older' } & OtherMessages)
  | ({ type: 'later' } & OtherMessages)
  | { type: 'sending'; runId: string; askedAt: number; ask: Ask }
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
    later: start.place?.later ?? false,
    marks: start.marks,
    overlay: start.runId ? followed(start.runId, start) : null,
    asked: null,
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
      return {
        ...state,
        history: prependPage(state.history, change.messages),
        more: change.more,
        marks: renewMarks(state.marks, change.messages, change.marks),
      };
    case 'later':
      return {
        ...state,
        history: appendPage(state.history, change.messages),
        later: change.more,
        marks: renewMarks(state.marks, change.messages, change.marks),
      };
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
      // It is answered at the end of the shown branch, which is not what is looked at.
      if (state.later || state.start.place?.elsewhere) return state;
      return {
        ...state,
        asked: change.runId,
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
      a.place?.messageId === b.place?.messageId &&
      JSON.stringify(a.marks) === JSON.stringify(b.marks) &&
      a.queue.length === b.queue.length &&
      a.queue.every(({ id, text }, i) => id === b.queue[i]?.id && text === b.queue[i]?.text))
  );
}

/** Whether an answer is on its way. */
export function isBusy(state: ConversationState): boolean {
  return state.phase !== 'idle';
}

const shown = new WeakMap<Message[], { runId: string; messages: Message[] }>();

/**
 * The messages to show: the stored ones, and the question the server has not rendered yet.
 * The same array until one of them changes, however much of an answer comes.
 */
export function shownMessages({ history, overlay }: ConversationState): Message[] {
  if (!overlay || overlay.userText === null) return history;
  const known = shown.get(history);
  if (known?.runId === overlay.runId) return known.messages;
  const message: Message = {
    id: overlay.runId,
    parentId: history.at(-1)?.id ?? null,
    role: 'user',
    parts: [{ type: 'text', text: overlay.userText }],
    createdAt: overlay.askedAt,
  };
  const messages = [...history, message];
  shown.set(history, { runId: overlay.runId, messages });
  return messages;
}

/** Whether the answer of a run is among the stored messages: news of it are old. */
export function isStored({ history }: Pick<ConversationState, 'history'>, runId: string): boolean {
  return history.some((message) => message.runId === runId);
}

function runningOverlay(runId: string, askedAt: number): Overlay {
  const fresh = { userText: null, continues: null, replaced: null, accepted: true };
  return { runId, askedAt, answer: EMPTY_ANSWER, ...fresh };
}

/** The run that was running when the page was rendered. */
function followed(runId: string, { messages, askedAt }: ConversationStart): Overlay {
  const question = messages.findLast((message) => message.role === 'user');
  const overlay = runningOverlay(runId, askedAt ?? question?.createdAt ?? 0);
  return { ...overlay, continues: continuedIn(messages) };
}

/** The answer that a running one goes on from: it runs, and no question stands at the end. */
function continuedIn(messages: readonly Message[]): string | null {
  const last = messages.at(-1);
  return last?.role === 'assistant' ? last.id : null;
}

function rendered(state: ConversationState, start: ConversationStart): ConversationState {
  const moved = state.start.place?.messageId !== start.place?.messageId;
  const later = start.place?.later ?? false;
  const history = moved ? start.messages : mergePage(state.history, start.messages, later);
  const same = history.at(-1)?.id === start.messages.at(-1)?.id;
  const next = {
    ...state,
    start,
    history,
    more: history.length > start.messages.length ? state.more : start.more,
    later: same ? later : state.later,
    marks: moved ? start.marks : renewMarks(state.marks, start.messages, start.marks),
  };
  const { overlay } = state;
  if (overlay && isStored(next, overlay.runId)) {
    return { ...next, overlay: null, phase: 'idle' };
  }
  if (overlay && start.runId === overlay.runId) {
    const continues = continuedIn(start.messages);
    return { ...next, overlay: { ...overlay, userText: null, replaced: null, continues } };
  }
  if (start.runId && (!overlay || state.phase === 'idle')) {
    const run = followed(start.runId, start);
    return { ...next, asked: start.runId, overlay: run, phase: 'waiting' };
  }
  return next;
}

function sending(
  state: ConversationState,
  { runId, askedAt, ask }: Extract<ConversationChange, { type: 'sending' }>,
): ConversationState {
  const history = keptBefore(state.history, ask);
  return {
    ...state,
    history,
    asked: runId,
    overlay: {
      runId,
      userText: ask.kind === 'send' || ask.kind === 'edit' ? ask.text : null,
      continues: ask.kind === 'goOn' ? ask.answerId : null,
      replaced: history === state.history ? null : state.history,
      askedAt,
      answer: EMPTY_ANSWER,
      accepted: false,
    },
    phase: 'sending',
    refusal: null,
  };
}

/** What stays on screen: the rest is left behind at once; the server keeps it as a branch. */
function keptBefore(history: Message[], ask: Ask): Message[] {
  if (ask.kind === 'send') return history;
  const id = ask.kind === 'goOn' ? ask.answerId : ask.question.id;
  const at = history.findIndex((message) => message.id === id);
  if (at === -1) return history;
  const kept = history.slice(0, ask.kind === 'edit' ? at : at + 1);
  return kept.length === history.length ? history : kept;
}

function refused(
  state: ConversationState,
  { runId, refusal }: Extract<ConversationChange, { type: 'refused' }>,
): ConversationState {
  const link: Link = refusal.code === 'unauthenticated' ? 'signed_out' : state.link;
  const { overlay } = state;
  if (overlay?.runId !== runId) return { ...state, refusal, link };
  const history = overlay.replaced ?? state.history;
  return { ...state, history, overlay: null, phase: 'idle', refusal, link };
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
