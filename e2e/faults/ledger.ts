/**
 * The ledger of a test, kept outside of the server: what it acknowledged and what it
 * showed to anybody. The database must hold all of it, whatever was done to the server.
 */

import { equal } from 'node:assert/strict';
import { isTerminal, type RunEvent } from '@/lib/contract/events';
import type { EventTail } from './client';
import type { StoredRun } from './database';

/** One accepted question, with the events its sender was shown, in order. */
interface Entry {
  question: string;
  shown: string[];
  ended: boolean;
}

/** What a ledger's owner notes and asks. */
export interface Ledger {
  /** A question was accepted: its sender was told so. */
  acknowledge(runId: string, question: string): void;
  /** What a stream showed; it must go on exactly where the one before it ended. */
  show(tail: Pick<EventTail, 'runId' | 'events'>): void;
  /** The cursor from which the sender goes on, if anything was shown. */
  cursor(runId: string): string | undefined;
  hasEnded(runId: string): boolean;
  questions(): number;
  events(): number;
  /** The texts that were shown to their end, by run. */
  answers(): Map<string, string>;
  /** Holds every entry against what is stored; returns how many were compared. */
  compare(stored: Map<string, StoredRun>): number;
}

/** An empty ledger. */
export function createLedger(): Ledger {
  const entries = new Map<string, Entry>();
  const entryOf = (runId: string) => {
    const entry = entries.get(runId);
    if (!entry) throw new Error(`${runId} was shown but not acknowledged.`);
    return entry;
  };
  return {
    acknowledge(runId, question) {
      const before = entries.get(runId);
      entries.set(runId, before ?? { question, shown: [], ended: false });
    },
    show({ runId, events }) {
      const entry = entryOf(runId);
      for (const { seq, data, event } of events) {
        equal(seq, entry.shown.length + 1, `${runId}: the number shown after the one before`);
        entry.shown.push(data);
        entry.ended = isTerminal(event);
      }
    },
    cursor(runId) {
      const seen = entryOf(runId).shown.length;
      return seen === 0 ? undefined : `${runId}.${seen}`;
    },
    hasEnded: (runId) => entryOf(runId).ended,
    questions: () => entries.size,
    events: () => [...entries.values()].reduce((sum, { shown }) => sum + shown.length, 0),
    answers() {
      const ended = [...entries].filter(([, entry]) => entry.ended);
      return new Map(ended.map(([runId, { shown }]) => [runId, textOf(shown)]));
    },
    compare(stored) {
      for (const [runId, { question, shown }] of entries) {
        const run = stored.get(runId);
        equal(run?.question, question, `D01: the acknowledged message of ${runId}`);
        const missing = shown.findIndex((data, i) => run?.log[i] !== data);
        equal(missing, -1, `D01: event ${missing + 1} of ${runId} was shown but is not stored`);
      }
      return entries.size;
    },
  };
}

function textOf(shown: string[]): string {
  const events = shown.map((data): RunEvent => JSON.parse(data));
  return events.map((event) => (event.type === 'text' ? event.content : '')).join('');
}
