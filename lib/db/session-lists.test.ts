import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listChats } from './chats';
import { sqlClient } from './client';
import { addAgent, addConversation, addMessage, addPerson } from './fixtures/conversations';
import { setModelTitle } from './model-title';
import { archiveSession, pinSession, renameSession } from './session-care';
import {
  listArchived,
  listChangedSessions,
  listPinned,
  listSessions,
  listTrash,
  sidebarQuery,
} from './session-lists';
import { restoreSessions, trashSessions } from './session-trash';
import { getConversation } from './sessions';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addPerson('ada');
  await addPerson('bob');
  await addAgent('guide');
});
afterEach(() => database.dispose());

const ids = (rows: { id: string }[]) => rows.map((row) => row.id);

describe('the lists', () => {
  beforeEach(async () => {
    for (const [i, id] of ['a', 'b', 'c', 'd', 'e'].entries()) await addConversation({ id }, i + 1);
    await addConversation({ id: 'other', userId: 'bob' }, 9);
    await addConversation({ id: 'temp', temporary: true }, 10);
  });

  it('keep each conversation in one place', async () => {
    await pinSession('ada', 'b', { at: 20 });
    await archiveSession('ada', 'c', { at: 20 });
    await trashSessions('ada', ['d'], 20);
    expect(ids(await listSessions('ada'))).toEqual(['e', 'a']);
    expect(ids(await listPinned('ada'))).toEqual(['b']);
    expect(ids(await listArchived('ada'))).toEqual(['c']);
    expect(ids(await listTrash('ada'))).toEqual(['d']);
    expect((await listChats('ada', { limit: 10, offset: 0 })).total).toBe(3);
  });

  it('archiving takes a pin away, pinning takes out of the archive', async () => {
    await pinSession('ada', 'a', { at: 20 });
    await archiveSession('ada', 'a', { at: 21 });
    expect([ids(await listPinned('ada')), ids(await listArchived('ada'))]).toEqual([[], ['a']]);
    await pinSession('ada', 'a', { at: 22 });
    expect([ids(await listPinned('ada')), ids(await listArchived('ada'))]).toEqual([['a'], []]);
  });

  it('what comes back from the trash is where it was', async () => {
    await archiveSession('ada', 'a', { at: 20 });
    await pinSession('ada', 'b', { at: 20 });
    await trashSessions('ada', ['a', 'b'], 30);
    expect([await listPinned('ada'), await listArchived('ada')]).toEqual([[], []]);
    await restoreSessions('ada', { ids: ['a', 'b'] });
    expect([ids(await listPinned('ada')), ids(await listArchived('ada'))]).toEqual([['b'], ['a']]);
  });

  it('nothing of this is activity, and nothing of it is another person’s to do', async () => {
    const before = await getConversation('ada', 'a');
    await renameSession('ada', 'a', 'New name');
    await pinSession('ada', 'a', { at: 20 });
    const after = await getConversation('ada', 'a');
    expect(after?.session.updatedAt).toBe(before?.session.updatedAt);
    expect(after?.session.unread).toBe(false);
    expect(await renameSession('bob', 'a', 'Mine')).toBe(false);
    expect(await pinSession('bob', 'a', { at: 1 })).toBe(false);
    expect(await archiveSession('bob', 'a', { at: 1 })).toBe(false);
    expect(await trashSessions('bob', ['a'], 1)).toEqual([]);
    expect(
      await setModelTitle({
        userId: 'ada',
        sessionId: 'a',
        runId: 'r',
        title: 'By a model',
        usage: undefined,
      }),
    ).toBe(false);
    expect((await getConversation('ada', 'a'))?.session.title).toBe('New name');
  });

  it('changes tell where a conversation is kept, old or not, when it is named', async () => {
    await archiveSession('ada', 'a', { at: 20 });
    await trashSessions('ada', ['b'], 20);
    const changed = await listChangedSessions('ada', 100, ['a', 'b', 'c', 'other', 'none']);
    expect(changed.map(({ id, place }) => [id, place])).toEqual([
      ['c', 'list'],
      ['b', 'trash'],
      ['a', 'archive'],
    ]);
  });
});

it('pages through any number of conversations of one moment without gap or repetition', async () => {
  for (let i = 0; i < 95; i += 1) await addConversation({ id: `s${i}` }, 5);
  const seen: string[] = [];
  for (let page = await listSessions('ada'); page.length > 0; ) {
    seen.push(...ids(page));
    const last = page.at(-1);
    page = await listSessions('ada', { before: last });
  }
  expect([seen.length, new Set(seen).size]).toEqual([95, 95]);
  await trashSessions('ada', seen, 7);
  const gone: string[] = [];
  for (let page = await listTrash('ada'); page.length > 0; ) {
    gone.push(...ids(page));
    page = await listTrash('ada', { before: page.at(-1) });
  }
  expect([gone.length, new Set(gone).size]).toEqual([95, 95]);
});

it('the sidebar reads the partial index and sorts nothing', async () => {
  await addConversation({ id: 'a' });
  await addMessage('a', 'x');
  const { sql, params } = sidebarQuery('ada', { before: { updatedAt: 5, id: 'a' } }).toSQL();
  const args = params.map((value) => (typeof value === 'number' ? value : String(value)));
  const plan = await sqlClient().execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
  const steps = plan.rows.map((row) => String(row.detail)).join('\n');
  expect(steps).toContain('USING INDEX sessions_shown (user_id=? AND updated_at<?)');
  // Conversations of one millisecond are told apart by their ids: all that is ever sorted.
  expect(steps).not.toMatch(/SCAN|TEMP B-TREE FOR ORDER BY/);
});
