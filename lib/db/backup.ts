/**
 * Copies of a file database, and going back to one. Both work beside a running
 * server: a backup is one read of everything at one moment, and a restore under a
 * server's hands goes through SQLite's own locks. Every failure is a sentence that
 * says what to do, and leaves both files as they were.
 */

import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Client } from '@libsql/client';
import { integrityProblems, sizeOf } from './integrity';
import { migrate, migrationState, newerMessage } from './migrate';
import { openSqlite } from './node-sqlite';
import { databasePath } from './sqlite-file';
import { isBusy } from './storage-error';

const SUFFIXES = ['', '-wal', '-shm'];
/** More pages than any file here has: the copy is one step, so no writer can restart it. */
const ALL_PAGES = 2_147_483_647;

/** A backup that was made and checked. */
export interface Backup {
  file: string;
  bytes: number;
  migrations: string[];
}

/** What a restore did. */
export interface Restored {
  file: string;
  /** Where the replaced database lies now; null when there was none. */
  replaced: string | null;
  /** Whether another process had it open meanwhile. */
  online: boolean;
  /** Migrations that the backup did not have yet. */
  migrated: string[];
}

/** Copies the database of a `file:` URL to a new file and checks the copy. */
export async function backUp(url: string, to: string): Promise<Backup> {
  const path = localPath(url);
  const file = resolve(to);
  if (!existsSync(path)) throw new Error(`There is no database at ${path}.`);
  if (existsSync(file)) throw new Error(`${file} exists already. Name another file.`);
  if (!existsSync(dirname(file))) throw new Error(`The folder ${dirname(file)} does not exist.`);
  const partial = `${file}.partial`;
  try {
    await copyDatabase(path, partial);
    const migrations = await inspect(partial);
    renameSync(partial, file);
    return { file, bytes: sizeOf(file), migrations };
  } finally {
    removeDatabase(partial);
  }
}

/**
 * Makes a backup the database of a `file:` URL and migrates it. The database it
 * replaces is kept beside it. Refuses while another process has answers running,
 * unless `force`.
 */
export async function restore(
  url: string,
  from: string,
  options: { force?: boolean; now?: Date } = {},
): Promise<Restored> {
  const path = localPath(url);
  const source = resolve(from);
  if (!existsSync(source)) throw new Error(`There is no file ${source}.`);
  if (source === path) throw new Error('This file is the database itself.');
  await inspect(source);
  const stamp = (options.now ?? new Date()).toISOString().replace(/[:.]/g, '-');
  const aside = `${path}.replaced-${stamp}`;
  const incoming = `${path}.incoming`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    await copyDatabase(source, incoming);
    const replaced = existsSync(path) ? aside : null;
    const online = replaced !== null && !isAlone(path);
    if (online) await replaceLive(path, { incoming, aside, force: options.force ?? false });
    else replaceFile(path, incoming, aside);
    return { file: path, replaced, online, migrated: await migrateFile(path) };
  } finally {
    removeDatabase(incoming);
  }
}

function localPath(url: string): string {
  if (url.startsWith('file:')) return databasePath(url);
  throw new Error(
    'The database is remote: its provider keeps the backups. This command is for file: databases.',
  );
}

function urlOf(path: string): string {
  return pathToFileURL(path).href;
}

async function using<T>(client: Client, work: (client: Client) => Promise<T>): Promise<T> {
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

/** One consistent, compact copy of a database, its log included; on disk when it returns. */
async function copyDatabase(from: string, to: string): Promise<void> {
  removeDatabase(to);
  await using(openSqlite(urlOf(from), { readOnly: true }), (client) =>
    client.execute({ sql: 'VACUUM INTO ?', args: [to] }),
  );
  for (const path of [to, dirname(to)]) {
    const handle = openSync(path, 'r');
    fsyncSync(handle);
    closeSync(handle);
  }
}

/** The migrations of a sound database that this code knows; otherwise throws what is wrong. */
async function inspect(file: string): Promise<string[]> {
  return using(openSqlite(urlOf(file), { readOnly: true }), async (client) => {
    const found = await integrityProblems(client);
    if (found.length > 0) throw new Error(`${file} is damaged: ${found[0]}.`);
    const { applied, unknown } = await migrationState(client);
    if (unknown.length > 0) throw new Error(newerMessage(unknown));
    if (applied.length === 0) throw new Error(`${file} is not a database of Gossamer.`);
    return applied;
  });
}

/**
 * Whether no other process has the database open: only then can it leave WAL mode,
 * which also brings the log home. A file too damaged to tell is taken as alone.
 */
function isAlone(path: string): boolean {
  const database = new DatabaseSync(path, { timeout: 100 });
  try {
    database.exec('PRAGMA journal_mode = DELETE');
    return true;
  } catch (error) {
    return !isBusy(error);
  } finally {
    database.close();
  }
}

function replaceFile(path: string, incoming: string, aside: string): void {
  // The old log must go with the old file: applied to the new one it would destroy it.
  for (const suffix of SUFFIXES) {
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${aside}${suffix}`);
  }
  renameSync(incoming, path);
}

async function replaceLive(
  path: string,
  plan: { incoming: string; aside: string; force: boolean },
): Promise<void> {
  const running = await using(openSqlite(urlOf(path)), liveRuns);
  if (running > 0 && !plan.force) {
    throw new Error(
      `A server is working on this database: ${running} running ${running === 1 ? 'answer' : 'answers'}. ` +
        'Stop the server first, or add --force to lose them.',
    );
  }
  await copyDatabase(path, plan.aside);
  const source = new DatabaseSync(plan.incoming);
  try {
    await backup(source, path, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
}

/** Answers that a living server is writing. */
async function liveRuns(client: Client): Promise<number> {
  const { pending } = await migrationState(client);
  if (pending.length > 0) return 0;
  const { rows } = await client.execute(
    "SELECT count(*) FROM runs WHERE status = 'running' AND lease_until > unixepoch('subsec') * 1000",
  );
  return Number(rows[0]?.[0]);
}

async function migrateFile(path: string): Promise<string[]> {
  return using(openSqlite(urlOf(path)), (client) => migrate(client));
}

function removeDatabase(path: string): void {
  for (const suffix of [...SUFFIXES, '-journal']) rmSync(`${path}${suffix}`, { force: true });
}
