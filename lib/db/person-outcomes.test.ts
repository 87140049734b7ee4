import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from './migrate';
import { openSqlite } from './node-sqlite';

const DAY_MS = 86_400_000;

test('the use of people before its outcome was kept stays, each outcome as its run says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gossamer-'));
  const before = join(folder, 'drizzle');
  cpSync('drizzle', before, { recursive: true });
  const journal = join(before, 'meta', '_journal.json');
  const { entries } = JSON.parse(readFileSync(journal, 'utf8'));
  const older = entries.filter(({ tag }: { tag: string }) => tag < '0011');
  writeFileSync(journal, JSON.stringify({ entries: older }));
  const client = openSqlite(`file:${join(folder, 'x.db')}`);
  await migrate(client, before);
  const run = (...args: [id: string, status: string, code: string | null, day: number]) => ({
    sql: `INSERT INTO runs (id, user_id, session_id, agent_id, user_message_id, claim, status, error_code,
        request_hash, writer, lease_until, log_start, started_at, input_tokens, output_tokens,
        total_tokens, cost_micros, currency)
      VALUES (?, 'ada', 's', 'one', '', '', ?, ?, '', '', 0, 0, ? * ${DAY_MS}, 4, 1, 5, 50, 'EUR')`,
    args,
  });
  await client.batch(
    [
      "INSERT INTO users (id, email, name, created_at) VALUES ('ada', 'ada@example.com', '', 0)",
      "INSERT INTO agents (id, name, engine, created_at, updated_at) VALUES ('one', '', '{}', 0, 0)",
      `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, created_at, updated_at, read_at)
       VALUES ('s', 'ada', 'one', 's', '', 'x', 0, 0, 0)`,
      run('a', 'completed', null, 5),
      run('b', 'failed', 'unreachable', 5),
      run('c', 'stopped', null, 6),
      // Three on the first day, of which one is of a conversation deleted for good, as all of day 7.
      ...['hour', 'day'].map(
        (unit) => `INSERT INTO person_${unit}s
        SELECT at * ${unit === 'hour' ? 24 : 1}, 'ada', 'one', 'EUR', n, 4 * n, n, 5 * n, 50 * n
        FROM (SELECT 5 AS at, 3 AS n UNION ALL SELECT 6, 1 UNION ALL SELECT 7, 2)`,
      ),
    ],
    'write',
  );
  expect(await migrate(client)).toContain('0011_person_outcomes');
  for (const unit of ['hour', 'day']) {
    const { rows } = await client.execute(
      `SELECT ${unit} / ${unit === 'hour' ? 24 : 1} AS at, outcome, runs, input_tokens AS input,
         total_tokens AS tokens, cost_micros AS cost FROM person_${unit}s ORDER BY 1, 2`,
    );
    expect(rows.map((row) => Object.values({ ...row }))).toEqual([
      [5, 'completed', 2, 8, 10, 100],
      [5, 'unreachable', 1, 4, 5, 50],
      [6, 'stopped', 1, 4, 5, 50],
      [7, 'completed', 2, 8, 10, 100],
    ]);
  }
  client.close();
  rmSync(folder, { recursive: true });
});
