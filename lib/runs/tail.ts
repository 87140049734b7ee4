/**
 * Following runs that another process on the same database drives: one poller a
 * process reads the log by its primary key, for all runs and all their readers.
 */

import { lastLogPlace, readLog, readRunLog } from '@/lib/db/events';
import { findRun, type RunRecord } from '@/lib/db/runs';
import { log } from '@/lib/log';
import { createFeed, type Feed } from './feed';
import { live } from './live';

const POLL_MS = 100;
const PAGE = 2_000;
const ALL = 1_000_000;
/** A run whose rows stopped coming may have been deleted, or ended while we looked away. */
const LOOK_AGAIN_MS = 3_000;

interface Followed {
  run: RunRecord;
  feed: Feed;
  checkedAt: number;
  /** Rows of it were missed, or not read yet: its own log is read from the start. */
  behind: boolean;
}

interface Tail {
  followed: Map<number, Followed>;
  place: number;
  timer: NodeJS.Timeout | null;
}

const tail: Tail = { followed: new Map(), place: 0, timer: null };

/** The feed of a run that is driven elsewhere. It ends with the run's terminal event. */
export async function followRemote(run: RunRecord): Promise<Feed> {
  const known = live().remote.get(run.id);
  if (known) return known;
  const feed = createFeed(run.id);
  live().remote.set(run.id, feed);
  if (tail.followed.size === 0) tail.place = await lastLogPlace();
  const followed: Followed = { run, feed, checkedAt: Date.now(), behind: true };
  tail.followed.set(run.n, followed);
  schedule();
  // After the run is followed: a row that lands in between comes twice, which the feed ignores.
  await catchUp(followed);
  return feed;
}

async function catchUp(followed: Followed): Promise<void> {
  const { n, logStart } = followed.run;
  const rows = await readRunLog(n, logStart, ALL);
  followed.behind = false;
  for (const row of rows) take(row);
}

function schedule(): void {
  if (tail.timer || tail.followed.size === 0) return;
  tail.timer = setTimeout(() => {
    tail.timer = null;
    poll()
      .catch((error: unknown) => log.warn('log_tail_failed', { error }))
      .finally(schedule);
  }, POLL_MS);
  tail.timer.unref();
}

async function poll(): Promise<void> {
  for (let full = true; full; ) {
    const rows = await readLog(tail.place, PAGE);
    for (const row of rows) take(row);
    tail.place = rows.at(-1)?.n ?? tail.place;
    full = rows.length === PAGE;
  }
  for (const followed of [...tail.followed.values()]) {
    if (followed.behind) await catchUp(followed);
    followed.feed.wake();
  }
  await checkQuiet(Date.now());
}

function take(row: { run: number; seq: number; data: string }): void {
  const followed = tail.followed.get(row.run);
  if (!followed) return;
  if (row.seq > followed.feed.seq + 1) followed.behind = true;
  if (followed.behind) return;
  followed.feed.append(row.seq, row.data);
  followed.checkedAt = Date.now();
  if (/^\{"type":"(done|error)"/.test(row.data)) unfollow(followed);
}

/** Looks after runs without news: their readers must not wait for what will never come. */
async function checkQuiet(now: number): Promise<void> {
  for (const followed of [...tail.followed.values()]) {
    if (now - followed.checkedAt < LOOK_AGAIN_MS) continue;
    followed.checkedAt = now;
    const run = await findRun(followed.run.userId, followed.run.id);
    if (run?.status !== 'running') unfollow(followed);
  }
}

function unfollow({ run, feed }: Followed): void {
  tail.followed.delete(run.n);
  live().remote.delete(run.id);
  feed.end();
}
