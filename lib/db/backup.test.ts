import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUp, restore } from './backup';
import { startChild } from './fixtures/process';
import { integrityProblems } from './integrity';
import { migrationState } from './migrate';
import { openSqlite } from './node-sqlite';
import { agents } from './schema/agents';
import { users } from './schema/people';
import { runs } from './schema/runs';
import { sessions } from './schema/sessions';
import { openTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
let folder: string;
let copy: string;
beforeEach(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'gossamer-'));
  copy = join(folder, 'copy.db');
});
afterEach(async () => {
  await database.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const insert = (key: string) => ({
  sql: 'INSERT INTO settings (key, value, updated_at) VALUES (?, ?, 1)',
  args: [key, 'x'.repeat(1_000)],
});

async function keys(client: TestDatabase['client']): Promise<unknown[]> {
  const { rows } = await client.execute('SELECT key FROM settings ORDER BY rowid');
  return rows.map((row) => row.key);
}

async function runningRun(leaseMs: number): Promise<void> {
  const { db } = database;
  const times = { createdAt: 1, updatedAt: 1 };
  await db.batch([
    db.insert(users).values({ id: 'u', email: 'u@example.com', createdAt: 1 }),
    db.insert(agents).values({
      id: 'a',
      name: 'A',
      engine: { kind: 'thinnest', upstreamAgentId: 'ag_1' },
      ...times,
    }),
    db.insert(sessions).values({
      ...{ id: 's', userId: 'u', agentId: 'a', key: 's', title: 'S', upstreamId: 's', readAt: 1 },
      ...times,
    }),
    db.insert(runs).values({
      ...{ id: 'r', userId: 'u', sessionId: 's', agentId: 'a', userMessageId: 'm', claim: 'c' },
      ...{ requestHash: 'h', writer: 'w', startedAt: 1, logStart: 0 },
      leaseUntil: Date.now() + leaseMs,
    }),
  ]);
}

describe('a backup', () => {
  test('V22: taken while another process writes: sound, with all that was acknowledged before', async () => {
    for (let index = 0; index < 200; index++)
      await database.client.execute(insert(`before-${index}`));
    const writer = startChild('start.ts', [database.url, 'during', '2000']);
    await writer.says('ready');
    writer.process.stdin.end('go');
    const made = await backUp(database.url, copy);
    await writer.output();
    const restored = openSqlite(`file:${copy}`);
    expect((await keys(restored)).slice(0, 200)).toEqual(
      Array.from({ length: 200 }, (_, index) => `before-${index}`),
    );
    expect(await integrityProblems(restored)).toEqual([]);
    const { applied } = await migrationState(database.client);
    expect(made).toMatchObject({ file: copy, migrations: applied });
    restored.close();
  });

  test('never overwrites, and leaves nothing half-made behind', async () => {
    writeFileSync(copy, 'mine');
    await expect(backUp(database.url, copy)).rejects.toThrow('exists already');
    await expect(backUp(database.url, join(folder, 'no/where.db'))).rejects.toThrow('folder');
    await expect(backUp('file:/no/such.db', join(folder, 'b.db'))).rejects.toThrow('no database');
    await expect(backUp('libsql://host', join(folder, 'b.db'))).rejects.toThrow('provider');
    expect(readFileSync(copy, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['copy.db']);
  });
});

describe('a restore', () => {
  test('D03: brings the backup back, and keeps what it replaces', async () => {
    await database.client.execute(insert('old'));
    await backUp(database.url, copy);
    await database.client.execute(insert('new'));
    database.client.close();
    const done = await restore(database.url, copy);
    database.client.reconnect();
    expect(await keys(database.client)).toEqual(['old']);
    expect(done).toMatchObject({ online: false, migrated: [] });
    const aside = openSqlite(`file:${done.replaced}`);
    expect(await keys(aside)).toEqual(['old', 'new']);
    aside.close();
  });

  test('under a server that has it open: the server sees the backup at once', async () => {
    await database.client.execute(insert('old'));
    await backUp(database.url, copy);
    await database.client.execute(insert('new'));
    expect(await restore(database.url, copy)).toMatchObject({ online: true });
    expect(await keys(database.client)).toEqual(['old']);
    await database.client.execute(insert('after'));
    expect(await keys(database.client)).toEqual(['old', 'after']);
    expect(await integrityProblems(database.client)).toEqual([]);
  });

  test('is refused while a server has answers running, unless forced', async () => {
    await backUp(database.url, copy);
    await runningRun(60_000);
    await expect(restore(database.url, copy)).rejects.toThrow('1 running answer. Stop the server');
    expect((await database.client.execute('SELECT id FROM runs')).rows).toHaveLength(1);
    await restore(database.url, copy, { force: true });
    expect((await database.client.execute('SELECT id FROM runs')).rows).toHaveLength(0);
  });

  test('a run whose server died is in nobody’s way', async () => {
    await backUp(database.url, copy);
    await runningRun(-1);
    expect(await restore(database.url, copy)).toMatchObject({ online: true });
  });

  test('V09: replaces a damaged database, and keeps the damaged one too', async () => {
    await database.client.execute(insert('old'));
    await backUp(database.url, copy);
    database.client.close();
    const path = database.url.slice('file:'.length);
    writeFileSync(path, 'no database any more');
    const done = await restore(database.url, copy);
    expect(readFileSync(done.replaced ?? '', 'utf8')).toBe('no database any more');
    database.client.reconnect();
    expect(await keys(database.client)).toEqual(['old']);
  });

  test('onto a machine that has nothing yet', async () => {
    await backUp(database.url, copy);
    const fresh = `file:${folder}/data/gossamer.db`;
    expect(await restore(fresh, copy)).toMatchObject({ replaced: null, online: false });
  });

  test.each([
    ['garbage', 'not a database at all', 'is damaged'],
    ['nothing', '', 'is not a database of Gossamer'],
  ])('refuses %s and changes nothing', async (_what, content, reason) => {
    await database.client.execute(insert('old'));
    writeFileSync(copy, content);
    await expect(restore(database.url, copy)).rejects.toThrow(reason);
    expect(await keys(database.client)).toEqual(['old']);
  });

  test('refuses a backup of a newer Gossamer', async () => {
    await backUp(database.url, copy);
    const newer = openSqlite(`file:${copy}`);
    await newer.execute("INSERT INTO migrations VALUES ('9999_future', 1)");
    newer.close();
    await expect(restore(database.url, copy)).rejects.toThrow('newer Gossamer');
  });
});
