/** What happens to the store when the disk, the file or another process misbehaves. */

import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mayMount, mountSmall } from './fixtures/mount';
import { startChild } from './fixtures/process';
import { migrate } from './migrate';
import { openSqlite } from './node-sqlite';
import { openTestDatabase, type TestDatabase } from './testing';

// Other processes take part: how long they need to start is the machine's affair.
vi.setConfig({ testTimeout: 60_000 });

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.dispose());

const insert = (key: string, value = '') => ({
  sql: 'INSERT INTO settings (key, value, updated_at) VALUES (?, ?, 1)',
  args: [key, value],
});

async function keys(client: TestDatabase['client']): Promise<unknown[]> {
  const { rows } = await client.execute('SELECT key FROM settings ORDER BY rowid');
  return rows.map((row) => row.key);
}

async function holdLock() {
  const child = startChild('hold-lock.mjs', [database.url.slice('file:'.length)]);
  await child.says('locked');
  return {
    async release() {
      child.process.stdin.end();
      await child.output();
    },
  };
}

/** The longest time, in milliseconds, for which the event loop stood still. */
function watchLoop(): () => number {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  return () => {
    clearInterval(timer);
    return Math.max(longest, performance.now() - last);
  };
}

describe('V04: another process holds the write lock', () => {
  test('V04: for 3 s: writes wait and succeed in order, reads go on, the loop never stands', {
    timeout: 20_000,
  }, async () => {
    const lock = await holdLock();
    const stalled = watchLoop();
    const writes = Promise.all(
      ['a', 'b', 'c'].map((key) => database.client.batch([insert(key), insert(`${key}2`)])),
    );
    const seen = await keys(database.client);
    await new Promise((done) => setTimeout(done, 3_000));
    await lock.release();
    await writes;
    expect(seen).toEqual([]);
    expect(await keys(database.client)).toEqual(['a', 'a2', 'b', 'b2', 'c', 'c2']);
    expect(stalled()).toBeLessThan(250);
  });

  test('V04: for longer than the wait: storage_busy with a time, nothing half-written, then all is well', async () => {
    const hurried = openSqlite(database.url, { waitMs: 100 });
    const lock = await holdLock();
    const outcomes = await Promise.allSettled([
      hurried.batch([insert('a'), insert('b')]),
      hurried.execute(insert('c')),
    ]);
    await lock.release();
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'storage_busy', status: 503, detail: { retryAfterSeconds: 5 } },
      });
    }
    expect(await keys(hurried)).toEqual([]);
    await hurried.execute(insert('d'));
    expect(await keys(hurried)).toEqual(['d']);
    hurried.close();
  });

  test('closing fails what waits, at once', async () => {
    const other = openSqlite(database.url);
    const lock = await holdLock();
    const write = other.execute(insert('a'));
    other.close();
    await expect(write).rejects.toThrow('closed');
    await lock.release();
  });

  test('a wrong statement that waited fails alone', async () => {
    const lock = await holdLock();
    const writes = Promise.allSettled([
      database.client.execute(insert('a')),
      database.client.batch([insert('b'), insert('a')]),
      database.client.execute(insert('c')),
    ]);
    await lock.release();
    expect((await writes).map((write) => write.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await keys(database.client)).toEqual(['a', 'c']);
  });
});

describe('V05: many writers', () => {
  test('V05: 100 at once in four processes: nobody meets a lock, nothing is lost', async () => {
    const children = ['a', 'b', 'c', 'd'].map((name) =>
      startChild('start.ts', [database.url, name, '25']),
    );
    await Promise.all(children.map((child) => child.says('ready')));
    for (const child of children) child.process.stdin.end('go');
    await Promise.all(children.map((child) => child.output()));
    expect(new Set(await keys(database.client)).size).toBe(100);
    await expectSound(database.client);
  });
});

describe('V03: the disk is full', () => {
  test('V03: storage_full, what was stored stays, reading works, and writing again once there is room', async () => {
    const { client } = database;
    await client.execute(insert('kept'));
    const pages = await client.execute('PRAGMA page_count');
    await client.execute(`PRAGMA max_page_count = ${pages.rows[0]?.[0]}`);
    const full = client.batch([insert('a'), insert('b', 'x'.repeat(1_000_000))]);
    await expect(full).rejects.toMatchObject({ code: 'storage_full', status: 503 });
    expect(await keys(client)).toEqual(['kept']);
    await client.execute('PRAGMA max_page_count = 1000000');
    await client.batch([insert('a'), insert('b', 'x'.repeat(1_000_000))]);
    expect(await keys(client)).toEqual(['kept', 'a', 'b']);
    await expectSound(client);
  });

  test.skipIf(!mayMount())('V03: the same on a real full file system', async () => {
    const disk = mountSmall(4_096);
    if (!disk) throw new Error('No file system to fill.');
    const client = openSqlite(`file:${disk.folder}/gossamer.db`);
    await migrate(client);
    const acknowledged: string[] = [];
    const filler = join(disk.folder, 'filler');
    writeFileSync(filler, 'x'.repeat(1_000_000));
    const write = async (key: string) => {
      await client.batch([insert(key, 'x'.repeat(20_000)), insert(`${key}-2`)]);
      acknowledged.push(key, `${key}-2`);
    };
    const filling = async () => {
      for (let index = 0; index < 1_000; index++) await write(`k${index}`);
    };
    await expect(filling()).rejects.toMatchObject({ code: 'storage_full' });
    expect(acknowledged.length).toBeGreaterThan(2);
    expect(await keys(client)).toEqual(acknowledged);
    rmSync(filler);
    await write('after');
    expect(await keys(client)).toEqual(acknowledged);
    await expectSound(client);
    client.close();
    disk.dispose();
  });
});

describe('V11: the file cannot be written', () => {
  test('V11: opened without the right to write: reading works, writing says why not', async () => {
    await database.client.execute(insert('kept'));
    const reader = openSqlite(database.url, { readOnly: true });
    expect(await keys(reader)).toEqual(['kept']);
    const [read] = await reader.batch(['SELECT key FROM settings', 'SELECT 1']);
    expect(read?.rows).toHaveLength(1);
    const refused = { code: 'storage_read_only', status: 503 };
    await expect(reader.execute(insert('a'))).rejects.toMatchObject(refused);
    await expect(reader.batch([insert('a'), insert('b')])).rejects.toMatchObject(refused);
    reader.close();
  });

  test.skipIf(!mayMount()).each(['was closed', 'was cut off'])(
    'V11: the file system is read-only and the database %s',
    async (how) => {
      const disk = mountSmall(8_192);
      if (!disk) throw new Error('No file system to freeze.');
      const writer = openSqlite(`file:${disk.folder}/gossamer.db`);
      await migrate(writer);
      await writer.execute(insert('kept'));
      // The files as a killed process leaves them: the row is only in the log.
      const cut = join(disk.folder, 'cut');
      mkdirSync(cut);
      for (const name of readdirSync(disk.folder).filter((file) => file.startsWith('gossamer'))) {
        cpSync(join(disk.folder, name), join(cut, name));
      }
      writer.close();
      disk.freeze();
      const client = openSqlite(`file:${how === 'was closed' ? disk.folder : cut}/gossamer.db`);
      expect(await keys(client)).toEqual(['kept']);
      expect(await migrate(client)).toEqual([]);
      await expect(client.execute(insert('a'))).rejects.toMatchObject({
        code: 'storage_read_only',
      });
      client.close();
      disk.dispose();
    },
  );
});

async function expectSound(client: TestDatabase['client']): Promise<void> {
  const whole = await client.execute('PRAGMA integrity_check');
  const keysWhole = await client.execute('PRAGMA foreign_key_check');
  expect([whole.rows[0]?.[0], keysWhole.rows]).toEqual(['ok', []]);
}
