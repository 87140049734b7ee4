/**
 * The database as it stands in the file, read past all code of the server: each look
 * opens and closes a connection of its own, so that a killed server's log is recovered
 * by the next server and not by us.
 */

import { deepEqual, equal } from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { isTerminal, type RunEvent } from '@/lib/contract/events';

/** A run with what belongs to it. */
export interface StoredRun {
  n: number;
  id: string;
  sessionId: string;
  status: string;
  errorCode: string | null;
  lastSeq: number | null;
  totalTokens: number | null;
  endedAt: number | null;
  /** What the person asked. */
  question: string | null;
  /** The answer's text; null while there is no answer. */
  answer: string | null;
  /** The answer's parts where it is more than text. */
  parts: string | null;
  /** The JSON of its log, by `seq` from 1. */
  log: string[];
}

const RUNS = `SELECT r.n, r.id, r.session_id AS sessionId, r.status, r.error_code AS errorCode,
    r.last_seq AS lastSeq, r.total_tokens AS totalTokens, r.ended_at AS endedAt,
    q.text AS question, a.text AS answer, a.parts AS parts
  FROM runs r LEFT JOIN messages q ON q.id = r.user_message_id
  LEFT JOIN messages a ON a.id = r.assistant_message_id`;

/** Opens the file for one look. */
function look<T>(path: string, question: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    return question(database);
  } finally {
    database.close();
  }
}

/** The rows of a query. */
export function rows(path: string, sql: string, ...args: (string | number)[]) {
  return look(path, (database) => database.prepare(sql).all(...args));
}

/** One number. */
export function count(path: string, sql: string, ...args: (string | number)[]): number {
  const value = Object.values(rows(path, sql, ...args)[0] ?? {})[0];
  return Number(value ?? 0);
}

/** All runs by id, each with its log. */
export function storedRuns(path: string): Map<string, StoredRun> {
  return look(path, (database) => {
    database.exec('BEGIN'); // One moment for both tables.
    const byNumber = new Map<number, StoredRun>();
    for (const row of database.prepare(RUNS).all()) {
      const run = toStoredRun(row);
      byNumber.set(run.n, run);
    }
    for (const row of database.prepare('SELECT run, seq, data FROM events ORDER BY n').all()) {
      const run = byNumber.get(Number(row.run));
      if (!run) throw new Error(`An event of no run: ${row.run}.${row.seq}`);
      equal(Number(row.seq), run.log.length + 1, `D09: seq of ${run.id} is gapless`);
      run.log.push(wireOf(String(row.data)));
    }
    return new Map([...byNumber.values()].map((run) => [run.id, run]));
  });
}

/** An event's JSON; a text is stored as its content's alone. */
function wireOf(stored: string): string {
  return stored.startsWith('"') ? `{"type":"text","content":${stored}}` : stored;
}

/** One run that must be there. */
export function storedRun(path: string, id: string): StoredRun {
  const run = storedRuns(path).get(id);
  if (!run) throw new Error(`No run ${id}.`);
  return run;
}

function toStoredRun(row: Record<string, unknown>): StoredRun {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : null);
  const number = (name: string) => (typeof row[name] === 'number' ? row[name] : null);
  return {
    n: Number(row.n),
    id: String(row.id),
    sessionId: String(row.sessionId),
    status: String(row.status),
    errorCode: text('errorCode'),
    lastSeq: number('lastSeq'),
    totalTokens: number('totalTokens'),
    endedAt: number('endedAt'),
    question: text('question'),
    answer: text('answer'),
    parts: text('parts'),
    log: [],
  };
}

/** Waits, looking, until a run has ended; rejects after `withinMs`. */
export async function untilEnded(path: string, id: string, withinMs = 25_000): Promise<StoredRun> {
  await untilTrue(() => storedRun(path, id).status !== 'running', `run ${id} to end`, withinMs);
  return storedRun(path, id);
}

/** Waits, looking again and again, for what nobody tells us. */
export async function untilTrue(
  condition: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 15_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs} ms for ${what}.`);
    await wait(20);
  }
}

/** D09 of one run that has ended: one terminal event, last; the texts are the message. */
export function expectWhole(run: StoredRun): void {
  const events = run.log.map((data): RunEvent => JSON.parse(data));
  const terminals = events.filter(isTerminal);
  equal(terminals.length, 1, `D09: ${terminals.length} terminal events of ${run.id}`);
  equal(events.at(-1), terminals[0], `D09: the terminal event of ${run.id} is not its last`);
  equal(run.lastSeq, run.log.length, `D09: the last number of ${run.id}`);
  const text = events.map((event) => (event.type === 'text' ? event.content : '')).join('');
  equal(run.answer, text, `D09: the text of ${run.id}`);
}

/** D07: SQLite finds nothing wrong with the file, and no key points to nothing. */
export function expectSound(path: string): void {
  const [whole, keys] = look(path, (database) => [
    database.prepare('PRAGMA integrity_check').all(),
    database.prepare('PRAGMA foreign_key_check').all(),
  ]);
  deepEqual(whole?.map(Object.values), [['ok']], 'D07: integrity_check');
  deepEqual(keys, [], 'D07: foreign_key_check');
}
