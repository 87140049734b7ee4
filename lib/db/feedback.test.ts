import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type FeedbackLine,
  type FeedbackQuery,
  readFeedbackQuery,
} from '@/lib/contract/feedback-list';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from './client';
import { eachFeedback, listFeedback, listReadings, readRatedTurn } from './feedback';
import { changeSettings } from './instance-settings';
import { openTestDatabase, type TestDatabase } from './testing';

const BY = { actor: { id: 'root', email: 'root@example.com' }, origin: '192.0.2.1' };
const ALL: FeedbackQuery = { value: '', agent: '', withReason: false, page: 1 };
let database: TestDatabase;
let answer: string;

beforeEach(async () => {
  database = await openTestDatabase();
  await sqlClient().batch([
    `INSERT INTO users (id, email, name, created_at) VALUES
      ('ann', 'ann@example.com', 'Ann', 0), ('bob', 'bob@example.com', '', 0)`,
    `INSERT INTO agents (id, name, engine, created_at, updated_at)
     VALUES ('a', 'Adviser', '{}', 0, 0), ('b', 'Other', '{}', 0, 0)`,
  ]);
  answer = await rated({ user: 'ann', value: 'down', reason: 'It was wrong.', at: 5 });
});
afterEach(() => database.dispose());

/** A question, an answer with a step, and what was said of it. Returns the answer's id. */
async function rated(given: {
  user: string;
  agent?: string;
  value: 'up' | 'down';
  reason?: string;
  at: number;
}): Promise<string> {
  const { user, agent = 'a', value, reason = '', at } = given;
  const [session, question, reply] = [newId(), newId(), newId()];
  const parts = [
    { type: 'tool', toolCallId: 't', name: 'look_up', state: 'done', args: { q: 'x' }, result: 1 },
    { type: 'text', text: 'Forty-one.' },
  ];
  await sqlClient().batch([
    {
      sql: `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at)
        VALUES (?1, ?2, ?3, ?1, '', ?1, 0, 0, 0)`,
      args: [session, user, agent],
    },
    {
      sql: `INSERT INTO messages (id, session_id, user_id, parent_id, role, text, parts, created_at)
        VALUES (?1, ?3, ?4, NULL, 'user', 'How many?', NULL, 0),
          (?2, ?3, ?4, ?1, 'assistant', 'Forty-one.', ?5, 0)`,
      args: [question, reply, session, user, JSON.stringify(parts)],
    },
    {
      sql: `INSERT INTO ratings (message_id, user_id, session_id, agent_id, value, reason, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
      args: [reply, user, session, agent, value, reason, at],
    },
  ]);
  return reply;
}

const allow = () => changeSettings({ set: { adminsReadConversations: true }, reset: [] }, BY);

async function noted(): Promise<unknown[]> {
  const { rows } = await sqlClient().execute(
    "SELECT actor_email, subject_id, subject, after, origin FROM audit WHERE action = 'feedback.read'",
  );
  return rows.map((row) => ({ ...row, after: JSON.parse(String(row.after)) }));
}

describe('reading a rated answer', () => {
  test('M10: is impossible while the setting is off, and leaves nothing behind', async () => {
    await expect(readRatedTurn(answer, BY)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await noted()).toEqual([]);
    expect(await listReadings('ann')).toEqual([]);
  });

  test('M10: where allowed gives the turn with its steps, is noted, and its person sees it', async () => {
    await allow();
    const turn = await readRatedTurn(answer, BY, 1_000);
    expect(turn).toMatchObject({ person: 'Ann', personId: 'ann', agent: { name: 'Adviser' } });
    expect(turn.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(turn.messages[1]?.parts[0]).toMatchObject({ type: 'tool', args: { q: 'x' } });
    const [entry] = await noted();
    expect(entry).toMatchObject({
      actor_email: 'root@example.com',
      subject_id: 'ann',
      after: { agent: 'Adviser', message: answer },
      origin: '192.0.2.1',
    });
    expect(await listReadings('ann')).toMatchObject([
      { at: 1_000, agent: 'Adviser', place: { messageId: answer } },
    ]);
    expect(await listReadings('bob')).toEqual([]);
  });

  test('is not possible of what was thrown away, was temporary, or was never rated', async () => {
    await allow();
    const unrated = (await sqlClient().execute("SELECT id FROM messages WHERE role = 'user'"))
      .rows[0]?.id;
    for (const id of [String(unrated), newId()]) {
      await expect(readRatedTurn(id, BY)).rejects.toMatchObject({ code: 'not_found' });
    }
    for (const state of ['deleted_at = 1', 'deleted_at = NULL, temporary = 1']) {
      await sqlClient().execute(`UPDATE sessions SET ${state}`);
      await expect(readRatedTurn(answer, BY)).rejects.toMatchObject({ code: 'not_found' });
      expect((await listFeedback(ALL)).lines[0]?.there).toBe(false);
    }
    expect(await noted()).toEqual([]);
  });

  test('stays listed for its person when the conversation is gone', async () => {
    await allow();
    await readRatedTurn(answer, BY);
    await sqlClient().execute('DELETE FROM sessions');
    expect(await listReadings('ann')).toMatchObject([{ agent: 'Adviser', place: null }]);
  });
});

describe('the list of ratings', () => {
  beforeEach(async () => {
    await rated({ user: 'bob', value: 'up', at: 9 });
    await rated({ user: 'bob', agent: 'b', value: 'down', at: 7 });
  });

  test('is newest first, with counts, and says nothing of what was talked about', async () => {
    const { lines, up, down } = await listFeedback(ALL);
    expect(lines.map(({ createdAt }) => createdAt)).toEqual([9, 7, 5]);
    expect([up, down]).toEqual([1, 2]);
    expect(JSON.stringify(lines)).not.toMatch(/Forty|many|ann|bob/i);
  });

  test.each([
    [{ value: 'up' }, [9]],
    [{ value: 'down' }, [7, 5]],
    [{ agent: 'b' }, [7]],
    [{ reason: 'yes' }, [5]],
    [{ value: 'up', reason: 'yes' }, []],
  ] as const)('is narrowed by %j', async (params, times) => {
    const { lines, up, down } = await listFeedback(readFeedbackQuery({ ...params }));
    expect(lines.map(({ createdAt }) => createdAt)).toEqual(times);
    expect(up + down).toBe(times.length);
  });

  test('is paged, and a file has all of it', async () => {
    for (let at = 100; at < 165; at++) await rated({ user: 'ann', value: 'up', at });
    expect((await listFeedback({ ...ALL, page: 3 })).lines).toHaveLength(8);
    const all: FeedbackLine[] = [];
    for await (const lines of eachFeedback(ALL)) all.push(...lines);
    expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(68);
  });
});
