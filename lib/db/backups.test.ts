import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  backupPath,
  deleteBackup,
  listBackups,
  makeBackup,
  pruneBackups,
  rehearseRestore,
} from './backups';
import { hashOf, openedCopy } from './fixtures/copies';
import { databasePath } from './sqlite-file';
import { openTestDatabase, type TestDatabase } from './testing';
import { createUser } from './users';

let world: TestDatabase;
let at: { database: string; folder: string };

beforeAll(async () => {
  world = await openTestDatabase();
  const database = databasePath(world.url);
  at = { database, folder: join(dirname(database), 'backups') };
  await createUser({ email: 'ada@example.org', name: 'Ada', passwordHash: null });
});
afterAll(() => world.dispose());

test('a backup holds what the database holds at that moment, also what is in its log', async () => {
  const made = await makeBackup('manual', Date.UTC(2026, 0, 2, 3, 4, 5, 6), at);
  expect(made.name).toBe('gossamer-2026-01-02T03-04-05-006Z-manual.db');
  expect(await openedCopy(backupPath(made.name, at.folder))).toEqual(['ada@example.org']);
  expect(listBackups(at.folder)).toEqual([made]);
  expect(readdirSync(at.folder)).toEqual([made.name]);
});

test('what a killed process left half-made goes with the next backup, what is being made stays', async () => {
  const broken = join(at.folder, 'gossamer-2026-01-01T00-00-00-000Z-manual.db.partial');
  const young = join(at.folder, 'gossamer-2026-01-01T00-00-01-000Z-manual.db.partial');
  for (const path of [broken, young]) writeFileSync(path, 'half');
  utimesSync(broken, 0, 0);
  const made = await makeBackup('manual', Date.UTC(2026, 0, 3), at);
  expect([existsSync(broken), existsSync(young)]).toEqual([false, true]);
  rmSync(young);
  deleteBackup(made.name, at.folder);
});

test('the oldest scheduled backups go, those made by hand stay', async () => {
  const day = 86_400_000;
  for (let n = 1; n <= 4; n += 1) {
    await makeBackup('scheduled', Date.UTC(2026, 1, 1) + n * day, at);
  }
  const pruned = pruneBackups(2, at.folder);
  expect(pruned).toHaveLength(2);
  const left = listBackups(at.folder).map(({ kind, name }) => `${kind} ${name.slice(9, 19)}`);
  expect(left).toEqual(['scheduled 2026-02-05', 'scheduled 2026-02-04', 'manual 2026-01-02']);
});

test('only a backup can be named, wherever a name points', () => {
  writeFileSync(join(at.folder, 'notes.txt'), '');
  for (const name of ['notes.txt', '../gossamer.db', '/etc/passwd', '', 'gossamer-x-manual.db']) {
    expect(() => backupPath(name, at.folder)).toThrow('');
    expect(() => deleteBackup(name, at.folder)).toThrow();
  }
  const [newest] = listBackups(at.folder);
  deleteBackup(newest?.name ?? '', at.folder);
  expect(existsSync(join(at.folder, newest?.name ?? ''))).toBe(false);
});

test('a rehearsal restores a backup, counts what came back, and leaves nothing', async () => {
  const before = readdirSync(dirname(at.database)).toSorted();
  const source = hashOf(at.database);
  const facts = await rehearseRestore(at);
  expect(facts).toEqual({ problem: null, people: 1, conversations: 0, messages: 0 });
  expect(readdirSync(dirname(at.database)).toSorted()).toEqual(before);
  expect(hashOf(at.database)).toBe(source);
});

test('a database that cannot be copied is said to be so, and no part stays', async () => {
  const folder = join(at.folder, 'other');
  const database = join(at.folder, 'missing.db');
  await expect(makeBackup('manual', 0, { database, folder })).rejects.toThrow(/unable to open/);
  expect(readdirSync(folder)).toEqual([]);
});
