/** One line of the sidebar: what it shows of a conversation. */
export interface ConversationItem {
  id: string;
  title: string;
  agentName: string;
  agentIcon: string;
  /** Unix milliseconds. */
  updatedAt: number;
  running: boolean;
  unread: boolean;
}

/** What an action answers a component: done, or not. */
export type ActionOutcome<T = unknown> = { ok: true; data: T } | { ok: false };

/** What the sidebar can do; server actions, given by the layout. */
export interface ConversationActions {
  /** The page of the list that follows `before`, newest first. */
  list(
    previous: null,
    input: { before: { updatedAt: number; id: string } },
  ): Promise<ActionOutcome<ConversationItem[]>>;
  rename(previous: null, input: { id: string; title: string }): Promise<ActionOutcome>;
  remove(previous: null, input: { id: string }): Promise<ActionOutcome>;
}

/** How many conversations a page of the list holds. */
export const LIST_PAGE = 40;
