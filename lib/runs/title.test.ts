import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineConfig } from '@/lib/contract/agent';
import { renameSession } from '@/lib/db/session-care';
import { trashSessions } from '@/lib/db/session-trash';
import { getConversation } from '@/lib/db/sessions';
import type { Titler } from '@/lib/engines/title';
import { beginRun, openRunWorld, puppetEngine, type RunWorld } from './run-fixture';
import { startRun } from './start';
import { titleOf } from './title';

const MODEL: EngineConfig = { kind: 'model', model: 'openai:m', instructions: '', tools: [] };
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
    const titler = vi.fn<Titler>(async () => 'Going places');
    const id = await answered(titler);
    const before = await session(id);
    await vi.waitFor(async () => expect((await session(id))?.title).toBe('Going places'));
    expect(await session(id)).toEqual({ ...before, title: 'Going places' });
    expect(titler.mock.calls[0]?.[1]).toEqual({ question: 'Go', answer: 'The answer.' });
  });

  it('is asked for once', async () => {
    const titler = vi.fn<Titler>(async () => 'Once');
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
    const asked = Promise.withResolvers<string | null>();
    const titler = vi.fn<Titler>(() => asked.promise);
    const id = await answered(titler);
    await vi.waitFor(() => expect(titler).toHaveBeenCalled());
    await renameSession(world.ada.id, id, 'Mine');
    asked.resolve('Not this');
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
    const titler = vi.fn<Titler>(async () => 'Trash');
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
  const titler = vi.fn<Titler>(async () => 'No');
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
