import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from './client';
import { appendBatch, readRunLog } from './events';
import type { Batch } from './node-sqlite';
import { writeTogether } from './shared-commit';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await database.client.executeMultiple(`
    CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (id INTEGER PRIMARY KEY,
      parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)`);
});
afterEach(() => database.dispose());

const add = (id: number): Batch => [{ sql: 'INSERT INTO parent VALUES (?)', args: [id] }];

async function ids(): Promise<unknown[]> {
  const { rows } = await database.client.execute('SELECT id FROM parent ORDER BY id');
  return rows.map((row) => row.id);
}

describe('batches in one commit', () => {
  test('each has its own results', async () => {
    const select: Batch = [...add(2), { sql: 'SELECT count(*) AS n FROM parent', args: [] }];
    const outcomes = await writeTogether([add(1), select]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const [, second] = outcomes;
    expect(second?.status === 'fulfilled' && second.value[1]?.rows[0]?.n).toBe(2);
  });

  test('one that fails is undone whole, and no other with it', async () => {
    const outcomes = await writeTogether([add(1), [...add(2), ...add(1)], add(3)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'SQLITE_CONSTRAINT' } });
    expect(await ids()).toEqual([1, 3]);
  });

  test('one that spoils the commit itself is the only one that fails', async () => {
    const orphan: Batch = [{ sql: 'INSERT INTO child VALUES (1, 99)', args: [] }];
    const outcomes = await writeTogether([add(1), orphan, add(3)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await ids()).toEqual([1, 3]);
  });

  test('another connection sees all of them or none', async () => {
    const other = openDatabase(database.url);
    const seen = new Set<unknown>();
    const look = async () => {
      const { rows } = await other.client.execute('SELECT count(*) AS n FROM parent');
      seen.add(rows[0]?.n);
    };
    const writing = writeTogether([add(1), add(2), add(3)]);
    await look();
    await writing;
    await look();
    other.close();
    expect([...seen].filter((n) => n !== 0)).toEqual([3]);
  });

  test('each is told when the store refuses them all', async () => {
    const holder = openDatabase(database.url);
    const waiting = openDatabase(database.url, { waitMs: 30 });
    await holder.client.execute('BEGIN IMMEDIATE');
    const outcomes = await waiting.client.together?.([add(1), add(2)]);
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'storage_busy' } },
      { status: 'rejected', reason: { code: 'storage_busy' } },
    ]);
    waiting.close();
    holder.close();
  });
});

describe('events in the log', () => {
  test('come back as they went in, also more than one statement holds', async () => {
    await database.client.executeMultiple(`
      PRAGMA foreign_keys = OFF;
      INSERT INTO runs (n, id, user_id, session_id, agent_id, user_message_id, claim, request_hash,
        writer, lease_until, started_at, log_start)
      VALUES (1, 'r', 'u', 's', 'a', 'm', 'c', 'h', 'here', 0, 0, 0)`);
    const texts = ['plain', '"quoted" \\ \n{"type":"text"}', '', 'ü 🧵 \u2028', '"'];
    const events = [
      ...texts.map((content) => ({ type: 'text', content })),
      { type: 'tool_call', id: '1', name: 'n', args: { content: '"' }, at: 1 },
      { type: 'done' },
      ...Array.from({ length: 70 }, (_, i) => ({ type: 'text', content: `${i}` })),
    ];
    const entries = events.map((event, i) => ({ run: 1, seq: i + 1, data: JSON.stringify(event) }));
    await writeTogether([appendBatch(entries, 'here')]);
    const rows = await readRunLog(1, 0, 1_000);
    expect(rows.map(({ run, seq, data }) => ({ run, seq, data }))).toEqual(entries);
  });
});
