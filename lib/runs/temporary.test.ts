import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listChats } from '@/lib/db/chats';
import { sqlClient } from '@/lib/db/client';
import { searchMessages } from '@/lib/db/search';
import { listArchived, listChangedSessions, listSessions } from '@/lib/db/session-lists';
import { getConversation } from '@/lib/db/sessions';
import { noteTab } from '@/lib/db/temporary';
import { live } from './live';
import { startKeeper } from './recover';
import { openRunWorld, puppetEngine, type RunWorld } from './run-fixture';
import { startRun } from './start';
import { sweepTemporary } from './temporary';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.dispose());

/** A temporary conversation of Ada's, whose answer still runs. */
async function open(temporary = true) {
  const puppet = puppetEngine();
  const request = world.request('A secret of velvet', { temporary });
  const { live: run } = await startRun(world.ada, request, world.parts(puppet));
  if (!run) throw new Error('The run is not driven here.');
  return { puppet, run, owner: { userId: world.ada.id, sessionId: run.sessionId } };
}

const isThere = async (sessionId: string) =>
  (await getConversation(world.ada.id, sessionId)) !== null;

test('a temporary conversation can be opened, and is listed and found nowhere', async () => {
  const { puppet, run } = await open();
  const lists = () =>
    Promise.all([
      listSessions(world.ada.id),
      listArchived(world.ada.id),
      listChats(world.ada.id, { limit: 10, offset: 0 }).then(({ chats }) => chats),
      searchMessages(world.ada.id, 'velvet', 10),
    ]);
  expect((await lists()).map((list) => list.length)).toEqual([0, 0, 0, 0]);
  puppet.text('Velvet it is.');
  puppet.finish();
  await run.ended;
  await noteTab({ userId: world.ada.id, sessionId: run.sessionId }, Date.now());
  expect((await lists()).map((list) => list.length)).toEqual([0, 0, 0, 0]);
  // Its own tabs hear of it, and no list takes it in.
  const told = await listChangedSessions(world.ada.id, 0);
  expect(told.map(({ place }) => place)).toEqual(['temporary']);
  expect((await getConversation(world.ada.id, run.sessionId))?.temporary).toBe(true);
});

test('it goes when its tab has gone for longer than a reload, with all that was in it', async () => {
  const { run, owner } = await open();
  const leftAt = Date.now();
  await noteTab(owner, leftAt);
  expect(await sweepTemporary(leftAt + 29_000)).toBe(0);
  expect(await isThere(run.sessionId)).toBe(true);
  expect(await sweepTemporary(leftAt + 31_000)).toBe(1);
  expect(await run.ended).toBe('stopped');
  expect(live().runs.size).toBe(0);
  for (const table of ['sessions', 'messages', 'runs', 'events']) {
    const { rows } = await sqlClient().execute(`SELECT count(*) AS n FROM ${table}`);
    expect(rows[0]?.n, table).toBe(0);
  }
});

test('the server looks for them by itself', async () => {
  const { run, owner } = await open();
  await noteTab(owner, Date.now() - 31_000);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const stop = startKeeper();
  try {
    vi.advanceTimersByTime(15_000);
    expect(await run.ended).toBe('stopped');
    await expect.poll(() => isThere(run.sessionId)).toBe(false);
  } finally {
    stop();
    vi.useRealTimers();
  }
});

test('a tab that comes back keeps it', async () => {
  const { run, owner } = await open();
  await noteTab(owner, Date.now());
  await noteTab(owner, null);
  expect(await sweepTemporary(Date.now() + 50_000)).toBe(0);
  await run.stop();
});

test('without a goodbye it goes after an idle hour, but not while an answer runs', async () => {
  const { puppet, run } = await open();
  const later = Date.now() + 61 * 60_000;
  expect(await sweepTemporary(later)).toBe(0);
  puppet.finish();
  await run.ended;
  expect(await sweepTemporary(Date.now() + 59 * 60_000)).toBe(0);
  expect(await sweepTemporary(later + 60_000)).toBe(1);
});

test('other conversations and other people are left alone', async () => {
  const { run, owner } = await open(false);
  await noteTab(owner, 1);
  const temporary = await open();
  await noteTab({ ...temporary.owner, userId: world.bob.id }, 1);
  expect(await sweepTemporary(Date.now())).toBe(0);
  await run.stop();
  await temporary.run.stop();
  expect(await sweepTemporary(Date.now())).toBe(0);
  expect(await isThere(run.sessionId)).toBe(true);
});
