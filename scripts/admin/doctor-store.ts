/** The part of `doctor` that looks at the database and the disk under it. */

import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type DatabaseHandle, openDatabase } from '@/lib/db/client';
import { checkDatabase, type DatabaseHealth } from '@/lib/db/health';
import { integrityProblems } from '@/lib/db/integrity';
import { newerMessage } from '@/lib/db/migrate';
import { databasePath, refuseOverwritten } from '@/lib/db/sqlite-file';
import { env } from '@/lib/env';
import type { Finding } from './findings';

const MIB = 1_048_576;
const LOW_BYTES = 1_024 * MIB;
const FULL_BYTES = 100 * MIB;
const LARGE_WAL_BYTES = 100 * MIB;
const RESTORE = 'Restore a backup: npm run admin -- restore --from FILE';

const mib = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`;

/** What was found, and the open database if it can be used as it is. */
export interface StoreDiagnosis {
  findings: Finding[];
  database: DatabaseHandle | null;
}

/** Looks at the database without changing it. The caller closes `database`. */
export async function diagnoseStore(): Promise<StoreDiagnosis> {
  const name = 'Database';
  const disk = await diskFindings();
  if (!env.DATABASE_URL.startsWith('file:')) {
    return open(disk, () => openDatabase(env.DATABASE_URL, { authToken: env.DATABASE_AUTH_TOKEN }));
  }
  const path = databasePath(env.DATABASE_URL);
  if (!existsSync(path)) {
    const detail = `There is none at ${path} yet. The first start makes it.`;
    return { findings: [{ name, state: 'note', detail }, ...disk], database: null };
  }
  return open(disk, () => {
    refuseOverwritten(path);
    return openDatabase(env.DATABASE_URL, { readOnly: true });
  });
}

async function open(disk: Finding[], opens: () => DatabaseHandle): Promise<StoreDiagnosis> {
  let database: DatabaseHandle | null = null;
  try {
    database = opens();
    const health = await checkDatabase(database.client);
    const findings = [
      await integrity(database, health),
      migrations(health),
      ...wal(health),
      ...disk,
    ];
    if (health.ok && findings[0]?.state === 'ok') return { findings, database };
    database.close();
    return { findings, database: null };
  } catch (error) {
    // Whatever the driver says about a database that cannot be read is what was found.
    database?.close();
    const detail = error instanceof Error ? error.message : String(error);
    return { findings: [{ name: 'Database', state: 'fail', detail }, ...disk], database: null };
  }
}

async function integrity(database: DatabaseHandle, health: DatabaseHealth): Promise<Finding> {
  const name = 'Database';
  const where = health.path ?? new URL(env.DATABASE_URL).host;
  const problems = health.kind === 'file' ? await integrityProblems(database.client) : [];
  if (problems.length > 0) {
    return { name, state: 'fail', detail: `${where} is damaged: ${problems[0]}.`, fix: RESTORE };
  }
  const facts = [
    `SQLite ${health.sqliteVersion}`,
    ...(health.fileBytes === null ? [] : [mib(health.fileBytes)]),
    ...(health.journalMode === null ? [] : [`journal mode ${health.journalMode}`]),
  ];
  return { name, state: 'ok', detail: `${where} is sound (${facts.join(', ')}).` };
}

function migrations({ migrations: { applied, pending, unknown } }: DatabaseHealth): Finding {
  const name = 'Migrations';
  if (unknown.length > 0) return { name, state: 'fail', detail: newerMessage(unknown) };
  if (pending.length > 0) {
    const detail = `${pending.join(', ')} not applied yet. The next start applies them.`;
    return { name, state: 'note', detail };
  }
  return { name, state: 'ok', detail: `All ${applied.length} are applied.` };
}

function wal({ walBytes }: DatabaseHealth): Finding[] {
  if (walBytes === null || walBytes < LARGE_WAL_BYTES) return [];
  const detail = `${mib(walBytes)} wait to be written home.`;
  const fix = 'Something reads without end, perhaps a forgotten sqlite3 shell. Restart the server.';
  return [{ name: 'Write-ahead log', state: 'warn', detail, fix }];
}

async function diskFindings(): Promise<Finding[]> {
  if (!env.DATABASE_URL.startsWith('file:')) return [];
  const folder = existingFolder(dirname(databasePath(env.DATABASE_URL)));
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const detail = `${mib(free)} free for ${folder}.`;
  const fix = 'Make room: without it nothing can be saved.';
  const space: Finding =
    free < LOW_BYTES
      ? { name: 'Disk', state: free < FULL_BYTES ? 'fail' : 'warn', detail, fix }
      : { name: 'Disk', state: 'ok', detail };
  return mayWrite(folder) ? [space] : [space, unwritable(folder)];
}

function existingFolder(folder: string): string {
  return existsSync(folder) ? folder : existingFolder(dirname(folder));
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false; // That is the answer: no right, or a read-only file system.
  }
}

function unwritable(folder: string): Finding {
  const detail = `${folder} cannot be written by this user.`;
  return { name: 'Disk', state: 'fail', detail, fix: 'Give the server’s user the right to write.' };
}
