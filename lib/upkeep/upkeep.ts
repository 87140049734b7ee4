/**
 * What an instance does by itself beside answering: says that it is there, keeps what
 * is to be kept and no longer, makes backups, watches the disk. Of the processes that
 * share a database one does each task; all of it may be broken off at any point.
 */

import { clearAlerts, raiseAlert } from '@/lib/db/alerts';
import { canBackUp, makeBackup, pruneBackups } from '@/lib/db/backups';
import { flushCounters } from '@/lib/db/counters';
import { readSettings } from '@/lib/db/instance-settings';
import { pruneWindows } from '@/lib/db/rate-windows';
import { purgeTrash } from '@/lib/db/session-trash';
import { purgeShares } from '@/lib/db/shares';
import { pruneAudit, pruneHours, pruneLitter, trashIdle } from '@/lib/db/sweeps';
import { claimTask, type Instance, noteInstance, retryTask } from '@/lib/db/upkeep';
import { log } from '@/lib/log';
import { diskSpace, judgeDisk } from './disk';

const TURN_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A backup that failed is tried again then. */
const BACKUP_RETRY_MS = HOUR_MS / 2;
const BACKUP_CAUSE = 'backup_failed:backup';

/** Starts it; the timer keeps no process alive. Returns how to stop. */
export function startUpkeep(instance: Omit<Instance, 'seenAt'>): () => void {
  let busy = false;
  const turn = async () => {
    if (busy) return;
    busy = true;
    for (const [name, work] of works(instance)) {
      try {
        await work();
      } catch (error) {
        // One of them failing must not keep the others from their turn; the next is in a minute.
        log.error('upkeep_failed', { work: name, error });
      }
    }
    busy = false;
  };
  void turn();
  const timer = setInterval(() => void turn(), TURN_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function works(instance: Omit<Instance, 'seenAt'>): [string, () => Promise<void>][] {
  return [
    ['instance', () => noteInstance(instance)],
    ['counters', () => flushCounters(Date.now())],
    ['disk', async () => judgeDisk(await diskSpace(), Date.now())],
    ['retention', () => keepRetention(Date.now())],
    ['backup', () => keepBackups(Date.now())],
  ];
}

/** Once an hour, in one process: what is older than the settings say goes. */
export async function keepRetention(now: number): Promise<void> {
  if (!(await claimTask('retention', HOUR_MS))) return;
  const { retainConversationsDays, retainTrashDays, retainAuditDays } = await readSettings();
  const idle = retainConversationsDays;
  const done = {
    trashed: idle === null ? 0 : await trashIdle(now, idle),
    purged: await purgeTrash(now, retainTrashDays),
    shares: await purgeShares(now),
    audit: await pruneAudit(now, retainAuditDays),
    litter: await pruneLitter(now),
    hours: await pruneHours(now),
  };
  await pruneWindows(now);
  if (Object.values(done).some((count) => count > 0)) log.info('retention', done);
}

/** When the time has come, in one process: a backup, and the oldest away. */
async function keepBackups(now: number): Promise<void> {
  const { backupEveryHours, backupsKept } = await readSettings();
  if (backupEveryHours === null || !canBackUp()) return;
  const everyMs = backupEveryHours * HOUR_MS;
  if (!(await claimTask('backup', everyMs))) return;
  try {
    const { name, bytes } = await makeBackup('scheduled', now);
    const pruned = pruneBackups(backupsKept);
    await clearAlerts([BACKUP_CAUSE], now);
    log.info('backup_made', { name, bytes, pruned: pruned.length });
  } catch (error) {
    await retryTask('backup', everyMs, BACKUP_RETRY_MS);
    await raiseAlert(BACKUP_CAUSE, now);
    throw error;
  }
}
