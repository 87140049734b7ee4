/**
 * What a person's sidebar follows: which conversations run, ended, or have news. Told
 * at once of what happens in this process, and asked of the store every so often for
 * what happens in others.
 */

import { listChangedSessions } from '@/lib/db/sessions';
import { log } from '@/lib/log';
import { onActivity } from './live';

const POLL_MS = 2_000;
/** A little before the page was rendered: saying something twice costs nothing. */
const OVERLAP_MS = 5_000;

/** A feed in the shape `eventStream` reads; `close` when its reader has gone. */
export interface ActivityFeed {
  readonly ended: boolean;
  readonly size: number;
  read(after: number, maxSize: number): { text: string; seq: number };
  subscribe(wake: () => void): () => void;
  close(): void;
}

/** Follows a person's conversations from `since` (Unix milliseconds). */
export function activityFeed(userId: string, since: number): ActivityFeed {
  const said = new Map<string, string>();
  let cursor = since - OVERLAP_MS;
  let waiting = '';
  let size = 0;
  let seq = 0;
  let wake: () => void = () => undefined;

  async function look(): Promise<void> {
    for (const session of await listChangedSessions(userId, cursor)) {
      cursor = Math.max(cursor, session.updatedAt - OVERLAP_MS);
      const line = JSON.stringify(session);
      if (said.get(session.id) === line) continue;
      said.set(session.id, line);
      waiting += `data: ${line}\n\n`;
      size += line.length;
    }
    if (waiting) wake();
  }
  const lookQuietly = () => {
    look().catch((error: unknown) => log.warn('activity_failed', { error }));
  };
  const timer = setInterval(lookQuietly, POLL_MS);
  timer.unref();
  const unwatch = onActivity(userId, lookQuietly);
  lookQuietly();

  return {
    ended: false,
    get size() {
      return size;
    },
    read() {
      const text = waiting;
      waiting = '';
      if (text) seq += 1;
      return { text, seq };
    },
    subscribe(reader) {
      wake = reader;
      return () => {
        wake = () => undefined;
      };
    },
    close() {
      clearInterval(timer);
      unwatch();
    },
  };
}
