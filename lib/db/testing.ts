/** A real database for tests: a file in a folder of its own, migrated, gone afterwards. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseHandle, installDatabase, openDatabase } from './client';
import { migrate } from './migrate';

/** What {@link openTestDatabase} gives. */
export interface TestDatabase extends DatabaseHandle {
  /** `file:` URL of the database, for a second connection or a child process. */
  url: string;
  /** Closes it, takes it away from the process and deletes the folder. */
  dispose(): Promise<void>;
}

/** Opens a fresh migrated database and makes it the process's. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'gossamer-'));
  const url = `file:${join(folder, 'gossamer.db')}`;
  const handle = openDatabase(url);
  await migrate(handle.client);
  installDatabase(handle);
  return {
    ...handle,
    url,
    async dispose() {
      installDatabase(null);
      handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
