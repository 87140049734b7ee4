/**
 * Waiting for another process's write lock without freezing this one. SQLite's own
 * busy handler sleeps on the thread, which for a server means that every stream
 * stands still. Here each attempt blocks for some milliseconds only and the rest of
 * the wait is a timer. Writes that arrive meanwhile line up behind the first.
 */

import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { isBusy, toStorageError } from './storage-error';

const FIRST_PAUSE_MS = 5;
const MAX_PAUSE_MS = 50;

interface Waiting {
  attempt: () => void;
  fail: (error: unknown) => void;
  deadline: number;
}

/** Runs work that may meet a lock; see {@link createLockWait}. */
export interface LockWait {
  /**
   * Runs `work` now, or when the lock is free. After the wait: `storage_busy`.
   * `work` must have undone itself when it throws.
   */
  write<T>(work: () => T): Promise<T>;
  /** The same for work that only reads: it overtakes the writes that wait. */
  read<T>(work: () => T): Promise<T>;
  /** Fails everything that waits. */
  abandon(error: Error): void;
}

/** Makes the queue of one connection. `waitMs` is how long each write waits at most. */
export function createLockWait(waitMs: number): LockWait {
  const queue: Waiting[] = [];

  function expire(error: unknown): void {
    const now = performance.now();
    for (const waiting of queue.filter((one) => one.deadline <= now)) {
      queue.splice(queue.indexOf(waiting), 1);
      waiting.fail(toStorageError(error));
    }
  }

  async function drain(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    for (let head = queue[0]; head; head = queue[0]) {
      await sleep(pauseMs);
      try {
        while (queue[0]) {
          queue[0].attempt();
          queue.shift();
          pauseMs = FIRST_PAUSE_MS;
          await nextTurn();
        }
      } catch (error) {
        // `attempt` lets only a held lock through; everything else is its caller's.
        expire(error);
        pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
      }
    }
  }

  function line<T>(work: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const attempt = () => {
      try {
        resolve(work());
      } catch (error) {
        if (isBusy(error)) throw error;
        reject(toStorageError(error));
      }
    };
    queue.push({ attempt, fail: reject, deadline: performance.now() + waitMs });
    if (queue.length === 1) void drain();
    return promise;
  }

  async function tryNow<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      if (isBusy(error)) return line(work);
      throw toStorageError(error);
    }
  }

  return {
    write: (work) => (queue.length > 0 ? line(work) : tryNow(work)),
    read: tryNow,
    abandon(error) {
      for (const waiting of queue.splice(0)) waiting.fail(error);
    },
  };
}
