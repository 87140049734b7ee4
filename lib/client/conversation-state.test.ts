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
import { NO_MARKS } from './marks';

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
  return {
    sessionId: 's1',
    agentId: 'a',
    messages,
    more: false,
    runId,
    queue: [],
    marks: NO_MARKS,
  };
}

function run(state: ConversationState, ...changes: ConversationChange[]): ConversationState {
  return changes.reduce(reduceConversation, state);
}

const sending: ConversationChange = {
  type: 'sending',
  runId: 'r1',
  askedAt: 1,
  ask: { kind: 'send', text: 'Hello' },
};
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
    ask: { kind: 'retry', question, text: 'Hello' },
  });
  expect(shownMessages(state)).toEqual([question]);
});

test('an edit shows the new question in the place of the old one, and a refusal brings all back', () => {
  const start = initialState(page([question, answer]));
  const edit: ConversationChange = {
    ...sending,
    runId: 'r2',
    ask: { kind: 'edit', question, text: 'Better' },
  };
  expect(shownMessages(run(start, edit)).map((m) => m.parts)).toEqual([
    [{ type: 'text', text: 'Better' }],
  ]);
  const refusal = { code: 'network' as const, message: '' };
  const back = run(start, edit, { type: 'refused', runId: 'r2', refusal });
  expect(shownMessages(back)).toEqual([question, answer]);
});

test('going on with an answer keeps it, also for a page rendered while that runs', () => {
  const stopped: Message = { ...answer, status: 'stopped' };
  const start = initialState(page([question, stopped]));
  const state = run(start, {
    ...sending,
    runId: 'r2',
    ask: { kind: 'goOn', answerId: 'a1', text: 'x' },
  });
  expect(shownMessages(state)).toEqual([question, stopped]);
  expect(state.overlay?.continues).toBe('a1');
  expect(initialState(page([question, stopped], 'r2')).overlay?.continues).toBe('a1');
  expect(initialState(page([question], 'r2')).overlay?.continues).toBeNull();
});

describe('a page opened at a message', () => {
  const place = { messageId: 'q1', leafId: 'z', elsewhere: false, later: true };
  const start = { ...page([question, answer]), place };

  test('keeps later pages when it is rendered anew, and takes what is rendered at another place', () => {
    const next: Message = { ...question, id: 'q2', parentId: 'a1' };
    const read = run(initialState(start), {
      type: 'later',
      messages: [next],
      more: true,
      marks: NO_MARKS,
    });
    const again = run(read, {
      type: 'rendered',
      start: { ...start, runId: null, messages: [question, answer] },
    });
    expect([again.history.map((m) => m.id), again.later]).toEqual([['q1', 'a1', 'q2'], true]);
    const end = run(again, { type: 'rendered', start: page([{ ...next, id: 'q9' }]) });
    expect([end.history.map((m) => m.id), end.later]).toEqual([['q9'], false]);
  });

  test('does not show what runs at the end of another branch', () => {
    const running: ConversationChange = { type: 'running', runId: 'r9', askedAt: 5 };
    expect(run(initialState(start), running).overlay).toBeNull();
    const elsewhere = { ...start, place: { ...place, later: false, elsewhere: true } };
    expect(run(initialState(elsewhere), running).overlay).toBeNull();
  });
});

test('a rating that was withdrawn is gone when the page is rendered anew', () => {
  const rated = { branches: {}, ratings: { a1: { value: 'up' as const, reason: '' } } };
  const state = initialState({ ...page([question, answer]), marks: rated });
  expect(run(state, { type: 'rendered', start: page([question, answer]) }).marks).toEqual(NO_MARKS);
});

test('older pages stay when the end of the branch is rendered anew, and objects are kept', () => {
  const old: Message = { ...question, id: 'q0' };
  const state = run(
    initialState({ ...page([question, answer]), more: true }),
    { type: 'older', messages: [old], more: false, marks: NO_MARKS },
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

test('while an answer comes the messages stay the very same', () => {
  const asked = run(initialState(page([])), sending, accepted);
  expect(shownMessages(run(asked, said))).toBe(shownMessages(asked));
});
