import { describe, expect, test } from 'vitest';
import type { Message } from '@/lib/contract/message';
import { exchangesOf, keepKeys } from './exchanges';

function message(id: string, role: Message['role'], text = 'Words'): Message {
  return { id, role, parentId: null, parts: [{ type: 'text', text }], createdAt: 0 };
}

const STORED = [message('q1', 'user'), message('a1', 'assistant')];

describe('exchanges', () => {
  test('a question begins one, answers belong to it', () => {
    const exchanges = exchangesOf([...STORED, message('q2', 'user')]);
    expect(exchanges.map(({ messages }) => messages.map(({ id }) => id))).toEqual([
      ['q1', 'a1'],
      ['q2'],
    ]);
  });

  test('a page that begins with an answer keeps it', () => {
    expect(exchangesOf([message('a0', 'assistant'), ...STORED])[0]?.key).toBe('a0');
  });
});

describe('keys', () => {
  test('a question keeps its key when its stored form takes its place', () => {
    const known = new Map<string, string>();
    const asked = exchangesOf([...STORED, message('run', 'user')]);
    const stored = exchangesOf([...STORED, message('q2', 'user')]);
    const after = keepKeys(asked, stored, known);
    expect(after.map(({ key }) => key)).toEqual(['q1', 'run']);
    const answered = exchangesOf([
      ...STORED,
      message('q2', 'user'),
      message('a2', 'assistant'),
      message('q3', 'user'),
    ]);
    expect(keepKeys(after, answered, known).map(({ key }) => key)).toEqual(['q1', 'run', 'q3']);
  });

  test('another question in the place of one is new', () => {
    const known = new Map<string, string>();
    const before = exchangesOf([...STORED, message('q2', 'user', 'One')]);
    const edited = exchangesOf([...STORED, message('q3', 'user', 'Another')]);
    expect(keepKeys(before, edited, known).map(({ key }) => key)).toEqual(['q1', 'q3']);
  });

  test('a new question is new, and a refused one leaves no key behind', () => {
    const known = new Map<string, string>();
    const before = exchangesOf(STORED);
    const asked = keepKeys(before, exchangesOf([...STORED, message('run', 'user')]), known);
    expect(asked.map(({ key }) => key)).toEqual(['q1', 'run']);
    expect(keepKeys(asked, exchangesOf(STORED), known).map(({ key }) => key)).toEqual(['q1']);
  });

  test('older pages do not take over keys', () => {
    const known = new Map<string, string>();
    const before = exchangesOf(STORED);
    const longer = exchangesOf([message('q0', 'user'), message('a0', 'assistant'), ...STORED]);
    expect(keepKeys(before, longer, known).map(({ key }) => key)).toEqual(['q0', 'q1']);
  });
});
