import type { ActionOutcome, ConversationItem } from '@/components/chat/conversation-item';

/** A conversation in the trash. */
export interface TrashItem extends ConversationItem {
  /** Unix milliseconds. */
  deletedAt: number;
}

/** What deleting would delete. */
export interface TrashFigures {
  conversations: number;
  messages: number;
  shares: number;
}

/** What the trash can do; server actions. `ids` null: all of it. */
export interface TrashActions {
  list(
    previous: null,
    input: { before: { deletedAt: number; id: string } },
  ): Promise<ActionOutcome<TrashItem[]>>;
  count(previous: null, input: { ids: string[] | null }): Promise<ActionOutcome<TrashFigures>>;
  erase(previous: null, input: { ids: string[] | null }): Promise<ActionOutcome<{ count: number }>>;
}
