import type { ConversationItem } from '@/lib/contract/conversation-item';
import type { Tag, TagColour } from '@/lib/contract/tag';

export type { ConversationItem };

/** What an action answers a component: done, or not. */
export type ActionOutcome<T = unknown> = { ok: true; data: T } | { ok: false; code?: string };

type Act<I, T = unknown> = (previous: null, input: I) => Promise<ActionOutcome<T>>;

/** The end of a page of a list. */
export interface ListCursor {
  updatedAt: number;
  id: string;
}

/** What can be done with conversations; server actions, given by the layout. */
export interface ConversationActions {
  /** The page of the list that follows `before`, newest first. */
  list: Act<{ before: ListCursor }, ConversationItem[]>;
  /** The list as it begins. */
  listAnew: Act<{ all: true }, { pinned: ConversationItem[]; page: ConversationItem[] }>;
  rename: Act<{ id: string; title: string }>;
  pin: Act<{ id: string; pinned: boolean }>;
  archive: Act<{ id: string; archived: boolean }>;
  /** Into the trash, and back. */
  remove: Act<{ ids: string[] }, { count: number }>;
  restore: Act<{ ids: string[] }, { count: number }>;
  tags: TagActions;
}

/** What can be done with tags. */
export interface TagActions {
  make: Act<{ name: string; colour: TagColour }, { id: string; tags: Tag[] }>;
  edit: Act<{ id: string; name: string; colour: TagColour }, { tags: Tag[] }>;
  drop: Act<{ id: string }, { tags: Tag[] }>;
  assign: Act<{ id: string; tags: string[] }>;
}

/** How many conversations a page of the list holds. */
export const LIST_PAGE = 40;
