/** What lists and live news tell of a conversation, on both sides of the wire. */

/** Where a conversation is kept. */
export type SessionPlace = 'list' | 'archive' | 'trash' | 'temporary';

/** One line of a list: what it shows of a conversation. */
export interface ConversationItem {
  id: string;
  title: string;
  agentName: string;
  agentIcon: string;
  /** Unix milliseconds. */
  updatedAt: number;
  running: boolean;
  unread: boolean;
  pinned: boolean;
  /** Ids of its tags. */
  tags: string[];
  /** `gone` when it was deleted for good. */
  place: SessionPlace | 'gone';
}

/** One line as the store reads it. */
export interface SessionSummary extends ConversationItem {
  agentId: string;
  place: SessionPlace;
}

/** The latest of one conversation, as `GET /api/activity` tells it. */
export interface SessionActivity extends ConversationItem {
  agentId: string;
  /** The last message of the branch that is shown. */
  headId: string | null;
  runId: string | null;
}
