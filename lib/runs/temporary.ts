import { deleteSession } from '@/lib/db/session-trash';
import { listAbandoned } from '@/lib/db/temporary';
import { stopRun } from './stop';

/** A reload takes less; so does going back to a page that was left by mistake. */
const GRACE_MS = 30_000;
/** A tab that crashed says no goodbye. */
const IDLE_MS = 60 * 60_000;

/**
 * Deletes the temporary conversations whose tabs are gone, stopping what still runs for
 * nobody. `now` is Unix milliseconds. Returns how many it deleted.
 */
export async function sweepTemporary(now: number): Promise<number> {
  let deleted = 0;
  const abandoned = await listAbandoned({ leftBefore: now - GRACE_MS, idleSince: now - IDLE_MS });
  for (const { userId, sessionId, runId } of abandoned) {
    if (runId) await stopRun(userId, { runId });
    if (await deleteSession(userId, sessionId)) deleted += 1;
  }
  return deleted;
}
