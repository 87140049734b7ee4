/** What the health route, the admin's system page and `doctor` say of the database. */

import type { Client } from '@libsql/client';
import { sqlClient } from './client';
import { filePath, sizeOf } from './integrity';
import { type MigrationState, migrationState } from './migrate';

/** The state of a database. Sizes in bytes; null where there is no local file. */
export interface DatabaseHealth {
  /** It answers, its migrations are all applied, and none is unknown. */
  ok: boolean;
  kind: 'file' | 'remote';
  sqliteVersion: string;
  migrations: MigrationState;
  path: string | null;
  fileBytes: number | null;
  walBytes: number | null;
  journalMode: string | null;
}

/** Asks the database. Throws what the database throws when it cannot answer. */
export async function checkDatabase(client: Client = sqlClient()): Promise<DatabaseHealth> {
  const migrations = await migrationState(client);
  const path = await filePath(client);
  const file = client.protocol === 'file';
  return {
    ok: migrations.pending.length === 0 && migrations.unknown.length === 0,
    kind: file ? 'file' : 'remote',
    sqliteVersion: await first(client, 'SELECT sqlite_version()'),
    migrations,
    path,
    fileBytes: path === null ? null : sizeOf(path),
    walBytes: path === null ? null : sizeOf(`${path}-wal`),
    journalMode: file ? await first(client, 'PRAGMA journal_mode') : null,
  };
}

async function first(client: Client, question: string): Promise<string> {
  const { rows } = await client.execute(question);
  return String(rows[0]?.[0]);
}
