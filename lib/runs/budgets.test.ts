import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOf, type Limits, monthStartDay, NO_LIMITS } from '@/lib/contract/budget';
import { AppError } from '@/lib/contract/errors';
import { newId } from '@/lib/contract/ids';
import { type BudgetTarget, setBudget } from '@/lib/db/budgets';
import { sqlClient } from '@/lib/db/client';
import { startChild } from '@/lib/db/fixtures/process';
import { readStandings } from '@/lib/db/standings';
import { runLimits } from '@/lib/limits/run-limits';
import { live } from './live';
import { openRunWorld, puppetEngine, type RunWorld } from './run-fixture';
import { startRun } from './start';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.dispose());

const limit = (target: BudgetTarget, limits: Partial<Limits>) =>
  setBudget(target, { ...NO_LIMITS, ...limits }, { actor: null });
const everybody: BudgetTarget = { scope: 'default', subjectId: '' };

/** Room for many at once, so that only the limit under test refuses. */
const ROOMY = { requestsPerMinute: 100_000, concurrentRuns: 100_000 };

async function execute(sql: string, args: (string | number)[] = []) {
  return (await sqlClient().execute({ sql, args })).rows;
}

async function messagesToday(userId: string): Promise<number> {
  const [row] = await execute(
    'SELECT coalesce(sum(messages), 0) AS n FROM usage_days WHERE user_id = ? AND day = ?',
    [userId, dayOf(Date.now())],
  );
  return Number(row?.n);
}

async function refusalOf(start: Promise<unknown>): Promise<AppError> {
  const error: unknown = await start.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error('It was not refused.');
}

const start = (person: 'ada' | 'bob' = 'ada', more: { agentId?: string } = {}) =>
  startRun(world[person], world.request('Go', more), world.parts(puppetEngine()));

async function makeGroup(members: string[]): Promise<string> {
  const id = newId();
  await execute('INSERT INTO groups (id, name, created_at) VALUES (?, ?, 0)', [id, `g-${id}`]);
  for (const member of members) {
    await execute('INSERT INTO group_members (group_id, user_id) VALUES (?, ?)', [id, member]);
  }
  return id;
}

describe('a budget', () => {
  test('of 50 parallel sends with 1 left accepts exactly 1', async () => {
    await limit(everybody, { ...ROOMY, messagesPerDay: 1 });
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => start()));
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const codes = results.flatMap((r) => (r.status === 'rejected' ? [r.reason.code] : []));
    expect(codes).toEqual(Array(49).fill('quota_exhausted'));
    expect(await messagesToday(world.ada.id)).toBe(1);
  });

  test('holds across two processes that send at once', async () => {
    await limit(everybody, { ...ROOMY, messagesPerDay: 3 });
    const args = [world.url, world.ada.id, world.agentId, '25'];
    const children = [startChild('start-runs.ts', args), startChild('start-runs.ts', args)];
    await Promise.all(children.map((child) => child.says('ready')));
    for (const child of children) child.process.stdin.write('go\n');
    const outputs = await Promise.all(children.map((child) => child.output()));
    const accepted = outputs.map((text) => JSON.parse(text.split('\n')[1] ?? '').accepted);
    expect(accepted[0] + accepted[1]).toBe(3);
    expect(await messagesToday(world.ada.id)).toBe(3);
  });

  test('M05 lowered applies to the next send, raised as well', async () => {
    await limit(everybody, ROOMY);
    await start();
    await limit(everybody, { ...ROOMY, messagesPerDay: 1 });
    expect((await refusalOf(start())).code).toBe('quota_exhausted');
    await limit(everybody, { ...ROOMY, messagesPerDay: 2 });
    await expect(start()).resolves.toBeTruthy();
  });

  test('B09 says which limit, of whom, how much and when it renews', async () => {
    const group = await makeGroup([world.ada.id]);
    await limit({ scope: 'group', subjectId: group }, { messagesPerDay: 1 });
    await start();
    const error = await refusalOf(start());
    const tomorrow = (dayOf(Date.now()) + 1) * 86_400_000;
    expect(error).toMatchObject({
      code: 'quota_exhausted',
      status: 402,
      message: expect.stringContaining(`g-${group}`),
      detail: {
        rate: { limit: 1, remaining: 0, resetAt: tomorrow },
        limit: { kind: 'messagesPerDay', scope: 'group', limit: 1, used: 1, resetAt: tomorrow },
      },
    });
    await expect(start('bob')).resolves.toBeTruthy();
  });

  test('the tightest of default, group, person and agent wins, whichever it is', async () => {
    const group = await makeGroup([world.ada.id]);
    const targets: BudgetTarget[] = [
      everybody,
      { scope: 'group', subjectId: group },
      { scope: 'person', subjectId: world.ada.id },
      { scope: 'agent', subjectId: world.agentId },
    ];
    for (const tightest of targets) {
      for (const target of targets) {
        await limit(target, { ...ROOMY, messagesPerDay: target === tightest ? 0 : 1000 });
      }
      expect((await refusalOf(start())).detail.limit).toMatchObject({
        kind: 'messagesPerDay',
        scope: tightest.scope,
      });
    }
  });

  test('of an agent counts each person, and only with that agent', async () => {
    const [row] = await execute('SELECT id FROM agents WHERE id = ?', [world.agentId]);
    await execute(
      `INSERT INTO agents (id, name, engine, created_at, updated_at)
       SELECT 'other', 'Other', engine, 0, 0 FROM agents WHERE id = ?`,
      [String(row?.id)],
    );
    await limit({ scope: 'agent', subjectId: world.agentId }, { messagesPerDay: 1 });
    await start();
    expect((await refusalOf(start())).detail.limit).toMatchObject({ scope: 'agent', used: 1 });
    await expect(start('ada', { agentId: 'other' })).resolves.toBeTruthy();
    await expect(start('bob')).resolves.toBeTruthy();
  });

  test('of tokens counts the day and the month apart', async () => {
    const now = Date.now();
    const use = (day: number, tokens: number) =>
      execute(
        `INSERT INTO usage_days (user_id, day, agent_id, total_tokens) VALUES (?, ?, 'x', ?)
         ON CONFLICT DO UPDATE SET total_tokens = excluded.total_tokens`,
        [world.ada.id, day, tokens],
      );
    await use(monthStartDay(now) - 1, 1_000_000); // Last month's do not count.
    await use(dayOf(now), 100);
    await limit(everybody, { tokensPerDay: 101, tokensPerMonth: 101 });
    await expect(start()).resolves.toBeTruthy();
    await limit(everybody, { tokensPerDay: 100, tokensPerMonth: 101 });
    expect((await refusalOf(start())).detail.limit).toMatchObject({ kind: 'tokensPerDay' });
    await limit(everybody, { tokensPerDay: 1000, tokensPerMonth: 100 });
    expect((await refusalOf(start())).detail.limit).toMatchObject({ kind: 'tokensPerMonth' });
  });

  test('B04 of a minute and of answers at once refuse with rate_limited', async () => {
    await limit(everybody, { requestsPerMinute: 2 });
    await start();
    await start();
    expect(await refusalOf(start())).toMatchObject({
      code: 'rate_limited',
      detail: { limit: { kind: 'requestsPerMinute', limit: 2, used: 2 } },
    });
    await limit(everybody, { requestsPerMinute: 1000, concurrentRuns: 2 });
    expect(await refusalOf(start())).toMatchObject({
      code: 'rate_limited',
      detail: { limit: { kind: 'concurrentRuns', limit: 2 }, retryAfterSeconds: 5 },
    });
  });

  test('of a minute or a day gets nothing back when a conversation is deleted', async () => {
    await limit(everybody, { requestsPerMinute: 2 });
    await start();
    await start();
    await execute('DELETE FROM sessions WHERE user_id = ?', [world.ada.id]);
    expect(await execute('SELECT 1 FROM runs')).toEqual([]);
    const { detail } = await refusalOf(start());
    expect(detail.limit).toMatchObject({ kind: 'requestsPerMinute', limit: 2, used: 2 });
    expect(detail.limit?.resetAt).toBeGreaterThan(Date.now());
    await limit(everybody, ROOMY);
    await limit({ scope: 'agent', subjectId: world.agentId }, { requestsPerMinute: 2 });
    expect((await refusalOf(start())).detail.limit).toMatchObject({ scope: 'agent', used: 2 });
    await expect(start('bob')).resolves.toBeTruthy();
    await limit({ scope: 'agent', subjectId: world.agentId }, {});
    await limit(everybody, { ...ROOMY, messagesPerDay: 2 });
    expect((await refusalOf(start())).code).toBe('quota_exhausted');
    // A minute later they count no more.
    const later = { userId: world.ada.id, now: Date.now() + 60_000 };
    const [, minute] = await readStandings(later, runLimits.start);
    expect(minute).toMatchObject({ kind: 'requestsPerMinute', used: 0 });
  });

  test('that says nothing leaves what the environment says', async () => {
    await limit(everybody, { messagesPerDay: 5 });
    const standings = await readStandings({ userId: world.ada.id, now: 1 }, runLimits.start);
    expect(standings.map(({ kind, limit: most }) => [kind, most])).toEqual([
      ['messagesPerDay', 5],
      ['requestsPerMinute', runLimits.start.perMinute],
      ['concurrentRuns', runLimits.start.concurrent],
    ]);
  });
});

describe('the refund', () => {
  async function used(end: (puppet: ReturnType<typeof puppetEngine>) => void): Promise<number> {
    const before = await messagesToday(world.ada.id);
    const puppet = puppetEngine();
    const { live: run } = await startRun(world.ada, world.request('Go'), world.parts(puppet));
    expect(await messagesToday(world.ada.id)).toBe(before + 1);
    await puppet.called;
    end(puppet);
    await run?.ended;
    return (await messagesToday(world.ada.id)) - before;
  }

  test('gives the message back when an answer failed before anything of it came', async () => {
    expect(await used((puppet) => puppet.fail(new Error('down')))).toBe(0);
    expect(await used((puppet) => puppet.end())).toBe(0);
  });

  test('keeps it once a word, a step or a token came, and when its person stopped it', async () => {
    const cut = (puppet: ReturnType<typeof puppetEngine>) => puppet.fail(new Error('cut'));
    expect(
      await used((puppet) => {
        puppet.text('H');
        cut(puppet);
      }),
    ).toBe(1);
    expect(
      await used((puppet) => {
        puppet.yield({ type: 'tool_call', id: 'c', name: 'look', args: {} });
        cut(puppet);
      }),
    ).toBe(1);
    expect(
      await used(() => {
        for (const run of live().runs.values()) void run.stop();
      }),
    ).toBe(1);
  });

  test('lets another send pass', async () => {
    await limit(everybody, { messagesPerDay: 1 });
    expect(await used((puppet) => puppet.fail(new Error('down')))).toBe(0);
    await expect(start()).resolves.toBeTruthy();
  });
});
