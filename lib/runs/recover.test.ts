import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '@/lib/contract/ids';
import { BY_SERVER } from '@/lib/db/audit';
import { sqlClient } from '@/lib/db/client';
import { pruneLog } from '@/lib/db/events';
import { changeSettings } from '@/lib/db/instance-settings';
import { addToQueue, listQueue } from '@/lib/db/queue';
import { live } from './live';
import { pruneOldLogs, recoverRuns, tendRuns } from './recover';
import { beginRun, openRunWorld, puppetEngine, type RunWorld, untilSeq } from './run-fixture';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.dispose());

async function count(from: string): Promise<number> {
  const result = await sqlClient().execute(`SELECT count(*) AS n FROM ${from}`);
  return Number(result.rows[0]?.n);
}

test('D08 what a dead process leaves behind is put in order, and what waits is kept', async () => {
  const puppet = puppetEngine();
  const run = await beginRun(world, puppet);
  puppet.text('half');
  await untilSeq(run.feed, 1);
  const owner = { userId: world.ada.id, sessionId: run.sessionId };
  await addToQueue(owner, { id: newId(), text: 'and then?' }, 1);
  // The process is gone: nobody drives the run, and its lease has lapsed.
  live().runs.delete(run.id);
  await sqlClient().execute('UPDATE runs SET lease_until = 0');
  // Rows of a run that is gone with its person.
  await sqlClient().execute("INSERT INTO events (run, seq, data) VALUES (999, 1, '{}')");

  expect(await recoverRuns()).toBe(1);
  expect(await count("runs WHERE status = 'running'")).toBe(0);
  expect(await count("messages WHERE role = 'assistant' AND text = 'half'")).toBe(1);
  expect(await listQueue(owner)).toMatchObject([{ text: 'and then?' }]);
  await pruneLog(Date.now() + 1);
  expect(await count('events WHERE run NOT IN (SELECT n FROM runs)')).toBe(0);
  await run.stop();
});

test('an answer that was cut took as long as it was written, not as long as the server was away', async () => {
  const puppet = puppetEngine();
  const run = await beginRun(world, puppet);
  puppet.text('half');
  await untilSeq(run.feed, 1);
  live().runs.delete(run.id);
  const hour = 3_600_000;
  await sqlClient().execute(
    `UPDATE runs SET started_at = started_at - ${8 * hour}, lease_until = lease_until - ${7 * hour}`,
  );
  expect(await recoverRuns()).toBe(1);
  const { rows } = await sqlClient().execute('SELECT duration_ms AS ms FROM runs');
  expect(Number(rows[0]?.ms)).toBeLessThan(hour + 60_000);
  expect(Number(rows[0]?.ms)).toBeGreaterThanOrEqual(hour);
  await run.stop();
});

test('V15 a run whose end could not be stored is ended by recovery, though its process lives on', async () => {
  const [failing, other] = [puppetEngine(), puppetEngine()];
  const run = await beginRun(world, failing);
  const beside = await beginRun(world, other);
  failing.text('all of it');
  await untilSeq(run.feed, 1);
  await sqlClient().execute(`CREATE TRIGGER broken BEFORE INSERT ON messages
    WHEN NEW.role = 'assistant' BEGIN SELECT RAISE(ABORT, 'broken'); END`);
  failing.finish();
  expect(await run.ended).toBe('running');
  await sqlClient().execute('DROP TRIGGER broken');

  await sqlClient().execute('UPDATE runs SET lease_until = 0');
  await tendRuns();
  expect(await recoverRuns()).toBe(1);
  expect(await count("runs WHERE status = 'interrupted'")).toBe(1);
  expect(await count("messages WHERE role = 'assistant' AND text = 'all of it'")).toBe(1);
  expect(await count("runs WHERE status = 'running'"), 'the one beside it').toBe(1);
  await beside.stop();
});

test('pruning goes with the settings, and spares what a running answer or a late reader may need', async () => {
  const ended = puppetEngine();
  const first = await beginRun(world, ended);
  ended.text('done');
  ended.finish();
  await first.ended;
  const running = puppetEngine();
  const second = await beginRun(world, running);
  running.text('still here');
  await untilSeq(second.feed, 1);

  await changeSettings({ set: { retainRunLogMinutes: 30 }, reset: [] }, BY_SERVER);
  expect(await pruneOldLogs(Date.now() + 29 * 60_000)).toBe(0);
  await changeSettings({ set: { retainRunLogMinutes: 20 }, reset: [] }, BY_SERVER);
  expect(await pruneOldLogs(Date.now() + 21 * 60_000)).toBe(2);
  expect(await count('events')).toBe(1);
  await second.stop();
});
