/**
 * How long the usage dashboard takes to read with a million runs behind it: 2,000 people,
 * twelve agents, ninety days, spread so that nearly every run is a row of its own in the
 * roll-ups by person. That is harder than what people do, who ask an agent again. One
 * person in it, a program as it were, asked every fiftieth of them.
 * Run: npm run bench -- dashboard [--short] [--json] [--reps N]
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readUsageQuery } from '@/lib/contract/usage-query';
import { installDatabase, openDatabase } from '@/lib/db/client';
import { readUsage } from '@/lib/db/dashboard';
import { migrate } from '@/lib/db/migrate';
import { rebuildUsage } from '@/lib/db/usage-check';
import { median } from './kit/figures';
import { readOptions } from './kit/options';
import { tell } from './kit/report';

const TARGET_MS = 200;
const DAYS = 90;
const PEOPLE = 2_000;
const AGENTS = 12;

const options = readOptions();
const runs = options.short ? 100_000 : 1_000_000;
const reps = options.reps || 7;
const now = Date.now();

const folder = mkdtempSync(join(tmpdir(), 'gossamer-bench-'));
const handle = openDatabase(`file:${join(folder, 'bench.db')}`);
await migrate(handle.client);
installDatabase(handle);
await fill();

const ranges = ['24h', '7d', '30d', '90d'];
const timed = [
  ...ranges.map((range) => ({ what: range, asked: { range } })),
  { what: '90d, one agent', asked: { range: '90d', agent: id('a', 1) } },
  { what: '90d, one person', asked: { range: '90d', person: id('u', 1) } },
  { what: '90d, a busy one', asked: { range: '90d', person: id('u', 0) } },
];
const rows: [string, number, number][] = [];
for (const { what, asked } of timed) {
  const query = readUsageQuery(asked, now);
  const times: number[] = [];
  let counted = 0;
  for (let rep = 0; rep <= reps; rep++) {
    const from = performance.now();
    counted = (await readUsage(query, now)).totals.runs;
    if (rep > 0) times.push(performance.now() - from); // The first compiles its statements.
  }
  rows.push([what, counted, median(times)]);
}

tell(
  {
    name: 'dashboard',
    how: `all figures of /admin/usage, ${runs.toLocaleString('en')} runs of ${PEOPLE} people in ${DAYS} days`,
    repetitions: reps,
    columns: ['range', 'runs in it', 'ms'],
    rows,
    verdicts: rows.map(([what, , value]) => ({
      what,
      value,
      unit: ' ms',
      target: TARGET_MS,
      better: 'lower',
    })),
  },
  options.json,
);
handle.close();
rmSync(folder, { recursive: true });

function id(letter: string, place: number): string {
  return letter + String(place).padStart(25, '0');
}

/** Ended runs as they would lie there, and the roll-ups made of them. */
async function fill(): Promise<void> {
  const count = (to: number) =>
    `WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < ${to - 1})`;
  await handle.client.batch([
    `${count(PEOPLE)} INSERT INTO users (id, email, name, created_at)
     SELECT printf('u%025d', i), 'p' || i || '@example.com', 'Person ' || i, 0 FROM s`,
    `${count(AGENTS)} INSERT INTO agents (id, name, engine, created_at, updated_at)
     SELECT printf('a%025d', i), 'Agent ' || i, '{}', 0, 0 FROM s`,
    `INSERT INTO sessions
       (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at)
     SELECT 's' || substr(id, 2), id, printf('a%025d', 0), id, '', 'x', 0, 0, 0 FROM users`,
    `${count(runs)}, r AS (SELECT i, iif(i % 50 = 0, 0, abs(random() % ${PEOPLE})) AS person,
       abs(random() % ${AGENTS}) * abs(random() % 100) / 100 AS agent,
       abs(random() % 1000) AS luck, abs(random() % 1000) + 1 AS x, abs(random() % 1000) + 1 AS y
       FROM s)
     INSERT INTO runs (id, user_id, session_id, agent_id, user_message_id, claim, status, error_code,
       request_hash, writer, lease_until, log_start, started_at, first_event_ms, duration_ms,
       input_tokens, output_tokens, total_tokens, cost_micros, currency)
     SELECT printf('r%025d', i), printf('u%025d', person), printf('s%025d', person),
       printf('a%025d', agent), '', '',
       CASE WHEN luck < 940 THEN 'completed' WHEN luck < 970 THEN 'stopped' ELSE 'failed' END,
       CASE WHEN luck < 970 THEN NULL WHEN luck < 985 THEN 'unreachable' ELSE 'idle_timeout' END,
       '', '', 0, 0, ${now - DAYS * 86_400_000} + CAST(i * ${(DAYS * 86_400_000) / runs} AS INTEGER),
       100 + 400 * x / y, 1000 + 5000 * y / x, 100 * x, 10 * y, 100 * x + 10 * y, 250 * x,
       CASE WHEN agent % 4 = 0 THEN 'EUR' ELSE 'USD' END FROM r`,
  ]);
  await rebuildUsage(now);
}
