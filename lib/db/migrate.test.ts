import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Client, InStatement } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startChild } from './fixtures/process';
import { checkDatabase } from './health';
import { integrityProblems } from './integrity';
import { migrate, migrationState } from './migrate';
import { openSqlite } from './node-sqlite';

// Other processes take part: how long they need to start is the machine's affair.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gossamer-'));
  path = join(folder, 'gossamer.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of migrations: each a name and its SQL. */
function migrationsOf(list: Record<string, string>): string {
  const made = mkdtempSync(join(folder, 'migrations-'));
  mkdirSync(join(made, 'meta'));
  const entries = Object.keys(list).map((tag) => ({ tag }));
  writeFileSync(join(made, 'meta', '_journal.json'), JSON.stringify({ entries }));
  for (const [tag, text] of Object.entries(list)) writeFileSync(join(made, `${tag}.sql`), text);
  return made;
}

function open(file = path): Client {
  return openSqlite(`file:${file}`);
}

async function schemaOf(client: Client): Promise<unknown[]> {
  const { rows } = await client.execute(
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'migrations' ORDER BY type, name",
  );
  return rows.map((row) => ({ ...row }));
}

describe('the shipped migrations', () => {
  test('make a sound database once, and have nothing to do the second time', async () => {
    const client = open();
    const { pending } = await migrationState(client);
    expect(await migrate(client)).toEqual(pending);
    expect(await migrate(client)).toEqual([]);
    expect(await integrityProblems(client)).toEqual([]);
    expect(await checkDatabase(client)).toMatchObject({
      ok: true,
      kind: 'file',
      path,
      journalMode: 'wal',
      migrations: { applied: pending, pending: [], unknown: [] },
    });
    client.close();
  });

  test('V07: twelve processes that start at once on a new file apply each migration once', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
    const children = names.map((name) => startChild('start.ts', [`file:${path}`, name, '2']));
    await Promise.all(children.map((child) => child.says('ready')));
    for (const child of children) child.process.stdin.end('go');
    const outputs = await Promise.all(children.map((child) => child.output()));
    const applied = outputs.flatMap(
      (text): string[] => JSON.parse(text.split('\n')[1] ?? '').applied,
    );
    const client = open();
    const state = await migrationState(client);
    expect(applied.sort()).toEqual(state.applied);
    expect(state.pending).toEqual([]);
    const { rows } = await client.execute('SELECT count(*) AS rows FROM settings');
    expect(rows[0]?.rows).toBe(24);
    expect(await integrityProblems(client)).toEqual([]);
    client.close();
  });

  test('V06: killed after any statement, the next start ends in the new schema entirely', async () => {
    const whole = open();
    await migrate(whole);
    const wanted = await schemaOf(whole);
    whole.close();

    let killed = 0;
    for (let after = 0; ; after++) {
      const file = join(folder, `cut-${after}`, 'gossamer.db');
      const cut = open(file);
      const left = join(folder, `left-${after}`);
      const outcome = await migrate(killedAfter(cut, after, left)).catch((error: unknown) => error);
      cut.close();
      if (Array.isArray(outcome)) break;
      killed++;
      const next = open(join(left, 'gossamer.db'));
      const before = await migrationState(next);
      if (!before.applied.includes('0000_base')) expect(await schemaOf(next)).toEqual([]);
      await migrate(next);
      expect(await schemaOf(next)).toEqual(wanted);
      expect(await integrityProblems(next)).toEqual([]);
      next.close();
    }
    expect(killed).toBeGreaterThan(40);
  });
});

/**
 * The client of a process that is killed after so many statements of its migrations:
 * the files as they are at that moment are copied to `left`.
 */
function killedAfter(client: Client, statements: number, left: string): Client {
  let done = 0;
  return {
    ...client,
    protocol: 'file',
    closed: false,
    async migrate(batch: InStatement[]) {
      if (done + batch.length <= statements) {
        done += batch.length;
        return client.migrate(batch);
      }
      const { rows } = await client.execute('PRAGMA database_list');
      const file = String(rows[0]?.file);
      const dying = new DatabaseSync(file);
      // A cache of one page: what is written goes to the log before the commit.
      dying.exec('PRAGMA cache_size = 1; BEGIN IMMEDIATE');
      for (const one of batch.slice(0, statements - done)) {
        const { sql, args } = typeof one === 'string' ? { sql: one, args: [] } : one;
        dying.prepare(sql).run(...(Array.isArray(args) ? args.map(String) : []));
      }
      cpSync(join(file, '..'), left, { recursive: true });
      dying.close();
      throw new Error('killed');
    },
  };
}

describe('any migration', () => {
  const first = { '0000_one': 'CREATE TABLE a (id TEXT PRIMARY KEY, n INTEGER);' };

  test('is undone whole when one of its statements fails, and later ones are not tried', async () => {
    const client = open();
    await migrate(client, migrationsOf(first));
    await client.execute("INSERT INTO a VALUES ('x', 1)");
    const broken = migrationsOf({
      ...first,
      '0001_two': 'CREATE TABLE b (id);--> statement-breakpoint\nCREATE TABLE a (id);',
      '0002_three': 'CREATE TABLE c (id);',
    });
    await expect(migrate(client, broken)).rejects.toThrow(
      'The migration 0001_two failed and was undone: table a already exists',
    );
    expect(await schemaOf(client)).toMatchObject([{ name: 'a' }]);
    expect(await migrationState(client, broken)).toMatchObject({ applied: ['0000_one'] });
    client.close();
  });

  test('may rebuild a table that others point to; one that leaves keys dangling is undone', async () => {
    const client = open();
    const base = {
      ...first,
      '0001_two': 'CREATE TABLE b (a TEXT REFERENCES a (id) ON DELETE CASCADE);',
    };
    await migrate(client, migrationsOf(base));
    await client.batch(["INSERT INTO a VALUES ('x', 1)", "INSERT INTO b VALUES ('x')"]);
    const rebuild = (where: string) =>
      [
        'CREATE TABLE __new_a (id TEXT PRIMARY KEY, n INTEGER NOT NULL);',
        `INSERT INTO __new_a SELECT id, n FROM a ${where};`,
        'DROP TABLE a;',
        'ALTER TABLE __new_a RENAME TO a;',
      ].join('--> statement-breakpoint\n');
    const dangling = migrate(client, migrationsOf({ ...base, '0002_bad': rebuild('WHERE n > 1') }));
    await expect(dangling).rejects.toThrow('0002_bad failed and was undone');
    await migrate(client, migrationsOf({ ...base, '0002_good': rebuild('') }));
    const { rows } = await client.execute('SELECT count(*) AS rows FROM b JOIN a ON a.id = b.a');
    expect(rows[0]?.rows).toBe(1);
    const keys = await client.execute('PRAGMA foreign_keys');
    expect(keys.rows[0]?.[0]).toBe(1);
    client.close();
  });

  test('V08: a database of newer code is refused with one sentence and left as it is', async () => {
    const client = open();
    await migrate(client, migrationsOf({ ...first, '0001_two': 'CREATE TABLE b (id);' }));
    const older = migrationsOf(first);
    await expect(migrate(client, older)).rejects.toThrow(
      'This database was made by a newer Gossamer (it holds 0001_two). Update this copy, or restore a backup',
    );
    expect(await migrationState(client, older)).toMatchObject({ unknown: ['0001_two'] });
    client.close();
  });
});

describe('V09: a damaged file', () => {
  /** The bytes of a sound database with many rows, all of them in the file itself. */
  async function soundBytes(): Promise<Buffer> {
    const client = open();
    await migrate(client);
    await client.execute({
      sql: 'INSERT INTO settings SELECT value, ?, 1 FROM json_each(?)',
      args: ['x'.repeat(2_000), JSON.stringify(Array.from({ length: 50 }, (_, n) => `k${n}`))],
    });
    client.close();
    return readFileSync(path);
  }

  const start = async (): Promise<void> => {
    const client = open();
    try {
      await migrate(client);
    } finally {
      client.close();
    }
  };

  test.each([
    ['whose beginning is garbage', (bytes: Buffer) => bytes.fill(0x5a, 0, 4_096)],
    [
      'that is no database at all',
      () => Buffer.from('not a database, though long enough'.repeat(500)),
    ],
    ['with garbage in its middle', (bytes: Buffer) => bytes.fill(0x5a, 80_000, 130_000)],
    ['that lost its end', (bytes: Buffer) => bytes.subarray(0, 60_000)],
  ])('V09: %s is refused with the restore hint and not changed', async (_what, damage) => {
    const damaged = Buffer.from(damage(await soundBytes()));
    writeFileSync(path, damaged);
    await expect(start()).rejects.toThrow(
      `The database ${path} is damaged and was left as it is. Restore a backup: npm run admin -- restore`,
    );
    expect(readFileSync(path).equals(damaged)).toBe(true);
  });
});
