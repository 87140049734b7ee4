/**
 * Copies and checks a database file in a thread of its own: SQLite's calls block, and
 * a large file would hold up every answer for seconds.
 */

import { Worker } from 'node:worker_threads';
import { z } from 'zod';

const rehearsalSchema = z.object({
  problem: z.string().nullable(),
  people: z.number(),
  conversations: z.number(),
  messages: z.number(),
});

/** What a copy holds. `problem`: why it is not usable. */
export type CopyFacts = z.infer<typeof rehearsalSchema>;

// Text, since bundlers do not agree on how a thread's file is found. It uses node alone.
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const { openSync, fsyncSync, closeSync } = require('node:fs');
let from = workerData.from;
for (const to of workerData.copies) {
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
  source.prepare('VACUUM INTO ?').run(to);
  source.close();
  const file = openSync(to, 'r');
  fsyncSync(file);
  closeSync(file);
  from = to;
}
const copy = new DatabaseSync(from, { readOnly: true });
const ask = (sql) => copy.prepare(sql).get();
const count = (table) => ask('SELECT count(*) AS n FROM ' + table).n;
const sound = ask('PRAGMA integrity_check(1)').integrity_check;
const dangling = ask('PRAGMA foreign_key_check');
const facts = {
  problem: sound !== 'ok' ? String(sound) : dangling ? 'a row of ' + dangling.table + ' points to nothing' : null,
  people: count('users'),
  conversations: count('sessions'),
  messages: count('messages'),
};
copy.close();
parentPort.postMessage(facts);
`;

/**
 * Copies a database to each of `copies` in turn, every copy from the one before, and
 * reads the last one through. Rejects with what SQLite or the disk said.
 */
export function copyInThread(from: string, copies: readonly string[]): Promise<CopyFacts> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(PROGRAM, { eval: true, workerData: { from, copies } });
    worker.once('message', (facts) => resolve(rehearsalSchema.parse(facts)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The copying thread ended with ${code}.`)));
  });
}
