/**
 * What grows with history: a million messages in 50,000 conversations of 1,000 people. The
 * sidebar, a conversation's end, a turn's two writes, beside raw SQLite on the same file.
 * Run: npm run bench -- history [--short] [--json] [--reps N]
 */

import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { newId } from '@/lib/contract/ids';
import { readUsageQuery } from '@/lib/contract/usage-query';
import { listAgentsFor } from '@/lib/db/agents';
import { installDatabase, openDatabase } from '@/lib/db/client';
import { readUsage } from '@/lib/db/dashboard';
import { listQueue } from '@/lib/db/queue';
import { insertRun, type NewRun } from '@/lib/db/run-start';
import { endRun } from '@/lib/db/runs';
import { listPinned, listSessions, sidebarQuery } from '@/lib/db/session-lists';
import { getConversation, traceVisibilityOf } from '@/lib/db/sessions';
import { listTags } from '@/lib/db/tags';
import { readTurnMarks } from '@/lib/db/turn-marks';
import { DAY_MS } from '@/lib/db/usage-rollup';
import { quantile } from './kit/figures';
import { type Generated, LARGE, openGenerated, SMALL } from './kit/generated';
import { readOptions } from './kit/options';
import { diceOf, proseOf } from './kit/prose';
import { type Report, tell } from './kit/report';
import { alternate } from './kit/timing';

const options = readOptions();
const reps = options.reps || (options.short ? 100 : 400);
const dice = diceOf(Date.now());
const prose = proseOf(dice);

/** Calls of one kind: what they are held to and how long they may take. */
interface Found {
  what: string;
  ours: number[];
  base: number[];
  targetMs: number;
}

const PAGE = 60;
const RAW_PAGE = 'SELECT * FROM messages WHERE session_id = ? ORDER BY n DESC LIMIT ?';
const RAW_APPEND = `INSERT INTO messages (id, session_id, user_id, role, text, created_at)
  SELECT ?, s.id, s.user_id, 'user', ?, ? FROM sessions s WHERE s.id = ?`;

/** A run that nothing refuses, in a conversation that exists. */
function newRun(data: Generated, where: { userId: string; sessionId: string; agentId: string }) {
  const run: NewRun = {
    runId: newId(),
    userId: where.userId,
    agentId: where.agentId,
    sessionKey: where.sessionId,
    newSessionId: newId(),
    mayCreate: false,
    upstreamId: newId(),
    branchUpstreamId: newId(),
    title: 'Title',
    text: prose.text(20),
    userMessageId: newId(),
    parentId: undefined,
    retryOf: null,
    continues: false,
    temporary: false,
    requestHash: 'f'.repeat(64),
    idempotencyKey: null,
    writer: 'bench',
    leaseMs: 60_000,
    limits: { perMinute: 1_000_000, concurrent: 1_000_000 },
    claim: newId(),
    now: data.until,
  };
  return run;
}

/** What the page of a conversation reads. */
async function open(userId: string, sessionId: string): Promise<void> {
  const owner = { userId, sessionId };
  const [found] = await Promise.all([
    getConversation(userId, sessionId),
    traceVisibilityOf(userId, sessionId),
    listQueue(owner),
    listAgentsFor({ id: userId, role: 'user' }),
  ]);
  if (found?.messages.length !== Math.min(PAGE, found?.messages.length ?? 0)) {
    throw new Error('The conversation was not read.');
  }
  await readTurnMarks(owner, found.messages);
}

async function reading(data: Generated, raw: DatabaseSync): Promise<Found[]> {
  const people = Array.from({ length: reps }, () => data.people[dice(data.people.length)] ?? '');
  const { sql, params } = sidebarQuery(data.people[0] ?? '').toSQL();
  const rawSidebar = raw.prepare(sql);
  const values = params.map((value) => (typeof value === 'number' ? value : String(value)));
  const sidebar = await alternate(
    people,
    (id) => Promise.all([listPinned(id), listSessions(id), listTags(id)]),
    (id) => rawSidebar.all(id, ...values.slice(1)),
  );
  const found: Found[] = [{ what: 'sidebar', ...sidebar, targetMs: 5 }];
  const rawPage = raw.prepare(RAW_PAGE);
  const owner = data.people[0] ?? '';
  for (const [length, id] of Object.entries(data.byLength)) {
    const times = await alternate(
      Array.from({ length: reps }, () => id),
      () => open(owner, id),
      () => rawPage.all(id, PAGE),
    );
    const what = `open one of ${Number(length).toLocaleString('en')} messages`;
    found.push({ what, ...times, targetMs: 15 });
  }
  return found;
}

/** The dashboard of a month and of three; raw: how many runs there were, counted by the runs. */
async function dashboard(data: Generated, raw: DatabaseSync): Promise<Found[]> {
  const rawCount = raw.prepare(
    'SELECT agent_id, status, count(*) FROM runs WHERE started_at > ? GROUP BY 1, 2',
  );
  const found: Found[] = [];
  for (const [range, days] of [
    ['30d', 30],
    ['90d', 90],
  ] as const) {
    const query = readUsageQuery({ range }, data.until);
    const times = await alternate(
      Array.from({ length: 10 }, () => query),
      (one) => readUsage(one, data.until),
      () => rawCount.all(data.until - days * DAY_MS),
    );
    found.push({ what: `dashboard of ${days} days`, ...times, targetMs: 200 });
  }
  return found;
}

/** Questions stored and runs begun, then answers stored and runs ended, all over the place. */
async function writing(data: Generated, raw: DatabaseSync): Promise<Found[]> {
  const places = raw.prepare(
    'SELECT id AS sessionId, user_id AS userId, agent_id AS agentId FROM sessions WHERE n = ?',
  );
  const runs = Array.from({ length: reps }, () => {
    const { sessionId, userId, agentId } = places.get(1 + dice(data.size.conversations - 1)) ?? {};
    return newRun(data, {
      sessionId: String(sessionId),
      userId: String(userId),
      agentId: String(agentId),
    });
  }).filter((run, i, all) => all.findIndex((one) => one.sessionKey === run.sessionKey) === i);
  const rawAppend = raw.prepare(RAW_APPEND);
  const numbers = new Map<string, number>();
  const asked = await alternate(
    runs,
    async (run) => numbers.set(run.runId, (await insertRun(run))?.n ?? 0),
    ({ sessionKey }) => rawAppend.run(newId(), prose.text(20), data.until, sessionKey),
  );
  if ([...numbers.values()].includes(0)) throw new Error('A run did not start.');
  const answered = await alternate(
    runs,
    ({ runId }) => endRun(ending(numbers.get(runId) ?? 0, data.until), { writer: 'bench' }),
    ({ sessionKey }) => rawAppend.run(newId(), prose.text(200), data.until, sessionKey),
  );
  return [
    { what: 'store a question and begin its run', ...asked, targetMs: 2 },
    { what: 'store an answer and end its run', ...answered, targetMs: 2 },
  ];
}

function ending(n: number, now: number): Parameters<typeof endRun>[0] {
  return {
    n,
    status: 'completed',
    errorCode: null,
    seq: 200,
    terminal: '{"type":"done"}',
    parts: [{ type: 'text', text: prose.text(200) }],
    usage: { input_tokens: 30, output_tokens: 300, total_tokens: 330 },
    firstEventMs: 300,
    durationMs: 4_000,
    retryAt: null,
    assistantMessageId: newId(),
    claim: newId(),
    now,
  };
}

function reportOf(data: Generated, all: Found[], bytesPerByte: number): Report {
  const per = (data.textBytes / data.size.messages).toFixed(0);
  const { messages, conversations, people } = data.size;
  const count = (value: number) => value.toLocaleString('en');
  return {
    name: 'history',
    how:
      `${count(messages)} messages of ${per} bytes on average in ${count(conversations)} ` +
      `conversations of ${count(people)} people; the reads and writes of the application, in turn with raw SQLite's`,
    repetitions: reps,
    columns: ['', 'median ms', 'p95 ms', 'raw SQLite ms', '× raw'],
    rows: all.map(({ what, ours, base }) => [
      what,
      quantile(ours, 0.5),
      quantile(ours, 0.95),
      quantile(base, 0.5),
      quantile(ours, 0.5) / quantile(base, 0.5),
    ]),
    verdicts: [
      ...all.map(({ what, ours, targetMs }) => ({
        what,
        value: quantile(ours, 0.5),
        unit: ' ms',
        target: targetMs,
        better: 'lower' as const,
      })),
      {
        what: 'database for each byte of text',
        value: bytesPerByte,
        unit: '×',
        target: 2.2,
        better: 'lower',
      },
    ],
  };
}

const data = await openGenerated(options.short ? SMALL : LARGE);
const bytesPerByte = statSync(data.path).size / data.textBytes;
const handle = openDatabase(data.url);
installDatabase(handle);
const raw = new DatabaseSync(data.path, { timeout: 5_000 });
raw.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384');
try {
  const found = [
    ...(await reading(data, raw)),
    ...(await dashboard(data, raw)),
    ...(await writing(data, raw)),
  ];
  tell(reportOf(data, found, bytesPerByte), options.json);
} finally {
  raw.close();
  handle.close();
  data.dispose();
}
