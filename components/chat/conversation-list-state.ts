/** The list of the sidebar as a reducer: pages come in, single lines change. Pure. */

import type { ConversationItem } from './conversation-item';
import { LIST_PAGE } from './conversation-item';

/** The list and whether the server has more of it. */
export interface ListState {
  items: ConversationItem[];
  more: boolean;
}

/** What happens to the list. */
export type ListChange =
  /** The newest page was read again: it replaces what it covers and keeps the older rest. */
  | { type: 'newest'; page: ConversationItem[] }
  /** An older page was read. */
  | { type: 'older'; page: ConversationItem[] }
  /** Something happened in these conversations, known here or not. */
  | { type: 'activity'; items: Iterable<ConversationItem> }
  | { type: 'patch'; id: string; change: Partial<ConversationItem> }
  | { type: 'remove'; id: string };

/** The state a page starts from. */
export function startList(items: ConversationItem[]): ListState {
  return { items, more: items.length >= LIST_PAGE };
}

/** One step. Lines that did not change keep their identity, so only the others are drawn again. */
export function changeList(state: ListState, change: ListChange): ListState {
  switch (change.type) {
    case 'newest': {
      const oldest = change.page.at(-1);
      if (change.page.length < LIST_PAGE || !oldest) return startList(keep(state, change.page));
      const fresh = new Set(change.page.map((item) => item.id));
      const rest = state.items.filter(
        (item) => !fresh.has(item.id) && item.updatedAt <= oldest.updatedAt,
      );
      return {
        items: [...keep(state, change.page), ...rest],
        more: state.more || rest.length === 0,
      };
    }
    case 'older': {
      const known = new Set(state.items.map((item) => item.id));
      const added = change.page.filter((item) => !known.has(item.id));
      return { items: [...state.items, ...added], more: change.page.length >= LIST_PAGE };
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

function withActivity(state: ListState, news: Iterable<ConversationItem>): ListState {
  const found = new Map(state.items.map((item) => [item.id, item]));
  let changed = false;
  for (const { id, title, agentName, agentIcon, updatedAt, running, unread } of news) {
    const item = { id, title, agentName, agentIcon, updatedAt, running, unread };
    const known = found.get(id);
    // What the page was drawn with may be newer than what was heard before.
    if (known && (known.updatedAt > updatedAt || isSame(known, item))) continue;
    found.set(id, item);
    changed = true;
  }
  if (!changed) return state;
  const items = [...found.values()].sort(
    (a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1),
  );
  return { ...state, items };
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
    a.unread === b.unread
  );
}
