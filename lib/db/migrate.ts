/**
 * Applies the SQL of `drizzle/`. Each migration is one transaction whose first
 * statement claims its name, so that however many processes start at once, each
 * migration is applied once and wholly or not at all.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@libsql/client';
import { z } from 'zod';
import { AppError } from '@/lib/contract/errors';
import { refuseDamaged } from './integrity';
import { isUniqueViolation } from './storage-error';

/** Where the generated SQL lies: `next start`, the standalone server and tsx all run beside it. */
const FOLDER = join(process.cwd(), 'drizzle');
const BREAKPOINT = '--> statement-breakpoint';

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string() })) });

const CREATE_MIGRATIONS =
  'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL)';
const CLAIM =
  "INSERT INTO migrations (name, applied_at) VALUES (?, CAST(unixepoch('subsec') * 1000 AS INTEGER))";
/** Breaks the NOT NULL of `applied_at`, and so undoes the migration, when a key points nowhere. */
const CHECK_FOREIGN_KEYS =
  "INSERT INTO migrations (name, applied_at) SELECT 'foreign keys', NULL FROM pragma_foreign_key_check LIMIT 1";

/** Another process's migration may hold the lock longer than a request may wait (5 s a round). */
const BUSY_ROUNDS = 24;

/** What this code has, what the database holds. Names in the order of the journal. */
export interface MigrationState {
  applied: string[];
  pending: string[];
  /** Held by the database but not known to this code: it was made by a newer one. */
  unknown: string[];
}

/** Compares the database with the folder. Reads only; an empty database has applied none. */
export async function migrationState(client: Client, folder = FOLDER): Promise<MigrationState> {
  const known = migrationNames(folder);
  const held = await heldNames(client);
  return {
    applied: known.filter((name) => held.includes(name)),
    pending: known.filter((name) => !held.includes(name)),
    unknown: held.filter((name) => !known.includes(name)),
  };
}

/**
 * Brings the database up to this code and returns the names it applied itself. Throws one
 * sentence for a database of a newer Gossamer, and for a damaged file; changes neither.
 */
export async function migrate(client: Client, folder = FOLDER): Promise<string[]> {
  await refuseDamaged(client);
  const state = await migrationState(client, folder);
  if (state.unknown.length > 0) throw new Error(newerMessage(state.unknown));
  if (state.pending.length === 0) return [];
  await client.execute(CREATE_MIGRATIONS);
  const applied: string[] = [];
  for (const name of state.pending) {
    const migration = { name, statements: statementsOf(folder, name) };
    if (await apply(client, migration)) applied.push(name);
  }
  return applied;
}

/** The sentence for a database that holds migrations this code does not have. */
export function newerMessage(unknown: string[]): string {
  return (
    `This database was made by a newer Gossamer (it holds ${unknown.join(', ')}). ` +
    'Update this copy, or restore a backup: npm run admin -- restore --from FILE'
  );
}

async function apply(
  client: Client,
  migration: { name: string; statements: string[] },
  patience = BUSY_ROUNDS,
): Promise<boolean> {
  const { name, statements } = migration;
  const check = client.protocol === 'file' ? [CHECK_FOREIGN_KEYS] : [];
  try {
    await client.migrate([{ sql: CLAIM, args: [name] }, ...statements, ...check]);
    return true;
  } catch (error) {
    // Another process claimed it first, and has finished: its transaction is over.
    if (isUniqueViolation(error, 'migrations.name')) return false;
    if (patience > 0 && error instanceof AppError && error.code === 'storage_busy') {
      return apply(client, migration, patience - 1);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The migration ${name} failed and was undone: ${reason}`, { cause: error });
  }
}

async function heldNames(client: Client): Promise<string[]> {
  const table = await client.execute(
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'",
  );
  if (table.rows.length === 0) return [];
  const held = await client.execute('SELECT name FROM migrations ORDER BY name');
  return held.rows.map((row) => String(row[0]));
}

function migrationNames(folder: string): string[] {
  const journal: unknown = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'));
  return journalSchema.parse(journal).entries.map((entry) => entry.tag);
}

function statementsOf(folder: string, name: string): string[] {
  return readFileSync(join(folder, `${name}.sql`), 'utf8')
    .split(BREAKPOINT)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
