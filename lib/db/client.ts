/**
 * This process's database. One handle for all of it: Next.js gives route bundles and
 * `instrumentation.ts` their own copies of this module, so the handle stands on
 * `globalThis`.
 */

import type { Client } from '@libsql/client';
import { LibSQLDatabase } from 'drizzle-orm/libsql/driver-core';
import { LibSQLPreparedQuery, LibSQLSession } from 'drizzle-orm/libsql/session';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import { env } from '@/lib/env';
import { openSqlite, type SqliteClient } from './node-sqlite';
import { openRemote } from './remote';
import { databasePath, refuseOverwritten, type SqliteOptions } from './sqlite-file';

/** Drizzle over a file or a remote database. Multi-row writes: `batch([...])` only. */
export type Database = LibSQLDatabase;

/** A client, of a file with what only a file can do. */
export type StoreClient = Client & Partial<Pick<SqliteClient, 'together'>>;

/** An open database: Drizzle, the client under it, and how to let go of it. */
export interface DatabaseHandle {
  db: Database;
  client: StoreClient;
  close(): void;
}

const SLOT: unique symbol = Symbol.for('gossamer.database');
const slot: typeof globalThis & { [SLOT]?: DatabaseHandle | undefined } = globalThis;

// Drizzle wraps what a statement throws in an error whose message holds the SQL and
// every parameter: people's text would end up in logs, and the errors' codes be lost.
Object.assign(LibSQLPreparedQuery.prototype, {
  queryWithCache: <T>(_sql: string, _params: unknown[], query: () => Promise<T>) => query(),
});

/** Opens a URL (`file:…`, `libsql://…`, `https://…`) without making it the process's. */
export function openDatabase(
  url: string,
  options: SqliteOptions & { authToken?: string | undefined } = {},
): DatabaseHandle {
  const client: StoreClient = url.startsWith('file:')
    ? openSqlite(url, options)
    : openRemote(url, options);
  const dialect = new SQLiteAsyncDialect({ casing: 'snake_case' });
  const session = new LibSQLSession<Record<string, never>, Record<string, never>>(
    client,
    dialect,
    undefined,
    {},
    undefined,
  );
  const db: Database = new LibSQLDatabase('async', dialect, session, undefined);
  return { db, client, close: () => client.close() };
}

/** Makes a handle this process's, or takes it away with null. Does not close the one before. */
export function installDatabase(handle: DatabaseHandle | null): void {
  slot[SLOT] = handle ?? undefined;
}

function current(): DatabaseHandle {
  if (slot[SLOT]) return slot[SLOT];
  if (env.DATABASE_URL.startsWith('file:')) refuseOverwritten(databasePath(env.DATABASE_URL));
  const opened = openDatabase(env.DATABASE_URL, { authToken: env.DATABASE_AUTH_TOKEN });
  // Closing brings the log home, so that a stopped server's database is one whole file.
  process.once('exit', () => opened.close());
  slot[SLOT] = opened;
  return opened;
}

/** Drizzle on this process's database, opened at the first call. */
export function db(): Database {
  return current().db;
}

/** The client under {@link db}, for SQL that Drizzle has no words for. */
export function sqlClient(): StoreClient {
  return current().client;
}
