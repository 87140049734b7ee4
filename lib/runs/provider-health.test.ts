import { expect, test } from 'vitest';
import { AppError } from '@/lib/contract/errors';
import { listAlerts } from '@/lib/db/alerts';
import { providerOf } from './provider-health';
import { beginRun, openRunWorld, puppetEngine } from './run-fixture';

test('S24 S25 a refused key is one alert however often, and an answer ends it', async () => {
  const world = await openRunWorld({ kind: 'thinnest', upstreamAgentId: 'ag_1' });
  const end = async (act: (puppet: ReturnType<typeof puppetEngine>) => void) => {
    const puppet = puppetEngine();
    const run = await beginRun(world, puppet);
    act(puppet);
    await run.ended;
  };
  try {
    await end((puppet) => puppet.fail(new AppError('upstream_auth')));
    await end((puppet) => puppet.fail(new AppError('upstream_auth')));
    await end((puppet) => puppet.fail(new AppError('upstream_error')));
    await expect
      .poll(listAlerts)
      .toEqual([
        expect.objectContaining({ cause: 'upstream_auth:thinnest', count: 2, lastGoodAt: null }),
      ]);
    await end((puppet) => {
      puppet.text('works');
      puppet.finish();
    });
    await expect.poll(listAlerts).toEqual([]);
    await end((puppet) => puppet.fail(new AppError('upstream_payment')));
    await expect.poll(listAlerts).toMatchObject([{ cause: 'upstream_payment:thinnest', count: 1 }]);
  } finally {
    await world.dispose();
  }
});

test('a provider is whose key answers; the guide has none', () => {
  const model = { kind: 'model' as const, instructions: '', tools: [] };
  expect(providerOf({ ...model, model: 'openai:gpt-5' })).toBe('openai');
  expect(providerOf({ ...model, model: 'guide' })).toBeNull();
});
