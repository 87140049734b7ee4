import { describe, expect, test } from 'vitest';
import type { Message } from '@/lib/contract/message';
import type { ConversationStart } from './conversation';
import {
  type ConversationChange,
  type ConversationState,
  initialState,
  reduceConversation,
  sameStart,
  shownMessages,
} from './conversation-state';

const question: Message = {
  id: 'q1',
  parentId: null,
  role: 'user',
  parts: [{ type: 'text', text: 'Hello' }],
  createdAt: 1,
};
const answer: Message = {
  id: 'a1',
  parentId: 'q1',
  role: 'assistant',
  parts: [{ type: 'text', text: 'Hi' }],
  createdAt: 2,
  runId: 'r1',
  status: 'completed',
};

function page(messages: Message[], runId: string | null = null): ConversationStart {
  return { sessionId: 's1', agentId: 'a', messages, more: false, runId, queue: [] };
}

function run(state: ConversationState, ...changes: ConversationChange[]): ConversationState {
  return changes.reduce(reduceConversation, state);
}

const sending: ConversationChange = { type: 'sending', runId: 'r1', text: 'Hello', askedAt: 1 };
const accepted: ConversationChange = { type: 'accepted', runId: 'r1', sessionId: 's1' };
const said: ConversationChange = {
  type: 'events',
  runId: 'r1',
  events: [{ type: 'text', content: 'Hi' }],
};
const ended: ConversationChange = {
  type: 'events',
  runId: 'r1',
  events: [{ type: 'done', status: 'completed' }],
};

describe('a send', () => {
  test('shows the question at once, the answer as it comes, and once when it is stored', () => {
    let state = run(initialState(page([])), sending);
    expect(shownMessages(state).map((m) => m.parts)).toEqual([question.parts]);
    expect(state.phase).toBe('sending');
    state = run(state, accepted, said);
    expect(state.phase).toBe('answering');
    state = run(state, ended);
    expect(state.phase).toBe('idle');
    expect(state.overlay?.answer.status).toBe('completed');
    state = run(state, { type: 'rendered', start: page([question, answer]) });
    expect(state.overlay).toBeNull();
    expect(shownMessages(state)).toEqual([question, answer]);
  });

  test('that was refused leaves no ghost and says why', () => {
    const refusal = { code: 'storage_full' as const, message: '' };
    const state = run(initialState(page([])), sending, { type: 'refused', runId: 'r1', refusal });
    expect(shownMessages(state)).toEqual([]);
    expect(state).toMatchObject({ phase: 'idle', refusal, link: 'online' });
  });

  test('refused for want of a sign-in blanks the page', () => {
    const refusal = { code: 'unauthenticated' as const, message: '' };
    const state = run(initialState(page([])), sending, { type: 'refused', runId: 'r1', refusal });
    expect(state.link).toBe('signed_out');
  });
});

describe('news of a run', () => {
  test('that is stored already brings nothing back', () => {
    const stored = initialState(page([question, answer]));
    const state = run(stored, { type: 'running', runId: 'r1', askedAt: 1 }, said, ended);
    expect(state.overlay).toBeNull();
    expect(state.phase).toBe('idle');
  });

  test('started elsewhere is followed, and events of another run change nothing', () => {
    const state = run(initialState(page([question, answer])), {
      type: 'running',
      runId: 'r2',
      askedAt: 3,
    });
    expect(state).toMatchObject({ phase: 'waiting', overlay: { runId: 'r2' } });
    expect(run(state, said)).toBe(state);
  });

  test('that was running when the page was rendered is followed from its start', () => {
    expect(initialState(page([question], 'r1'))).toMatchObject({
      phase: 'waiting',
      overlay: { runId: 'r1', userText: null, askedAt: 1 },
    });
  });
});

test('a retry leaves the failed answer behind and keeps the question', () => {
  const state = run(initialState(page([question, answer])), {
    ...sending,
    runId: 'r2',
    retryOf: 'q1',
  });
  expect(shownMessages(state)).toEqual([question]);
});

test('older pages stay when the end of the branch is rendered anew, and objects are kept', () => {
  const old: Message = { ...question, id: 'q0' };
  const state = run(
    initialState({ ...page([question, answer]), more: true }),
    { type: 'older', messages: [old], more: false },
    { type: 'rendered', start: { ...page([{ ...question }, { ...answer }]), more: true } },
  );
  expect(state.history.map((m) => m.id)).toEqual(['q0', 'q1', 'a1']);
  expect(state.history[1]).toBe(question);
  expect(state.more).toBe(false);
});

test('two starts are the same when they say the same', () => {
  expect(sameStart(page([question]), page([{ ...question }]))).toBe(true);
  expect(sameStart(page([question]), page([question, answer]))).toBe(false);
  expect(sameStart(page([question]), page([question], 'r1'))).toBe(false);
});
