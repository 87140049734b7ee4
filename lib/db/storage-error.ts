/**
 * The one place where SQLite's result codes become errors with names. A full or
 * failing disk, a held lock and a read-only file have codes of their own, which
 * people are told about; everything else keeps its message and gains the fields
 * libSQL gives it (`code`, `extendedCode`, `rawCode`), so that a file and a remote
 * database look alike to whoever catches.
 */

import { AppError } from '@/lib/contract/errors';

/** Primary result codes, by number: https://sqlite.org/rescode.html */
const CODES: Record<number, string> = {
  1: 'SQLITE_ERROR',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  17: 'SQLITE_SCHEMA',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
};

const EXTENDED: Record<number, string> = {
  275: 'SQLITE_CONSTRAINT_CHECK',
  787: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  1299: 'SQLITE_CONSTRAINT_NOTNULL',
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  1811: 'SQLITE_CONSTRAINT_TRIGGER',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
};

const BUSY = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_SCHEMA']);

/** Seconds after which a write that met a held lock is worth trying again. */
const BUSY_RETRY_SECONDS = 5;

/** The restore hint of a damaged file. `where` names the file, for the operator. */
export function damagedMessage(where: string): string {
  return (
    `The database ${where} is damaged and was left as it is. ` +
    'Restore a backup: npm run admin -- restore --from FILE'
  );
}

/** SQLite's primary result code of an error of `node:sqlite` or libSQL, as text; '' if it has none. */
export function sqliteCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('errcode' in error && typeof error.errcode === 'number') {
    return CODES[error.errcode & 0xff] ?? `SQLITE_UNKNOWN_${error.errcode & 0xff}`;
  }
  const code = 'code' in error ? error.code : undefined;
  const match = typeof code === 'string' ? /^SQLITE_[A-Z]+/.exec(code) : null;
  return match?.[0] ?? '';
}

/**
 * Whether another connection held the lock, or changed the schema while the statement
 * was being read (the search index meets this while another process migrates): trying
 * again is enough.
 */
export function isBusy(error: unknown): boolean {
  return BUSY.has(sqliteCode(error));
}

/** Whether the file is no (longer a) sound database. */
export function isDamaged(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB';
}

/**
 * Whether a statement broke a unique index or primary key. `columns` narrows it to
 * one: `'users.email'`, or `'runs.session_id'` for an index over one column, as
 * SQLite writes it.
 */
export function isUniqueViolation(error: unknown, columns = ''): boolean {
  return error instanceof Error && error.message.includes(`UNIQUE constraint failed: ${columns}`);
}

/** The error to throw for one that a statement threw. */
export function toStorageError(error: unknown): unknown {
  switch (sqliteCode(error)) {
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
    case 'SQLITE_SCHEMA':
      return new AppError('storage_busy', { retryAfterSeconds: BUSY_RETRY_SECONDS, cause: error });
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR':
      return new AppError('storage_full', { cause: error });
    case 'SQLITE_READONLY':
      return new AppError('storage_read_only', { cause: error });
    default:
      return withLibsqlFields(error);
  }
}

function withLibsqlFields(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  if (typeof error.errcode !== 'number') return error;
  const code = sqliteCode(error);
  return Object.assign(error, {
    code,
    extendedCode: EXTENDED[error.errcode] ?? code,
    rawCode: error.errcode,
  });
}
