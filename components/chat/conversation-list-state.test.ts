import { describe, expect, test } from 'vitest';
import { type ConversationItem, LIST_PAGE } from './conversation-item';
import { changeList, startList } from './conversation-list-state';

function item(n: number, rest: Partial<ConversationItem> = {}): ConversationItem {
  return {
    id: `id${n}`,
    title: `Conversation ${n}`,
    agentName: 'Guide',
    agentIcon: 'compass',
    updatedAt: 10_000 - n,
    running: false,
    unread: false,
    pinned: false,
    tags: [],
    place: 'list',
    ...rest,
  };
}

const page = (from: number, length: number) =>
  Array.from({ length }, (_, index) => item(from + index));

describe('the list of conversations', () => {
  test('a full page promises more, a short one is all', () => {
    expect(startList({ pinned: [], page: page(0, LIST_PAGE) }).more).toBe(true);
    expect(startList({ pinned: [], page: page(0, 3) }).more).toBe(false);
  });

  test('older pages are added once, whatever overlaps', () => {
    const state = changeList(startList({ pinned: [], page: page(0, LIST_PAGE) }), {
      type: 'older',
      page: page(LIST_PAGE - 1, 5),
    });
    expect(state.items).toHaveLength(LIST_PAGE + 4);
    expect(state.more).toBe(false);
  });

  test('reading the newest page again keeps the older ones that were loaded', () => {
    const long = changeList(startList({ pinned: [], page: page(0, LIST_PAGE) }), {
      type: 'older',
      page: page(LIST_PAGE, LIST_PAGE),
    });
    const moved = item(LIST_PAGE + 3, { updatedAt: 20_000 });
    const state = changeList(long, {
      type: 'newest',
      pinned: [],
      page: [moved, ...page(0, LIST_PAGE - 1)],
    });
    expect(state.items[0]).toBe(moved);
    expect(state.items.filter(({ id }) => id === moved.id)).toHaveLength(1);
    expect(state.items.at(-1)?.id).toBe(`id${2 * LIST_PAGE - 1}`);
  });

  test('what was deleted elsewhere goes when the newest page is read again', () => {
    const state = changeList(startList({ pinned: [], page: page(0, 3) }), {
      type: 'newest',
      pinned: [],
      page: page(1, 2),
    });
    expect(state.items.map(({ id }) => id)).toEqual(['id1', 'id2']);
  });

  test('lines that did not change keep their identity', () => {
    const before = startList({ pinned: [], page: page(0, 3) });
    const after = changeList(before, {
      type: 'newest',
      pinned: [],
      page: [item(0, { running: true }), item(1), item(2)],
    });
    expect(after.items[0]).not.toBe(before.items[0]);
    expect(after.items[1]).toBe(before.items[1]);
  });

  test('a patch that changes nothing changes nothing', () => {
    const before = startList({ pinned: [], page: page(0, 2) });
    expect(changeList(before, { type: 'patch', id: 'id1', change: { running: false } })).toBe(
      before,
    );
    expect(changeList(before, { type: 'patch', id: 'gone', change: { running: true } })).toBe(
      before,
    );
  });

  test('what happens elsewhere is listed where it belongs, and older news are not believed', () => {
    const before = startList({ pinned: [], page: page(0, 2) });
    const after = changeList(before, {
      type: 'activity',
      items: [
        item(7, { updatedAt: 20_000, running: true }),
        item(1, { updatedAt: 5, title: 'Long ago' }),
      ],
    });
    expect(after.items.map(({ id }) => id)).toEqual(['id7', 'id0', 'id1']);
    expect(after.items[2]).toBe(before.items[1]);
  });

  test('news that say nothing new change nothing', () => {
    const before = startList({ pinned: [], page: page(0, 2) });
    expect(changeList(before, { type: 'activity', items: [item(0)] })).toBe(before);
  });

  test('a removed line is gone', () => {
    const state = changeList(startList({ pinned: [], page: page(0, 2) }), {
      type: 'remove',
      id: 'id0',
    });
    expect(state.items.map(({ id }) => id)).toEqual(['id1']);
  });

  test('what is pinned comes apart, and does not move the end of the pages', () => {
    const old = item(900, { pinned: true });
    const start = startList({ pinned: [old], page: page(0, LIST_PAGE) });
    expect(start.items.at(-1)).toBe(old);
    expect(start.end?.id).toBe(`id${LIST_PAGE - 1}`);
    const unpinned = changeList(start, { type: 'patch', id: old.id, change: { pinned: false } });
    const longer = changeList(unpinned, { type: 'older', page: page(LIST_PAGE, 5) });
    expect(longer.items.map(({ id }) => id).filter((id) => id === old.id)).toHaveLength(1);
    expect(longer.end?.id).toBe(`id${LIST_PAGE + 4}`);
  });

  test('what went to the archive or the trash elsewhere leaves the list, and may come back', () => {
    const start = startList({ pinned: [], page: page(0, 2) });
    for (const place of ['archive', 'trash', 'temporary', 'gone'] as const) {
      const gone = changeList(start, { type: 'activity', items: [item(0, { place })] });
      expect(gone.items.map(({ id }) => id)).toEqual(['id1']);
      const back = changeList(gone, { type: 'activity', items: [item(0)] });
      expect(back.items.map(({ id }) => id)).toEqual(['id0', 'id1']);
    }
  });
});
