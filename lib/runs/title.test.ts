import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineConfig } from '@/lib/contract/agent';
import { readUsageQuery } from '@/lib/contract/usage-query';
import { sqlClient } from '@/lib/db/client';
import { readUsage } from '@/lib/db/dashboard';
import { renameSession } from '@/lib/db/session-care';
import { trashSessions } from '@/lib/db/session-trash';
import { getConversation } from '@/lib/db/sessions';
import { checkUsage } from '@/lib/db/usage-check';
import type { SuggestedTitle, Titler } from '@/lib/engines/title';
import { beginRun, openRunWorld, puppetEngine, type RunWorld } from './run-fixture';
import { startRun } from './start';
import { titleOf } from './title';

const MODEL: EngineConfig = { kind: 'model', model: 'openai:m', instructions: '', tools: [] };
const USED = { input_tokens: 90, output_tokens: 6, total_tokens: 96 };
let world: RunWorld;

async function open(engine: EngineConfig = MODEL) {
  world = await openRunWorld(engine);
}
beforeEach(() => open());
afterEach(() => world.dispose());

/** One answered question, with a titler; resolves when the titler was or would have been asked. */
async function answered(titler: Titler) {
  const puppet = puppetEngine();
  const run = await beginRun(world, puppet, { titler });
  puppet.text('The answer.');
  puppet.finish();
  await run.ended;
  return run.sessionId;
}

const session = async (id: string) => (await getConversation(world.ada.id, id))?.session;

describe('a title by the model', () => {
  it('takes the place of the excerpt after the first answer, and moves nothing', async () => {
    const titler = vi.fn<Titler>(async () => ({ title: 'Going places', usage: USED }));
    const id = await answered(titler);
    const before = await session(id);
    await vi.waitFor(async () => expect((await session(id))?.title).toBe('Going places'));
    expect(await session(id)).toEqual({ ...before, title: 'Going places' });
    expect(titler.mock.calls[0]?.[1]).toEqual({ question: 'Go', answer: 'The answer.' });
  });

  it('costs its tokens to the person and the agent, wherever they are counted', async () => {
    await sqlClient().execute("UPDATE agents SET input_price = 2000000, currency = 'EUR'");
    const puppet = puppetEngine();
    const titler = vi.fn<Titler>(async () => ({ title: null, usage: USED }));
    const run = await beginRun(world, puppet, { titler });
    puppet.text('The answer.');
    puppet.yield({
      type: 'finish',
      usage: { input_tokens: 10, output_tokens: 2, total_tokens: 12 },
    });
    puppet.end();
    await run.ended;
    const counted = async () => {
      const { rows } = await sqlClient().execute(
        'SELECT total_tokens AS tokens, messages FROM usage_days',
      );
      return rows.map((row) => ({ ...row }));
    };
    await vi.waitFor(async () => expect(await counted()).toEqual([{ tokens: 108, messages: 1 }]));
    const { totals, people } = await readUsage(readUsageQuery({}, Date.now()));
    const used = { runs: 1, inputTokens: 100, outputTokens: 8, tokens: 108 };
    const costs = [{ currency: 'EUR', micros: 200 }];
    expect(totals).toMatchObject({ ...used, costs });
    expect(people).toMatchObject([{ id: world.ada.id, ...used, costs }]);
    for (const { missing, surplus } of await checkUsage()) {
      expect([missing.tokens, surplus.tokens, missing.costMicros]).toEqual([0, 0, 0]);
    }
    const shown = await getConversation(world.ada.id, run.sessionId);
    expect(JSON.stringify(shown)).not.toContain('108'); // The answer's own figures stay its own.
  });

  it('is asked for once', async () => {
    const titler = vi.fn<Titler>(async () => ({ title: 'Once', usage: undefined }));
    const id = await answered(titler);
    await vi.waitFor(async () => expect((await session(id))?.title).toBe('Once'));
    const puppet = puppetEngine();
    const request = world.request('More', { sessionKey: id });
    const { live } = await startRun(world.ada, request, world.parts(puppet, { titler }));
    puppet.text('And more.');
    puppet.finish();
    await live?.ended;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(titler).toHaveBeenCalledTimes(1);
  });

  it('never replaces one a person gave while it was asked for', async () => {
    const asked = Promise.withResolvers<SuggestedTitle>();
    const titler = vi.fn<Titler>(() => asked.promise);
    const id = await answered(titler);
    await vi.waitFor(() => expect(titler).toHaveBeenCalled());
    await renameSession(world.ada.id, id, 'Mine');
    asked.resolve({ title: 'Not this', usage: USED });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await session(id))?.title).toBe('Mine');
  });

  it('a failure, or nothing, leaves the excerpt', async () => {
    const failing = vi.fn<Titler>(() => Promise.reject(new Error('no')));
    const silent = vi.fn<Titler>(async () => null);
    for (const titler of [failing, silent]) {
      const id = await answered(titler);
      await vi.waitFor(() => expect(titler).toHaveBeenCalled());
      expect((await session(id))?.title).toBe('Go');
    }
  });

  it('is not asked for in the trash', async () => {
    const titler = vi.fn<Titler>(async () => ({ title: 'Trash', usage: undefined }));
    const puppet = puppetEngine();
    const run = await beginRun(world, puppet, { titler });
    await trashSessions(world.ada.id, [run.sessionId], 1);
    puppet.finish();
    await run.ended;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(titler).not.toHaveBeenCalled();
  });
});

it.each([
  { kind: 'model', model: 'guide', instructions: '', tools: [] },
  { kind: 'thinnest', upstreamAgentId: 'ag_1' },
] satisfies EngineConfig[])('no title is asked for of $kind $model', async (engine) => {
  await world.dispose();
  await open(engine);
  const titler = vi.fn<Titler>(async () => ({ title: 'No', usage: undefined }));
  await answered(titler);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(titler).not.toHaveBeenCalled();
});

it('an excerpt is the first line with words, without markup, cut at a sentence or a word', () => {
  expect(titleOf('  Hello\nworld ')).toBe('Hello');
  expect(titleOf('word '.repeat(40))).toMatch(/^(word ){10,11}word…$/);
  expect(titleOf('x'.repeat(200))).toBe(`${'x'.repeat(60)}…`);
  expect(titleOf('\n---\n## **Plan** for `loom`\nmore')).toBe('Plan for loom');
  expect(titleOf('```ts\nconst a = 1;\n```')).toBe('const a = 1;');
  expect(titleOf('1. See https://www.example.com/a?b=c#d now')).toBe('See example.com now');
  expect(
    titleOf('Compare these two offers. I have them here and need to know which is better'),
  ).toBe('Compare these two offers.');
  expect(titleOf('???')).toBe('???');
});
