/**
 * A database as years of use leave it: conversations of many people, their turns in the
 * order of time, so that those of one conversation lie apart, with runs and roll-ups.
 * Kept in `BENCH_DATA` when that is set, so that one is made for several measurements.
 */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installDatabase, openDatabase } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { rebuildUsage } from '@/lib/db/usage-check';
import { type Filled, fillHistory, type Size } from './filling';

export const LARGE: Size = {
  messages: 1_000_000,
  conversations: 50_000,
  people: 1_000,
  most: 200_000,
};
export const SMALL: Size = { messages: 100_000, conversations: 5_000, people: 100, most: 20_000 };

export interface Generated extends Filled {
  path: string;
  url: string;
  /** Deletes it unless it is kept. */
  dispose(): void;
}

/** Opens the kept one of this size, or makes it. */
export async function openGenerated(size: Size): Promise<Generated> {
  const kept = process.env.BENCH_DATA;
  if (kept) mkdirSync(kept, { recursive: true });
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'gossamer-generated-'));
  const path = join(folder, `history-${size.messages}.db`);
  const notes = `${path}.json`;
  if (!existsSync(notes)) {
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
    console.error(`Making ${size.messages.toLocaleString('en')} messages…`);
    const made = openDatabase(`file:${path}`);
    await migrate(made.client);
    made.close();
    const filled = fillHistory(path, size);
    await addRollups(path, filled.until);
    writeFileSync(notes, JSON.stringify(filled));
  }
  const filled: Filled = JSON.parse(readFileSync(notes, 'utf8'));
  return {
    ...filled,
    path,
    url: `file:${path}`,
    dispose() {
      if (!kept) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function addRollups(path: string, until: number): Promise<void> {
  const handle = openDatabase(`file:${path}`);
  installDatabase(handle);
  await rebuildUsage(until);
  installDatabase(null);
  handle.close();
}
