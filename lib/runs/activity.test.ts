import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addConversation } from '@/lib/db/fixtures/conversations';
import { archiveSession, renameSession } from '@/lib/db/session-care';
import { deleteSession, trashSessions } from '@/lib/db/session-trash';
import { type ActivityFeed, activityFeed } from './activity';
import { announce } from './live';
import { openRunWorld, type RunWorld } from './run-fixture';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.dispose());

const DAY_MS = 86_400_000;
const add = (id: string, at: number) =>
  addConversation({ id, userId: world.ada.id, agentId: world.agentId, title: id }, at);

/** All that is told, as `place title` by id, once `count` of it has come. */
async function told(feed: ActivityFeed, count: number): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  for (let turn = 0; said.size < count && turn < 500; turn += 1) {
    for (const line of feed.read(0, Infinity).text.split('\n\n')) {
      if (line === '') continue;
      const { id, place, title } = JSON.parse(line.slice('data: '.length));
      said.set(id, `${place} ${title}`.trim());
    }
    await sleep(5);
  }
  feed.close();
  return said;
}

test('who comes back is told what was renamed, put away and deleted meanwhile, however old', async () => {
  const long = Date.now() - 30 * DAY_MS;
  const since = Date.now();
  for (const id of ['renamed', 'put-away', 'trashed', 'erased']) await add(id, long);
  await renameSession(world.ada.id, 'renamed', 'Another name');
  await archiveSession(world.ada.id, 'put-away', { at: since + 1 });
  await trashSessions(world.ada.id, ['trashed'], since + 2);
  await deleteSession(world.ada.id, 'erased');
  const feed = activityFeed(world.ada.id, { since, back: 'erased' });
  expect(await told(feed, 4)).toEqual(
    new Map([
      ['renamed', 'list Another name'],
      ['put-away', 'archive put-away'],
      ['trashed', 'trash trashed'],
      ['erased', 'gone'],
    ]),
  );
});

test('who comes for the first time is told of activity alone', async () => {
  await add('old', Date.now() - DAY_MS);
  await add('new', Date.now());
  expect([...(await told(activityFeed(world.ada.id, { since: Date.now() }), 1))]).toEqual([
    ['new', 'list new'],
  ]);
});

test('C21 whose clock is a day ahead is told of what happens now', async () => {
  await add('new', Date.now());
  const feed = activityFeed(world.ada.id, { since: Date.now() + DAY_MS });
  expect([...(await told(feed, 1))]).toEqual([['new', 'list new']]);
});

test('of many that are named at once none is said to be gone that is there', async () => {
  const ids = Array.from({ length: 230 }, (_, n) => `s${n}`);
  for (const id of ids) await add(id, Date.now() - DAY_MS);
  const feed = activityFeed(world.ada.id, { since: Date.now() });
  for (const id of ids) announce(world.ada.id, id);
  const places = await told(feed, ids.length);
  expect([places.size, [...places.values()].filter((one) => one === 'gone')]).toEqual([230, []]);
});
