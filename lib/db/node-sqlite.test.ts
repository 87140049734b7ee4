import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from './client';
import { openSqlite } from './node-sqlite';
import { users } from './schema/people';
import { sessions } from './schema/sessions';
import { databasePath, walIsSafe } from './sqlite-file';
import { isUniqueViolation } from './storage-error';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.dispose());

const ann = { id: 'ann', email: 'ann@example.com', createdAt: 1 };

describe('as libSQL does it', () => {
  test('rows are array-like, with named values as their own properties', async () => {
    const result = await database.client.execute('SELECT 1 AS a, NULL AS b, 1.5 AS c');
    const row = result.rows[0];
    expect(result.columns).toEqual(['a', 'b', 'c']);
    expect(row && Array.from(row)).toEqual([1, null, 1.5]);
    expect({ ...row }).toEqual({ a: 1, b: null, c: 1.5 });
    expect(row?.length).toBe(3);
  });

  test('columns of one name, or with the name of an index, keep their places', async () => {
    const result = await database.client.execute('SELECT 1 AS a, 2 AS a, 3 AS "0", 4 AS length');
    expect(result.rows.map((row) => Array.from(row))).toEqual([[1, 2, 3, 4]]);
    expect(result.rows[0]?.a).toBe(1);
  });

  test('arguments are given by place or by name, and every kind is stored', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const places = await database.client.execute({
      sql: 'SELECT ?, ?, ?, ?, ?, ?',
      args: [true, false, 7n, null, new Date(5), bytes],
    });
    expect(Array.from(places.rows[0] ?? [])).toEqual([1, 0, 7, null, 5, bytes.buffer]);
    const names = await database.client.execute({
      sql: 'SELECT :a AS a, $b AS b',
      args: { a: 1, $b: 'x' },
    });
    expect({ ...names.rows[0] }).toEqual({ a: 1, b: 'x' });
  });

  test.each([
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
  ])('%s is refused', async (_name, value) => {
    await expect(database.client.execute('SELECT ?', [value])).rejects.toThrow(RangeError);
  });

  test('an integer that a number cannot hold is refused, not rounded', async () => {
    await expect(database.client.execute('SELECT 9007199254740993')).rejects.toThrow(RangeError);
  });

  test('writes tell how many rows they changed', async () => {
    const made = await database.client.execute(
      "INSERT INTO alerts VALUES ('a', 1, 1, 1, NULL, NULL)",
    );
    expect(made).toMatchObject({ rowsAffected: 1, lastInsertRowid: 1n, rows: [] });
    const changed = await database.client.execute('UPDATE alerts SET count = 2 RETURNING cause');
    expect(changed).toMatchObject({ rowsAffected: 1 });
    expect(changed.rows.map((row) => row.cause)).toEqual(['a']);
  });

  test('Drizzle reads, writes and joins on it', async () => {
    await database.db.insert(users).values(ann);
    const found = await database.db
      .select({ user: users, session: sessions })
      .from(users)
      .leftJoin(sessions, eq(sessions.userId, users.id));
    expect(found).toMatchObject([{ user: ann, session: null }]);
    expect(await database.db.all(sql`SELECT id FROM users`)).toEqual([{ id: 'ann' }]);
  });

  test('a statement kept prepared sees the column another connection adds', async () => {
    const { client } = database;
    await client.execute('SELECT * FROM alerts');
    const other = openSqlite(database.url);
    await other.execute('ALTER TABLE alerts ADD COLUMN note TEXT');
    await other.execute("INSERT INTO alerts VALUES ('a', 1, 1, 1, NULL, NULL, 'new')");
    other.close();
    const { rows } = await client.execute('SELECT * FROM alerts');
    expect(rows[0]?.note).toBe('new');
  });
});

describe('batches', () => {
  test('are whole or not at all, and the next one works', async () => {
    const { db } = database;
    const failed = db.batch([
      db.insert(users).values(ann),
      db.insert(users).values({ ...ann, id: 'b' }),
    ]);
    await expect(failed).rejects.toThrow('UNIQUE constraint failed: users.email');
    expect(await db.select().from(users)).toEqual([]);
    await db.batch([db.insert(users).values(ann)]);
    expect(await db.select().from(users)).toHaveLength(1);
  });

  test('answer with one result a statement', async () => {
    const { db } = database;
    const [made, all] = await db.batch([
      db.insert(users).values(ann).returning({ id: users.id }),
      db.select({ email: users.email }).from(users),
    ]);
    expect([made, all]).toEqual([[{ id: 'ann' }], [{ email: ann.email }]]);
  });

  test('an error says what libSQL says, and never holds what was written', async () => {
    await database.db.insert(users).values(ann);
    const again = await database.db
      .insert(users)
      .values({ ...ann, id: 'a secret value' })
      .catch((error: unknown) => error);
    expect(again).toMatchObject({
      code: 'SQLITE_CONSTRAINT',
      extendedCode: 'SQLITE_CONSTRAINT_UNIQUE',
      message: 'UNIQUE constraint failed: users.email',
    });
    expect(isUniqueViolation(again, 'users.email')).toBe(true);
    expect(isUniqueViolation(again, 'users.id')).toBe(false);
    expect(String(again)).not.toContain('secret');
  });

  test('there are no interactive transactions', async () => {
    await expect(database.client.transaction('write')).rejects.toThrow('not supported');
  });
});

describe('connections', () => {
  test('D06: every connection has foreign keys, WAL and the chosen sync', async () => {
    const other = openDatabase(database.url);
    await other.client.execute('BEGIN IMMEDIATE');
    const third = openDatabase(database.url);
    for (const { client } of [database, other, third]) {
      const settings = await Promise.all(
        ['foreign_keys', 'journal_mode', 'synchronous', 'wal_autocheckpoint'].map(async (name) => {
          const { rows } = await client.execute(`PRAGMA ${name}`);
          return rows[0]?.[0];
        }),
      );
      expect(settings).toEqual([1, 'wal', 1, 4000]);
    }
    await other.client.execute('ROLLBACK');
    third.close();
    other.close();
  });

  test('D05: this SQLite is new enough for WAL; with an older one WAL is off', async () => {
    const { rows } = await database.client.execute('SELECT sqlite_version()');
    expect(walIsSafe(String(rows[0]?.[0]))).toBe(true);
    expect(['3.51.2', '3.50.9', '2.99.99'].filter(walIsSafe)).toEqual([]);
    expect(['3.51.3', '3.52.0', '4.0.0'].filter((version) => !walIsSafe(version))).toEqual([]);

    const folder = await mkdtemp(join(tmpdir(), 'gossamer-'));
    const old = openSqlite(`file:${folder}/old.db`, { sqliteVersion: '3.51.2' });
    const mode = await old.execute('PRAGMA journal_mode');
    expect(mode.rows[0]?.[0]).toBe('delete');
    old.close();
    await rm(folder, { recursive: true });
  });

  test('a closed one says so, and can be opened again', async () => {
    database.client.close();
    expect(database.client.closed).toBe(true);
    await expect(database.client.execute('SELECT 1')).rejects.toThrow('closed');
    database.client.reconnect();
    expect((await database.client.execute('SELECT 1')).rows).toHaveLength(1);
  });

  test('the folder is made when missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gossamer-'));
    openSqlite(`file:${folder}/a/b/new.db`).close();
    expect((await stat(join(folder, 'a/b/new.db'))).isFile()).toBe(true);
    await rm(folder, { recursive: true });
  });

  test.each([
    ['file:./data/a.db', resolve('data/a.db')],
    ['file:/var/a.db', '/var/a.db'],
    ['file:///var/a%20b.db?mode=ro', '/var/a b.db'],
    ['file://localhost/var/a.db', '/var/a.db'],
    ['file::memory:', ':memory:'],
  ])('%s is %s', (url, path) => {
    expect(databasePath(url)).toBe(path);
  });

  test('a database in memory is one of its own', async () => {
    const memory = openSqlite('file::memory:');
    await memory.batch(['CREATE TABLE t (a)', 'INSERT INTO t VALUES (1)']);
    expect((await memory.execute('SELECT a FROM t')).rows).toHaveLength(1);
    memory.close();
  });
});
