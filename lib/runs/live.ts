/**
 * The runs this process drives, and what belongs to the process as a whole. Next.js
 * gives every route bundle its own copy of a module, so this stands on `globalThis`
 * (beside the database handle, the only thing that does).
 */

import type { RunStatus } from '@/lib/contract/events';
import { newId } from '@/lib/contract/ids';
import type { Feed } from './feed';
import { createLogWriter, type LogWriter } from './log-writer';

/** A run in progress, as those who read or stop it need it. */
export interface LiveRun {
  id: string;
  userId: string;
  sessionId: string;
  feed: Feed;
  /** Resolves when the agent began to answer, or the run ended. */
  opened: Promise<void>;
  /** Resolves with the final state. Never rejects. */
  ended: Promise<RunStatus>;
  /** Ends the run as stopped and resolves with the state it really ended in. */
  stop(): Promise<RunStatus>;
  /** Ends it as interrupted (the process goes down) or lets go of it (it was deposed). */
  abandon(reason: 'shutdown' | 'deposed'): void;
}

/** Something about one of a person's conversations changed. */
export type ActivityListener = (sessionId: string) => void;

interface Process {
  /** This process's name in the lease of its runs. */
  writer: string;
  log: LogWriter;
  runs: Map<string, LiveRun>;
  /** Runs that are being inserted, and are none of `runs` yet. */
  starting: number;
  /** Feeds of runs that other processes drive, by run id; filled by the tail. */
  remote: Map<string, Feed>;
  tails: Map<string, number>;
  listeners: Map<string, Set<ActivityListener>>;
  draining: boolean;
}

const SLOT: unique symbol = Symbol.for('gossamer.live');
const slot: typeof globalThis & { [SLOT]?: Process } = globalThis;

/** This process's runs. Made at the first call. */
export function live(): Process {
  slot[SLOT] ??= newProcess();
  return slot[SLOT];
}

/** Forgets everything, as a restarted process would. For tests. */
export function resetLive(): void {
  delete slot[SLOT];
}

function newProcess(): Process {
  const writer = newId();
  return {
    writer,
    log: createLogWriter({ writer }),
    runs: new Map(),
    starting: 0,
    remote: new Map(),
    tails: new Map(),
    listeners: new Map(),
    draining: false,
  };
}

/** Tells whoever watches this person's conversations in this process. */
export function announce(userId: string, sessionId: string): void {
  for (const listener of live().listeners.get(userId) ?? []) listener(sessionId);
}

/** Watches a person's conversations. Returns how to stop that. */
export function onActivity(userId: string, listener: ActivityListener): () => void {
  const { listeners } = live();
  const mine = listeners.get(userId) ?? new Set();
  listeners.set(userId, mine.add(listener));
  return () => {
    mine.delete(listener);
    if (mine.size === 0) listeners.delete(userId);
  };
}
