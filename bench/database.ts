/**
 * What the database client costs over `node:sqlite` itself, on the statements that
 * matter: the log's append of one tick, a page of messages, one row by its id.
 * Run: npx tsx bench/database.ts
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { messages } from '@/lib/db/schema/sessions';

const RUNS = 500;
const ROUNDS = 400;
const PAGE = 200;

const APPEND = `INSERT INTO events (run, seq, data)
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`;
const READ_PAGE = 'SELECT * FROM messages WHERE session_id = ? ORDER BY n LIMIT ?';
const READ_ONE = 'SELECT id, role, text FROM messages WHERE id = ?';

const folder = mkdtempSync(join(tmpdir(), 'gossamer-bench-'));
const url = `file:${join(folder, 'bench.db')}`;
const { db, client, close } = openDatabase(url);
await migrate(client);

await client.batch([
  "INSERT INTO users (id, email, created_at) VALUES ('u', 'u@example.com', 1)",
  "INSERT INTO agents (id, name, engine, created_at, updated_at) VALUES ('a', 'A', '{}', 1, 1)",
  `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at)
   VALUES ('s', 'u', 'a', 's', 'S', 's', 1, 1, 1)`,
  {
    sql: `INSERT INTO messages (id, session_id, user_id, role, text, created_at)
      SELECT 'm' || value, 's', 'u', 'user', printf('%.300c', 'x'), value FROM json_each(?)`,
    args: [JSON.stringify(Array.from({ length: PAGE }, (_, index) => index))],
  },
]);

const raw = new DatabaseSync(join(folder, 'bench.db'), { timeout: 5000 });
raw.exec('PRAGMA synchronous = NORMAL');
const rawAppend = raw.prepare(APPEND);
const rawPage = raw.prepare(READ_PAGE);
const rawOne = raw.prepare(READ_ONE);

const tick = JSON.stringify(
  Array.from({ length: RUNS }, (_, run) => [run, 1, `{"type":"text","content":"word ${run} "}`]),
);
const single = JSON.stringify([[1, 1, '{"type":"text","content":"word "}']]);

/** Median milliseconds of one call. */
async function median(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[ROUNDS / 2] ?? 0;
}

async function compare(name: string, base: () => unknown, ours: () => unknown): Promise<void> {
  await median(base);
  await median(ours);
  const [baseMs, oursMs] = [await median(base), await median(ours)];
  const ratio = (oursMs / baseMs).toFixed(2);
  process.stdout.write(
    `${name.padEnd(44)} raw ${baseMs.toFixed(4)} ms  ours ${oursMs.toFixed(4)} ms  ${ratio}×\n`,
  );
}

await compare(
  `append of one tick, ${RUNS} runs`,
  () => rawAppend.run(tick),
  () => client.batch([{ sql: APPEND, args: [tick] }]),
);
await compare(
  'append of one event',
  () => rawAppend.run(single),
  () => client.batch([{ sql: APPEND, args: [single] }]),
);
await compare(
  `page of ${PAGE} messages, client`,
  () => rawPage.all('s', PAGE),
  () => client.execute({ sql: READ_PAGE, args: ['s', PAGE] }),
);
await compare(
  `page of ${PAGE} messages, Drizzle`,
  () => rawPage.all('s', PAGE),
  () => db.select().from(messages).limit(PAGE),
);
await compare(
  'one row by id, client',
  () => rawOne.get('m7'),
  () => client.execute({ sql: READ_ONE, args: ['m7'] }),
);

raw.close();
close();
rmSync(folder, { recursive: true });
