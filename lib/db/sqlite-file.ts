/** The file of a local database: where it is, whether it may be used, and how it is opened. */

import { closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { log } from '@/lib/log';
import { damagedMessage, isBusy, isDamaged, sqliteCode } from './storage-error';

/**
 * How long one attempt may block the thread on another process's lock. With the
 * timer between attempts a write waits `WAIT_MS` in all, the busy timeout people see.
 */
const ATTEMPT_MS = 10;
/** Milliseconds that a write waits in all. */
export const WAIT_MS = 5_000;

/** WAL is only safe with several processes from this version on (a lost-reset fault before). */
const WAL_FLOOR = [3, 51, 3] as const;
/**
 * A checkpoint waits for the disk twice, on the thread that carries every stream: at a
 * quarter of SQLite's own pace (16 MiB of log) it stays out of the slowest hundredth of events.
 */
const WAL_PAGES_BEFORE_CHECKPOINT = 4_000;
const WAL_KEPT_BYTES = 67_108_864;
const CACHE_KIB = 16_384;
/** The first bytes of every SQLite file. */
const MAGIC = Buffer.from('SQLite format 3\0');

/** Settings that tests shorten or fake. */
export interface SqliteOptions {
  /** Milliseconds a write waits for another process's lock. */
  waitMs?: number;
  /** The version SQLite says it has. */
  sqliteVersion?: string;
  /** Opens without the right to write, and never makes a file. */
  readOnly?: boolean;
}

/** The path a `file:` URL names, absolute; `:memory:` for `file::memory:`. */
export function databasePath(url: string): string {
  const path = url.replace(/^file:/, '').replace(/[?#].*$/, '');
  if (path === ':memory:' || path === '') return ':memory:';
  return path.startsWith('//') ? fileURLToPath(`file:${path}`) : resolve(path);
}

/** Whether a SQLite of this version (`3.53.4`) may keep a write-ahead log. */
export function walIsSafe(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, floor] of WAL_FLOOR.entries()) {
    const part = parts[index] ?? 0;
    if (part !== floor) return part > floor;
  }
  return true;
}

/** Opens a file, made with its folder if need be. Throws a sentence that says what is wrong. */
export function openFile(path: string, options: SqliteOptions): DatabaseSync {
  try {
    if (path !== ':memory:' && !options.readOnly) mkdirSync(dirname(path), { recursive: true });
    return opened(path, options);
  } catch (error) {
    if (isDamaged(error)) throw new Error(damagedMessage(path), { cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The database ${path} cannot be opened: ${reason}.`, { cause: error });
  }
}

/**
 * Throws the sentence for a damaged file when something else wrote over the beginning
 * of a database: SQLite would mend it from a log that still has it, and so hide that.
 * Only for a process that has not opened the file yet: closing a file gives up every
 * lock the process has on it, those of an open database too.
 */
export function refuseOverwritten(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return;
  const start = Buffer.alloc(MAGIC.length);
  const file = openSync(path, 'r');
  readSync(file, start);
  closeSync(file);
  if (!start.equals(MAGIC)) throw new Error(damagedMessage(path));
}

function opened(path: string, options: SqliteOptions): DatabaseSync {
  const readOnly = options.readOnly ?? false;
  try {
    return configured(new DatabaseSync(path, { timeout: WAIT_MS, readOnly }), path, options);
  } catch (error) {
    const unwritable = ['SQLITE_READONLY', 'SQLITE_CANTOPEN'].includes(sqliteCode(error));
    if (!unwritable || !statSync(path, { throwIfNoEntry: false })) throw error;
    if (!readOnly) return opened(path, { ...options, readOnly: true });
    return openImmutable(path, error);
  }
}

/** Sets what every connection must have. Waits on the thread: nothing is served yet. */
function configured(database: DatabaseSync, path: string, options: SqliteOptions): DatabaseSync {
  try {
    configure(database, path, options);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function configure(database: DatabaseSync, path: string, options: SqliteOptions): void {
  const version =
    options.sqliteVersion ?? String(database.prepare('SELECT sqlite_version() AS v').get()?.v);
  const safe = walIsSafe(version);
  if (!safe) log.warn('wal_off', { sqliteVersion: version, needed: WAL_FLOOR.join('.') });
  if (!options.readOnly) setJournalMode(database, safe ? 'wal' : 'delete', path);
  database.exec(`
    PRAGMA foreign_keys = ON;
    PRAGMA synchronous = ${safe ? 'NORMAL' : 'FULL'};
    PRAGMA wal_autocheckpoint = ${WAL_PAGES_BEFORE_CHECKPOINT};
    PRAGMA journal_size_limit = ${WAL_KEPT_BYTES};
    PRAGMA cache_size = -${CACHE_KIB};
    PRAGMA temp_store = MEMORY;
  `);
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
  database.exec(`PRAGMA busy_timeout = ${ATTEMPT_MS}`);
}

/**
 * Changing the mode needs the file for itself and does not always honour the busy
 * timeout, so processes that start at once on a new file must be asked again.
 */
function setJournalMode(database: DatabaseSync, mode: 'wal' | 'delete', path: string): void {
  if (path === ':memory:') return;
  const deadline = performance.now() + WAIT_MS;
  while (database.prepare('PRAGMA journal_mode').get()?.journal_mode !== mode) {
    try {
      database.exec(`PRAGMA journal_mode = ${mode}`);
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ATTEMPT_MS);
    }
  }
}

/**
 * A database on a read-only file system cannot have the small shared file that WAL
 * needs. When nothing waits in its log, it can be read as a file that never changes.
 */
function openImmutable(path: string, reason: unknown): DatabaseSync {
  const logged = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (logged && logged.size > 0) throw reason;
  const database = new DatabaseSync(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true });
  log.warn('database_read_only', { path });
  return database;
}
