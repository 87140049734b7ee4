import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRunning } from '@/lib/db/live-runs';
import { resetLive } from './live';
import { beginRun, openRunWorld, puppetEngine, type RunWorld, untilSeq } from './run-fixture';
import { runningNow } from './running';
import { stopRun } from './stop';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.dispose());

test('what runs is listed with who asked whom and how much was written, not with its words', async () => {
  expect(await runningNow(5)).toEqual({ lines: [], total: 0, now: 5 });
  const puppet = puppetEngine();
  const run = await beginRun(world, puppet);
  puppet.text('Nobody else may read this.');
  await untilSeq(run.feed, 1);
  const running = await runningNow();
  expect(running.total).toBe(1);
  expect(running.lines).toEqual([
    {
      id: run.id,
      agent: 'Puppet',
      person: 'ada',
      personId: world.ada.id,
      startedAt: expect.any(Number),
      tokens: 7,
    },
  ]);
  expect(JSON.stringify(running)).not.toContain('Nobody');
  await stopRun(world.ada.id, { runId: run.id });
  expect(await runningNow()).toMatchObject({ lines: [], total: 0 });
  expect(await findRunning(run.id)).toBeNull();
});

test('of an answer that another server writes it is not known how much was written', async () => {
  const puppet = puppetEngine();
  const run = await beginRun(world, puppet);
  resetLive();
  expect((await runningNow()).lines).toMatchObject([{ id: run.id, tokens: null }]);
  puppet.finish();
  await run.ended;
});
