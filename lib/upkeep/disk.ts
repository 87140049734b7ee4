/** The room under the database: admins hear of it before nothing can be saved any more. */

import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { clearAlerts, raiseAlert } from '@/lib/db/alerts';
import { databasePath } from '@/lib/db/sqlite-file';
import { env } from '@/lib/env';

const MIB = 1_048_576;
/** Below so much it is low; above a quarter more it is well again. */
const LOW_BYTES = env.DISK_LOW_MB * MIB;
const WELL_BYTES = 1.25 * LOW_BYTES;
const CAUSE = 'disk_low:disk';

/** Bytes free and in all. */
export interface DiskSpace {
  free: number;
  total: number;
}

/** The disk of the database; null where there is no local file. */
export async function diskSpace(): Promise<DiskSpace | null> {
  if (!env.DATABASE_URL.startsWith('file:')) return null;
  const { bavail, blocks, bsize } = await statfs(existing(databasePath(env.DATABASE_URL)));
  return { free: bavail * bsize, total: blocks * bsize };
}

/** Raises the alert or ends it. Between the two bounds it stays as it is. */
export async function judgeDisk(space: DiskSpace | null, now: number): Promise<void> {
  if (space === null) return;
  if (space.free < LOW_BYTES) await raiseAlert(CAUSE, now);
  else if (space.free > WELL_BYTES) await clearAlerts([CAUSE], now);
}

function existing(path: string): string {
  return existsSync(/* turbopackIgnore: true */ path) ? path : existing(dirname(path));
}
