/** The list of the sidebar as a reducer: pages come in, single lines change. Pure. */

import type { ConversationItem, ListCursor } from './conversation-item';
import { LIST_PAGE } from './conversation-item';

/** The list, pinned or not, latest activity first, and whether the server has more of it. */
export interface ListState {
  items: ConversationItem[];
  more: boolean;
  /** Where the next older page begins: what is pinned comes apart and does not count. */
  end: ListCursor | null;
}

/** What the server draws: what is pinned, and the newest page of the rest. */
export interface NewestPage {
  pinned: ConversationItem[];
  page: ConversationItem[];
}

/** What happens to the list. */
export type ListChange =
  /** The newest page was read again: it replaces what it covers and keeps the older rest. */
  | ({ type: 'newest' } & NewestPage)
  /** An older page was read. */
  | { type: 'older'; page: ConversationItem[] }
  /** Something happened in these conversations, known here or not. */
  | { type: 'activity'; items: Iterable<ConversationItem> }
  | { type: 'patch'; id: string; change: Partial<ConversationItem> }
  | { type: 'remove'; id: string };

/** The state a page starts from. */
export function startList({ pinned, page }: NewestPage): ListState {
  return {
    items: inOrder([...pinned, ...page]),
    more: page.length >= LIST_PAGE,
    end: page.at(-1) ?? null,
  };
}

/** One step. Lines that did not change keep their identity, so only the others are drawn again. */
export function changeList(state: ListState, change: ListChange): ListState {
  switch (change.type) {
    case 'newest':
      return withNewest(state, change);
    case 'older': {
      const known = new Set(state.items.map((item) => item.id));
      const added = change.page.filter((item) => !known.has(item.id));
      return {
        items: inOrder([...state.items, ...added]),
        more: change.page.length >= LIST_PAGE,
        end: change.page.at(-1) ?? state.end,
      };
    }
    case 'activity':
      return withActivity(state, change.items);
    case 'patch': {
      const index = state.items.findIndex((item) => item.id === change.id);
      const item = state.items[index];
      if (!item || isSame(item, { ...item, ...change.change })) return state;
      const items = state.items.slice();
      items[index] = { ...item, ...change.change };
      return { ...state, items };
    }
    case 'remove':
      return { ...state, items: state.items.filter((item) => item.id !== change.id) };
  }
}

function withNewest(state: ListState, { pinned, page }: NewestPage): ListState {
  const fresh = startList({
    pinned: keep(state, pinned),
    page: keep(state, page),
  });
  const oldest = page.at(-1);
  if (page.length < LIST_PAGE || !oldest) return fresh;
  const covered = new Set(fresh.items.map((item) => item.id));
  const rest = state.items.filter(
    (item) => !item.pinned && !covered.has(item.id) && item.updatedAt <= oldest.updatedAt,
  );
  if (rest.length === 0) return fresh;
  return { items: inOrder([...fresh.items, ...rest]), more: state.more, end: state.end };
}

function withActivity(state: ListState, news: Iterable<ConversationItem>): ListState {
  const found = new Map(state.items.map((item) => [item.id, item]));
  let changed = false;
  for (const one of news) {
    const known = found.get(one.id);
    if (one.place !== 'list') {
      changed = found.delete(one.id) || changed;
      continue;
    }
    const item = lineOf(one);
    // What the page was drawn with may be newer than what was heard before.
    if (known && (known.updatedAt > item.updatedAt || isSame(known, item))) continue;
    found.set(one.id, item);
    changed = true;
  }
  return changed ? { ...state, items: inOrder([...found.values()]) } : state;
}

function lineOf(item: ConversationItem): ConversationItem {
  const { id, title, agentName, agentIcon, updatedAt, running, unread, pinned, tags, place } = item;
  return { id, title, agentName, agentIcon, updatedAt, running, unread, pinned, tags, place };
}

function inOrder(items: ConversationItem[]): ConversationItem[] {
  return items.sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1));
}

function keep(state: ListState, page: ConversationItem[]): ConversationItem[] {
  const before = new Map(state.items.map((item) => [item.id, item]));
  return page.map((item) => {
    const old = before.get(item.id);
    return old && isSame(old, item) ? old : item;
  });
}

function isSame(a: ConversationItem, b: ConversationItem): boolean {
  return (
    a.title === b.title &&
    a.agentName === b.agentName &&
    a.agentIcon === b.agentIcon &&
    a.updatedAt === b.updatedAt &&
    a.running === b.running &&
    a.unread === b.unread &&
    a.pinned === b.pinned &&
    a.place === b.place &&
    a.tags.join() === b.tags.join()
  );
}
