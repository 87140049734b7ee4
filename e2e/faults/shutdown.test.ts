import { afterEach, expect, test } from 'vitest';
import { done, pause, text } from '@/e2e/upstream/steps';
import { tailOf } from './client';
import { expectSound, expectWhole, storedRuns } from './database';
import { openWorld, type World } from './world';

const GRACE_MS = 4_000;
const STREAMS = 50;

let world: World;
afterEach(async () => await world.dispose());

test('V02: SIGTERM with 50 streams: no new runs, some finish in the grace time, the rest are stored as interrupted, exit 0', async () => {
  world = await openWorld({ env: { SHUTDOWN_GRACE_MS: String(GRACE_MS) } });
  const { upstream, server } = world;
  const ada = await world.person();
  const begun = text('What was said before. ');
  const quick = await world.agent([begun, pause('go on'), text('And after.'), done()]);
  const slow = await world.agent([begun, pause('never'), text('Never said.'), done()]);
  const tails = await Promise.all(
    Array.from({ length: STREAMS }, async (_, i) => {
      const agent = i % 2 ? slow : quick;
      return tailOf(await ada.client.send({ agent_id: agent.id, message: `Question ${i}` }));
    }),
  );
  await Promise.all(tails.map((tail) => tail.until(({ text: said }) => said !== '')));

  const exit = server.terminate();
  await expect
    .poll(() => ada.client.send({ agent_id: quick.id, message: 'One more?' }))
    .toMatchObject({ status: 503, error: { code: 'busy' } });
  const refused = await ada.client.send({ agent_id: quick.id, message: 'One more?' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const health = await ada.client.request('GET', '/api/health');
  expect([health.status, JSON.parse(health.text).status]).toEqual([503, 'draining']);
  const [, stopped] = tails;
  const stop = await ada.client.stop({ run_id: stopped?.runId ?? '' });
  expect(JSON.parse(stop.text).status).toBe('stopped');
  upstream.gates.open('go on');

  const { code, ms } = await exit;
  expect(code).toBe(0);
  expect(ms).toBeLessThan(GRACE_MS + 500);
  expect(ms).toBeGreaterThan(GRACE_MS / 2);
  const ends = await Promise.all(tails.map((tail) => tail.ended));
  expect(new Set(ends)).toEqual(new Set(['closed']));
  const runs = storedRuns(server.database);
  expect(runs.size).toBe(STREAMS);
  for (const [i, tail] of tails.entries()) {
    const run = runs.get(tail.runId);
    if (!run) throw new Error(`Run ${tail.runId} is gone.`);
    const status = i % 2 ? 'interrupted' : 'completed';
    expect(run.status).toBe(tail === stopped ? 'stopped' : status);
    expect(tail.events.map(({ data }) => data)).toEqual(run.log);
    expectWhole(run);
  }
  expectSound(server.database);
});

test('V02: without runs the server leaves at once, whoever still reads', async () => {
  world = await openWorld();
  const ada = await world.person();
  const activity = await fetch(`${world.server.url}/api/activity`, {
    headers: { Authorization: `Bearer ${ada.token}` },
  });
  const reading = activity.text().catch(() => 'cut');
  const { code, ms } = await world.server.terminate();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(2_000);
  await reading;
});
