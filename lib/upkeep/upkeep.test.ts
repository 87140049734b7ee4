import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agentInputSchema } from '@/lib/contract/agent';
import { createAgent } from '@/lib/db/agents';
import { listAlerts } from '@/lib/db/alerts';
import { auditStatement } from '@/lib/db/audit';
import { sqlClient } from '@/lib/db/client';
import { countUp, flushCounters, readCounts } from '@/lib/db/counters';
import { changeSettings } from '@/lib/db/instance-settings';
import { createInvite } from '@/lib/db/invites';
import { foretellRetention, pruneLitter, trashIdle } from '@/lib/db/sweeps';
import { openTestDatabase, type TestDatabase } from '@/lib/db/testing';
import { claimTask, listInstances, noteInstance, retryTask } from '@/lib/db/upkeep';
import { listUpstreams, noteUpstream } from '@/lib/db/upstreams';
import { createUser } from '@/lib/db/users';
import { judgeDisk } from './disk';
import { keepRetention } from './upkeep';

const DAY = 86_400_000;
const NOW = Date.now();
let database: TestDatabase;
let userId: string;

beforeEach(async () => {
  database = await openTestDatabase();
  const user = await createUser({ email: 'ada@example.org', name: 'Ada', passwordHash: null });
  userId = user.id;
  const engine = { kind: 'model' as const, model: 'guide' };
  await createAgent(agentInputSchema.parse({ name: 'Agent', engine }), { id: 'a' });
});
afterEach(() => database.dispose());

async function session(id: string, daysAgo: number, more: Record<string, number> = {}) {
  const at = NOW - daysAgo * DAY;
  const row = { created_at: at, updated_at: at, read_at: at, ...more };
  const names = Object.keys(row);
  await sqlClient().execute({
    sql: `INSERT INTO sessions (id, user_id, agent_id, key, title, upstream_id, ${names})
      VALUES (?, ?, 'a', ?, ?, ?, ${names.map(() => '?')})`,
    args: [id, userId, id, id, id, ...Object.values(row)],
  });
}

async function left(where = 'deleted_at IS NULL'): Promise<string[]> {
  const { rows } = await sqlClient().execute(`SELECT id FROM sessions WHERE ${where} ORDER BY id`);
  return rows.map((row) => String(row.id));
}

describe('retention', () => {
  test('moves what is idle to the trash, but nothing pinned, opened lately or temporary', async () => {
    await session('fresh', 5);
    await session('idle', 40);
    await session('opened', 40, { read_at: NOW - DAY });
    await session('pinned', 40, { pinned_at: NOW - 39 * DAY });
    await session('temporary', 40, { temporary: 1 });
    expect(await trashIdle(NOW, 30)).toBe(1);
    expect(await left()).toEqual(['fresh', 'opened', 'pinned', 'temporary']);
  });

  test('is foretold in the figures that the sweep then reaches', async () => {
    await session('fresh', 5);
    await session('idle', 40);
    await session('pinned', 40, { pinned_at: NOW - 39 * DAY });
    await session('binned', 60, { deleted_at: NOW - 8 * DAY });
    const terms = (retainConversationsDays: number | null, retainTrashDays: number) =>
      foretellRetention(NOW, { retainConversationsDays, retainTrashDays });
    expect(await terms(30, 7)).toEqual({ moved: 1, deleted: 1 });
    expect(await terms(60, 9)).toEqual({ moved: 0, deleted: 0 });
    expect(await terms(null, 1)).toEqual({ moved: 0, deleted: 1 });
    expect(await trashIdle(NOW, 30)).toBe(1);
  });

  test('is done by one of many at once, as the settings say, and not again within the hour', async () => {
    const by = { actor: null };
    await changeSettings(
      { set: { retainConversationsDays: 30, retainTrashDays: 7 }, reset: [] },
      by,
    );
    await session('idle', 40);
    await session('binned', 60, { deleted_at: NOW - 8 * DAY });
    await session('lately', 60, { deleted_at: NOW - 6 * DAY });
    await sqlClient().execute(auditStatement({ actor: null, action: 'x', now: NOW - 400 * DAY }));
    await Promise.all([keepRetention(NOW), keepRetention(NOW), keepRetention(NOW)]);
    expect(await left('1')).toEqual(['idle', 'lately']);
    expect(await left()).toEqual([]);
    const { rows } = await sqlClient().execute(
      "SELECT action FROM audit WHERE action <> 'agent.create'",
    );
    expect(rows.map((row) => row.action)).toEqual(['settings.update']);
    await session('another', 40);
    await keepRetention(NOW);
    expect(await left()).toEqual(['another']);
  });

  test('links and counts go a while after their end', async () => {
    await createInvite({ ttlMs: DAY }, { actor: null, now: NOW - 60 * DAY });
    await createInvite({ ttlMs: DAY }, { actor: null, now: NOW - 10 * DAY });
    expect(await pruneLitter(NOW)).toBe(1);
  });
});

test('a task is claimed by one caller, and can be given back', async () => {
  const claims = await Promise.all([1, 2, 3].map(() => claimTask('backup', 60_000)));
  expect(claims.filter(Boolean)).toHaveLength(1);
  await retryTask('backup', 60_000, 30_000);
  expect(await claimTask('backup', 60_000)).toBe(false);
  await retryTask('backup', 60_000, 0);
  expect(await claimTask('backup', 60_000)).toBe(true);
});

test('processes are listed while they are heard of', async () => {
  const one = { id: 'one', host: 'loom', pid: 1, version: '1.0.0', startedAt: 2 };
  await noteInstance(one);
  await noteInstance({ ...one, id: 'two', startedAt: 1 });
  await sqlClient().execute(
    "UPDATE settings SET updated_at = updated_at - 600000 WHERE key = 'instance:one'",
  );
  expect(await listInstances()).toMatchObject([{ id: 'two', host: 'loom', pid: 1 }]);
});

test('hits are added up and written together', async () => {
  for (let n = 0; n < 500; n += 1) countUp('events_odd');
  countUp('busy_refused', 2);
  expect((await readCounts(NOW)).every(({ month }) => month === 0)).toBe(true);
  await flushCounters(NOW);
  countUp('events_odd');
  await flushCounters(NOW - DAY);
  const counts = Object.fromEntries((await readCounts(NOW)).map((one) => [one.name, one]));
  expect(counts.events_odd).toMatchObject({ today: 500, month: 501 });
  expect(counts.busy_refused).toMatchObject({ today: 2 });
});

test('the disk is low below one bound and well again above another', async () => {
  const gib = 1_073_741_824;
  const look = (free: number) => judgeDisk({ free: free * gib, total: 10 * gib }, NOW);
  await look(0.5);
  await look(0.9);
  expect(await listAlerts()).toMatchObject([{ cause: 'disk_low:disk', count: 2 }]);
  await look(1.1);
  expect(await listAlerts()).toHaveLength(1);
  await look(1.3);
  expect(await listAlerts()).toEqual([]);
});

test('an upstream keeps its last good answer beside its last failure', async () => {
  await noteUpstream('thinnest', null, 5);
  await noteUpstream('thinnest', 'upstream_auth', 9);
  await noteUpstream('thinnest', null, 4);
  expect(await listUpstreams()).toEqual([
    { name: 'thinnest', lastGoodAt: 5, lastErrorAt: 9, lastErrorCode: 'upstream_auth' },
  ]);
});
