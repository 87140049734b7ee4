/**
 * libSQL's `Client` over `node:sqlite`, for `file:` URLs: one connection, statements
 * kept prepared, every batch one transaction. A statement runs synchronously inside
 * its call, so nothing can come between two statements of a batch.
 *
 * Only what design.md allows exists: there are no interactive transactions.
 */

import type { DatabaseSync } from 'node:sqlite';
import type { Client, InArgs, InStatement, ResultSet, TransactionMode } from '@libsql/client';
import { AppError } from '@/lib/contract/errors';
import { createLockWait } from './lock-wait';
import { databasePath, openFile, type SqliteOptions, WAIT_MS } from './sqlite-file';
import { createStatementRunner, type StatementRunner } from './sqlite-statement';
import { isBusy, toStorageError } from './storage-error';

type Statement = InStatement | [string, InArgs?];

/** Statements that are done together or not at all. */
export type Batch = InStatement[];

/** What came of one batch: its results, or why nothing of it was done. */
export type BatchOutcome = PromiseSettledResult<ResultSet[]>;

/** libSQL's client, and what only a file can do. */
export interface SqliteClient extends Client {
  /**
   * Batches that have nothing to do with each other, in one transaction: what one
   * does wrong undoes that one alone. Never rejects.
   */
  together(batches: readonly Batch[]): Promise<BatchOutcome[]>;
}

interface Connection {
  database: DatabaseSync;
  statements: StatementRunner;
}

/**
 * Opens a `file:` URL, making its folder. Throws a sentence for a damaged file and
 * `storage_*` errors from every statement as `storage-error.ts` names them.
 */
export function openSqlite(url: string, options: SqliteOptions = {}): SqliteClient {
  const path = databasePath(url);
  const lockWait = createLockWait(options.waitMs ?? WAIT_MS);
  let connection: Connection | null = connect(path, options);

  function live(): Connection {
    if (!connection?.database.isOpen) throw new Error('The database is closed.');
    return connection;
  }

  return {
    async execute(statement: InStatement, args?: InArgs) {
      const [sql, values] = parts(statement, args);
      const run = () => live().statements.run(sql, values);
      return onlyReads(live(), [sql]) ? lockWait.read(run) : lockWait.write(run);
    },
    async batch(statements: Statement[], mode?: TransactionMode) {
      const reads = mode === 'read' || onlyReads(live(), statements);
      // Drizzle names no mode. A transaction that may write takes the lock at its start:
      // one that begins by reading can no longer wait for it later.
      const begin = reads ? 'BEGIN DEFERRED' : 'BEGIN IMMEDIATE';
      const run = () => transact(live(), statements, begin);
      return reads ? lockWait.read(run) : lockWait.write(run);
    },
    async together(batches) {
      try {
        return await lockWait.write(() => transactAll(live(), batches));
      } catch (reason) {
        // The store refuses, so it refuses each of them; else one of them spoiled the
        // commit for all, and each is done by itself.
        if (reason instanceof AppError) return batches.map(() => ({ status: 'rejected', reason }));
        const alone = (batch: Batch) =>
          lockWait.write(() => transact(live(), batch, 'BEGIN IMMEDIATE'));
        return Promise.allSettled(batches.map(alone));
      }
    },
    migrate: (statements: InStatement[]) =>
      lockWait.write(() =>
        withoutForeignKeys(live(), () => transact(live(), statements, 'BEGIN IMMEDIATE')),
      ),
    executeMultiple: (sql) => lockWait.write(() => live().database.exec(sql)),
    async transaction() {
      throw new Error('Interactive transactions are not supported: write one batch.');
    },
    async sync() {
      return undefined;
    },
    close() {
      lockWait.abandon(new Error('The database was closed.'));
      connection?.database.close();
      connection = null;
    },
    reconnect() {
      if (!connection?.database.isOpen) connection = connect(path, options);
    },
    get closed() {
      return !connection?.database.isOpen;
    },
    protocol: 'file',
  };
}

/** In doubt false. Wrong SQL is not prepared here: it fails where it is run. */
function onlyReads({ statements: runner }: Connection, batchOf: Statement[]): boolean {
  return batchOf.every((one) => runner.reads(parts(one)[0]));
}

function parts(statement: Statement, extra?: InArgs): [string, InArgs?] {
  if (typeof statement === 'string') return [statement, extra];
  return Array.isArray(statement) ? statement : [statement.sql, statement.args];
}

/** Runs the statements as one transaction; a single one is a transaction by itself. */
function transact(
  { database, statements: runner }: Connection,
  batchOf: Statement[],
  begin: 'BEGIN DEFERRED' | 'BEGIN IMMEDIATE',
): ResultSet[] {
  const [first, ...rest] = batchOf;
  if (first === undefined) return [];
  if (rest.length === 0) return [runner.run(...parts(first))];
  runner.run(begin);
  try {
    const results = batchOf.map((one) => runner.run(...parts(one)));
    runner.run('COMMIT');
    return results;
  } catch (error) {
    // A full disk or a failing one ends the transaction by itself.
    if (database.isTransaction) runner.run('ROLLBACK');
    throw error;
  }
}

/** Each batch whole or not at all, all of them in one commit. */
function transactAll(connection: Connection, batches: readonly Batch[]): BatchOutcome[] {
  const { database, statements: runner } = connection;
  runner.run('BEGIN IMMEDIATE');
  try {
    const outcomes = batches.map((batch) => transactNested(connection, batch));
    runner.run('COMMIT');
    return outcomes;
  } catch (error) {
    if (database.isTransaction) runner.run('ROLLBACK');
    throw error;
  }
}

function transactNested({ database, statements: runner }: Connection, batch: Batch): BatchOutcome {
  runner.run('SAVEPOINT batch');
  try {
    const value = batch.map((one) => runner.run(...parts(one)));
    runner.run('RELEASE batch');
    return { status: 'fulfilled', value };
  } catch (error) {
    // A full disk ends the whole transaction; what met a lock is tried again with all.
    if (!database.isTransaction || isBusy(error)) throw error;
    runner.run('ROLLBACK TO batch');
    runner.run('RELEASE batch');
    return { status: 'rejected', reason: toStorageError(error) };
  }
}

function withoutForeignKeys<T>({ statements }: Connection, work: () => T): T {
  statements.run('PRAGMA foreign_keys = OFF');
  try {
    return work();
  } finally {
    statements.run('PRAGMA foreign_keys = ON');
  }
}

function connect(path: string, options: SqliteOptions): Connection {
  const database = openFile(path, options);
  return { database, statements: createStatementRunner(database) };
}
