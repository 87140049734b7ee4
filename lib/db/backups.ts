/**
 * The backups that the server makes and keeps: files in one folder, named for when and
 * why they were made. Names that come from a request are matched, never joined as they are.
 */

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@/lib/contract/errors';
import { env } from '@/lib/env';
import { type CopyFacts, copyInThread } from './copy-thread';
import { sizeOf } from './integrity';
import { databasePath } from './sqlite-file';

/** Made by the schedule, or by an admin: only the former are deleted by themselves. */
export type BackupKind = 'scheduled' | 'manual';

/** A backup on disk. `madeAt` in Unix milliseconds. */
export interface BackupFile {
  name: string;
  kind: BackupKind;
  madeAt: number;
  bytes: number;
}

const NAME = /^gossamer-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-(scheduled|manual)\.db$/;

const BROKEN = /^(?:gossamer-.*\.partial(?:-journal)?|\.rehearsal-\w+)$/;
/** A copy that is being made is younger. */
const BROKEN_AFTER_MS = 6 * 3_600_000;

/** Whether this server can copy its database: a remote one is its provider's to keep. */
export const canBackUp = (): boolean =>
  env.DATABASE_URL.startsWith('file:') && databasePath(env.DATABASE_URL) !== ':memory:';

/** Where backups lie: `BACKUP_FOLDER`, or `backups` beside the database. */
function backupFolder(): string {
  return env.BACKUP_FOLDER ?? join(dirname(databasePath(env.DATABASE_URL)), 'backups');
}

/** All backups, the newest first. */
export function listBackups(folder = backupFolder()): BackupFile[] {
  if (!existsSync(/* turbopackIgnore: true */ folder)) return [];
  return readdirSync(/* turbopackIgnore: true */ folder)
    .flatMap((name) => describe(name, folder) ?? [])
    .sort((a, b) => b.madeAt - a.madeAt);
}

/** Copies the database into the folder and checks the copy. Throws when it is not sound. */
export async function makeBackup(
  kind: BackupKind,
  now: number,
  { database = databasePath(env.DATABASE_URL), folder = backupFolder() } = {},
): Promise<BackupFile> {
  mkdirSync(folder, { recursive: true });
  dropBroken(folder);
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const name = `gossamer-${stamp}-${kind}.db`;
  const partial = join(folder, `${name}.partial`);
  try {
    const { problem } = await copyInThread(database, [partial]);
    if (problem !== null) throw new Error(`The copy is damaged: ${problem}.`);
    renameSync(partial, join(folder, name));
  } finally {
    rmSync(partial, { force: true });
  }
  return { name, kind, madeAt: now, bytes: sizeOf(join(folder, name)) };
}

/** The path of a backup that exists. @throws AppError `not_found` for any other name. */
export function backupPath(name: string, folder = backupFolder()): string {
  if (!describe(name, folder)) throw new AppError('not_found');
  return join(folder, name);
}

/** Deletes a backup. @throws AppError `not_found`. */
export function deleteBackup(name: string, folder = backupFolder()): void {
  rmSync(backupPath(name, folder));
}

/** Deletes the oldest scheduled backups beyond `kept`; returns their names. */
export function pruneBackups(kept: number, folder = backupFolder()): string[] {
  const old = listBackups(folder)
    .filter(({ kind }) => kind === 'scheduled')
    .slice(kept);
  for (const { name } of old) deleteBackup(name, folder);
  return old.map(({ name }) => name);
}

/**
 * Makes a backup, restores that into a second file and reads it through; both are gone
 * afterwards. Says what came back.
 */
export async function rehearseRestore({
  database = databasePath(env.DATABASE_URL),
  folder = dirname(database),
} = {}): Promise<CopyFacts> {
  dropBroken(folder);
  const place = await mkdtemp(join(folder, '.rehearsal-'));
  try {
    return await copyInThread(database, [join(place, 'backup.db'), join(place, 'restored.db')]);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** What a process left that was killed in the middle of a copy. */
function dropBroken(folder: string): void {
  for (const name of readdirSync(/* turbopackIgnore: true */ folder)) {
    const path = join(folder, name);
    const age = BROKEN.test(name)
      ? Date.now() - statSync(/* turbopackIgnore: true */ path).mtimeMs
      : 0;
    if (age > BROKEN_AFTER_MS) rmSync(path, { recursive: true, force: true });
  }
}

function describe(name: string, folder: string): BackupFile | null {
  const [, day, hour, minute, second, ms, kind] = NAME.exec(name) ?? [];
  if (kind !== 'scheduled' && kind !== 'manual') return null;
  const path = join(folder, name);
  if (!existsSync(path)) return null;
  const madeAt = Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`);
  return { name, kind, madeAt, bytes: sizeOf(path) };
}
