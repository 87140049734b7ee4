import { afterEach, beforeEach, expect, it } from 'vitest';
import { db, sqlClient } from './client';
import { addAgent, addConversation, addMessage, addPerson } from './fixtures/conversations';
import { runs } from './schema/runs';
import { shares } from './schema/sessions';
import { listTrash } from './session-lists';
import {
  countTrash,
  deleteSession,
  eraseTrashed,
  purgeTrash,
  restoreSessions,
  trashSessions,
} from './session-trash';
import { getConversation } from './sessions';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
const DAY = 86_400_000;

beforeEach(async () => {
  database = await openTestDatabase();
  await addPerson('ada');
  await addPerson('bob');
  await addAgent('guide');
});
afterEach(() => database.dispose());

/** A conversation with everything one can have. */
async function whole(id: string, userId = 'ada', messageCount = 3) {
  await addConversation({ id, userId, title: `title of ${id}` });
  for (let i = 0; i < messageCount; i += 1) await addMessage(id, `word${i}`, { userId });
  await db()
    .insert(runs)
    .values({
      id: `r-${id}`,
      userId,
      sessionId: id,
      agentId: 'guide',
      userMessageId: 'x',
      claim: 'c',
      requestHash: 'h',
      writer: 'w',
      leaseUntil: 0,
      startedAt: 0,
      logStart: 0,
      status: 'completed',
    });
  await sqlClient().execute({
    sql: 'INSERT INTO events (run, seq, data) SELECT n, 1, ? FROM runs WHERE id = ?',
    args: ['{}', `r-${id}`],
  });
  await db()
    .insert(shares)
    .values({
      code: `s-${id}`,
      userId,
      sessionId: id,
      title: 't',
      agentId: 'guide',
      withTrace: false,
      snapshot: [],
      createdAt: 1,
    });
}

async function rest() {
  const tables = [
    'sessions',
    'messages',
    'runs',
    'events',
    'shares',
    'messages_fts_docsize',
    'titles_fts_docsize',
  ];
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const result = await sqlClient().execute(`SELECT count(*) AS n FROM ${table}`);
    counts[table] = Number(result.rows[0]?.n);
  }
  return counts;
}

const NOTHING = {
  sessions: 0,
  messages: 0,
  runs: 0,
  events: 0,
  shares: 0,
  messages_fts_docsize: 0,
  titles_fts_docsize: 0,
};

it('deleting for good leaves nothing: rows, log, index, shares, however long it is', async () => {
  await whole('a', 'ada', 250);
  await trashSessions('ada', ['a'], 5);
  expect(await countTrash('ada', ['a'])).toEqual({ conversations: 1, messages: 250, shares: 1 });
  expect(await eraseTrashed('ada', ['a'])).toBe(1);
  expect(await rest()).toEqual(NOTHING);
  const damage = "INSERT INTO messages_fts(messages_fts, rank) VALUES ('integrity-check', 1)";
  await sqlClient().execute(damage);
});

it('only what is in one’s own trash is deleted for good', async () => {
  await whole('a');
  await whole('b', 'bob');
  await trashSessions('bob', ['b'], 5);
  expect(await eraseTrashed('ada', null)).toBe(0);
  expect(await eraseTrashed('ada', ['a', 'b'])).toBe(0);
  expect(await restoreSessions('ada', { ids: ['b'] })).toEqual([]);
  expect(await deleteSession('ada', 'b')).toBe(false);
  expect(await countTrash('ada', ['b'])).toMatchObject({ conversations: 0, messages: 0 });
  expect((await rest()).sessions).toBe(2);
});

it('all at once comes back by its moment, and what was deleted before stays', async () => {
  for (const id of ['a', 'b', 'c']) await whole(id);
  await trashSessions('ada', ['c'], 5);
  expect((await trashSessions('ada', null, 9)).sort()).toEqual(['a', 'b']);
  expect((await restoreSessions('ada', { deletedAt: 9 })).sort()).toEqual(['a', 'b']);
  expect((await listTrash('ada')).map(({ id }) => id)).toEqual(['c']);
});

it('the sweep takes what is older than the days, and what a crash left half deleted', async () => {
  for (const id of ['old', 'young', 'half', 'kept']) await whole(id);
  const now = 100 * DAY;
  await trashSessions('ada', ['old'], now - 30 * DAY);
  await trashSessions('ada', ['young'], now - 30 * DAY + 1);
  await sqlClient().execute("UPDATE sessions SET deleted_at = 0 WHERE id = 'half'");
  expect(await getConversation('ada', 'half')).toBeNull();
  expect(await restoreSessions('ada', { ids: ['half'] })).toEqual([]);
  expect((await listTrash('ada')).map(({ id }) => id)).toEqual(['young', 'old']);
  expect(await purgeTrash(now, 30)).toBe(2);
  expect(await getConversation('ada', 'old')).toBeNull();
  expect((await listTrash('ada')).map(({ id }) => id)).toEqual(['young']);
  expect((await getConversation('ada', 'kept'))?.session.deletedAt).toBeNull();
  expect(await purgeTrash(now, 30)).toBe(0);
});
