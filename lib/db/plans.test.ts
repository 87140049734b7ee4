/** How SQLite goes about the statements of the busiest paths: none of them may read what grows. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Message } from '@/lib/contract/message';
import { countBelongings } from './account';
import { sqlClient } from './client';
import { addAgent, addConversation, addMessage, addPerson } from './fixtures/conversations';
import { insertRun, type NewRun } from './run-start';
import { endRun, findLastRun, listLapsedRuns, readOwnRuns } from './runs';
import { listPinned, listSessions } from './session-lists';
import { getConversation } from './sessions';
import { openTestDatabase, type TestDatabase } from './testing';
import { readTurnMarks } from './turn-marks';

let database: TestDatabase;
const owner = { userId: 'ada', sessionId: 's' };

const START: NewRun = {
  runId: 'r',
  userId: 'ada',
  agentId: 'guide',
  sessionKey: 's',
  newSessionId: 'new',
  mayCreate: true,
  upstreamId: 'u',
  branchUpstreamId: 'b',
  title: '',
  text: 'Go on.',
  userMessageId: 'question',
  parentId: undefined,
  retryOf: null,
  continues: false,
  temporary: false,
  requestHash: '',
  idempotencyKey: null,
  writer: 'writer',
  leaseMs: 60_000,
  limits: { perMinute: 100, concurrent: 100 },
  claim: 'claim',
  now: 2_000,
};

beforeEach(async () => {
  database = await openTestDatabase();
  await addPerson('ada');
  await addAgent('guide');
  await addConversation({ id: 's', headId: 'm' });
  await addMessage('s', 'Hello.', { id: 'm' });
});
afterEach(() => database.dispose());

/** The plans of all statements that `work` runs, a line for each step. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const client = sqlClient();
  const execute = vi.spyOn(client, 'execute');
  const batch = vi.spyOn(client, 'batch');
  await work();
  const run = [
    ...execute.mock.calls.map(([one]) => one),
    ...batch.mock.calls.flatMap(([all]) => all),
  ];
  execute.mockRestore();
  batch.mockRestore();
  const plans: string[] = [];
  for (const one of run) {
    const statement = typeof one === 'string' ? { sql: one, args: [] } : one;
    if (Array.isArray(statement)) throw new Error('A statement of another form.');
    const { rows } = await client.execute({
      ...statement,
      sql: `EXPLAIN QUERY PLAN ${statement.sql}`,
    });
    plans.push(...rows.map((row) => String(row.detail)));
  }
  return plans;
}

/** A partial index (`runs_lease`: what runs now) is never long. */
const WHOLE = /^SCAN (?:m|messages|r|runs|s|sessions|e|events|c|q|p)$/;

it('opening a conversation reads the page and not the rest of it', async () => {
  const plans = await plansOf(async () => {
    const found = await getConversation('ada', 's');
    expect(found?.messages).toHaveLength(1);
    const later: Message[] = (found?.messages ?? []).map((one) => ({ ...one, parentId: 'm' }));
    await readTurnMarks(owner, later);
  });
  expect(plans.length).toBeGreaterThan(5);
  expect(plans.filter((line) => /messages_session/.test(line) || WHOLE.test(line))).toEqual([]);
});

it('the lists, a start, an end and the keeper read no table as a whole', async () => {
  const plans = await plansOf(async () => {
    await listSessions('ada');
    await listPinned('ada');
    const run = await insertRun(START);
    expect(run).not.toBeNull();
    await findLastRun('ada', 's');
    await readOwnRuns('writer');
    await listLapsedRuns();
    await endRun(
      {
        n: run?.n ?? 0,
        status: 'completed',
        errorCode: null,
        seq: 1,
        terminal: '{"type":"done"}',
        parts: [{ type: 'text', text: 'Hello.' }],
        usage: null,
        firstEventMs: 1,
        durationMs: 1,
        retryAt: null,
        assistantMessageId: 'answer',
        claim: 'claim',
        now: 1,
      },
      { writer: 'writer' },
    );
  });
  expect(plans.length).toBeGreaterThan(20);
  expect(plans.filter((line) => WHOLE.test(line))).toEqual([]);
});

it('counting what an account holds reads its own conversations, not everybody’s messages', async () => {
  const plans = await plansOf(async () => {
    expect(await countBelongings('ada')).toMatchObject({ conversations: 1, messages: 1 });
  });
  expect(plans.filter((line) => WHOLE.test(line) || /SCAN messages/.test(line))).toEqual([]);
});
