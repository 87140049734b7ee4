/** Whether a database file is sound, and what to do when it is not. */

import { statSync } from 'node:fs';
import type { Client } from '@libsql/client';
import { damagedMessage, isDamaged } from './storage-error';

/** Above this a whole check takes longer than a start may: then only `doctor` makes it. */
const MAX_CHECKED_BYTES = 134_217_728;

/**
 * Reads a file database through, when it is small enough for that, and throws the
 * sentence with the restore hint if it is damaged. For the start of the server.
 */
export async function refuseDamaged(client: Client): Promise<void> {
  const path = await filePath(client);
  if (path === null || sizeOf(path) > MAX_CHECKED_BYTES) return;
  const found = await problems(client, 'quick_check');
  if (found.length > 0) throw new Error(damagedMessage(path), { cause: found });
}

/** Everything wrong with the file, as SQLite words it: pages, indexes, search, foreign keys. */
export async function integrityProblems(client: Client): Promise<string[]> {
  const found = await problems(client, 'integrity_check');
  if (found.length > 0) return found;
  const { rows } = await client.execute('PRAGMA foreign_key_check');
  return rows.map((row) => `row ${row[1]} of ${row[0]} points to nothing in ${row[2]}`);
}

async function problems(
  client: Client,
  check: 'quick_check' | 'integrity_check',
): Promise<string[]> {
  try {
    const { rows } = await client.execute(`PRAGMA ${check}(10)`);
    return rows.map((row) => String(row[0])).filter((line) => line !== 'ok');
  } catch (error) {
    if (!isDamaged(error) || !(error instanceof Error)) throw error;
    return [error.message];
  }
}

/** The path of the file under a client; null for a remote database and one in memory. */
export async function filePath(client: Client): Promise<string | null> {
  if (client.protocol !== 'file') return null;
  const { rows } = await client.execute('PRAGMA database_list');
  const path = rows[0]?.file;
  return typeof path === 'string' && path !== '' ? path : null;
}

/** Bytes of a file; 0 if there is none. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
