/**
 * What a person's sidebar follows: which conversations run, ended, or have news. Told
 * at once of what happens in this process, and asked of the store every so often for
 * what happens in others.
 */

import { listChangedSessions, listMissed } from '@/lib/db/session-lists';
import { log } from '@/lib/log';
import { onActivity } from './live';

const POLL_MS = 2_000;
/** A little before the page was rendered: saying something twice costs nothing. */
const OVERLAP_MS = 5_000;

/** What is told of a conversation that is not there any more. */
const GONE = {
  title: '',
  agentId: '',
  agentName: '',
  agentIcon: '',
  updatedAt: 0,
  running: false,
  unread: false,
  pinned: false,
  tags: [],
  place: 'gone',
  headId: null,
  runId: null,
};

/** A feed in the shape `eventStream` reads; `close` when its reader has gone. */
export interface ActivityFeed {
  readonly ended: boolean;
  readonly size: number;
  read(after: number, maxSize: number): { text: string; seq: number };
  subscribe(wake: () => void): () => void;
  close(): void;
}

/** From when on (Unix milliseconds), and what somebody shows who comes back after not listening. */
export interface ActivityFrom {
  since: number;
  /** The conversation that is open, or nothing; null for somebody who comes for the first time. */
  back?: string | null;
}

/** So many conversations are asked for by name at once: fewer than one answer of the store holds. */
const NAMES_AT_ONCE = 50;

/** Follows a person's conversations. */
export function activityFeed(userId: string, { since, back = null }: ActivityFrom): ActivityFeed {
  const outbox = createOutbox();
  // The clock of whoever asks may be ahead, and what happens now must be told all the same.
  const from = Math.min(since, Date.now()) - OVERLAP_MS;
  let cursor = from;
  let latest = cursor;
  // A new title, a pin or a tag is no activity: what was named here is told whatever its time.
  let named = new Set<string>(back ? [back] : []);
  let missed = back !== null;

  async function look(): Promise<void> {
    const also = named;
    named = new Set();
    try {
      await tell(also);
    } catch (error) {
      for (const id of also) named.add(id); // Told at the next look.
      throw error;
    }
  }

  async function tell(also: Set<string>): Promise<void> {
    if (missed) for (const id of await listMissed(userId, from)) also.add(id);
    missed = false;
    const names = [...also];
    for (let at = 0; at === 0 || at < names.length; at += NAMES_AT_ONCE) {
      const some = names.slice(at, at + NAMES_AT_ONCE);
      for (const session of await listChangedSessions(userId, cursor, some)) {
        also.delete(session.id);
        latest = Math.max(latest, session.updatedAt - OVERLAP_MS);
        outbox.say(session.id, JSON.stringify(session));
      }
    }
    cursor = latest;
    for (const id of also) outbox.say(id, JSON.stringify({ ...GONE, id }));
    outbox.send();
  }
  const lookQuietly = () => {
    look().catch((error: unknown) => log.warn('activity_failed', { error }));
  };
  const timer = setInterval(lookQuietly, POLL_MS);
  timer.unref();
  const unwatch = onActivity(userId, (sessionId) => {
    named.add(sessionId);
    lookQuietly();
  });
  lookQuietly();

  return Object.assign(outbox.feed, {
    close() {
      clearInterval(timer);
      unwatch();
    },
  });
}

/** What is to be told, each line of a conversation once, in the shape that `eventStream` reads. */
function createOutbox() {
  const said = new Map<string, string>();
  let waiting = '';
  let size = 0;
  let seq = 0;
  let wake: () => void = () => undefined;
  return {
    say(id: string, line: string): void {
      if (said.get(id) === line) return;
      said.set(id, line);
      waiting += `data: ${line}\n\n`;
      size += line.length;
    },
    send(): void {
      if (waiting) wake();
    },
    feed: {
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
      subscribe(reader: () => void) {
        wake = reader;
        return () => {
          wake = () => undefined;
        };
      },
    },
  };
}
