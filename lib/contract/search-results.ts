/** What a search of one's conversations finds: as the route answers it and pages show it. */

import type { SearchFilter } from './search-query';

/** A stretch of text; `match` where a word of the search stands. */
export interface Segment {
  text: string;
  match: boolean;
}

/** The conversation that something was found in. */
export interface FoundConversation {
  id: string;
  title: Segment[];
  agentName: string;
  agentIcon: string;
  archived: boolean;
  /** Unix milliseconds. */
  updatedAt: number;
}

/** A message that was found. `tools` names the tools it used, when one was searched by. */
export interface FoundMessage {
  id: string;
  conversation: FoundConversation;
  role: 'user' | 'assistant';
  excerpt: Segment[];
  tools: string[];
  /** Unix milliseconds. */
  createdAt: number;
}

/** A filter that could not be used, and why. */
export interface SearchProblem {
  filter: SearchFilter;
  value: string;
  reason: 'empty' | 'date' | 'has' | 'no_agent' | 'no_tag';
}

export const SEARCH_ORDERS = ['newest', 'best'] as const;
export type SearchOrder = (typeof SEARCH_ORDERS)[number];

/** A page of what was found. */
export interface SearchResults {
  problems: SearchProblem[];
  /** Conversations whose title was found; or all that the filters leave, when there are no words. */
  conversations: FoundConversation[];
  messages: FoundMessage[];
  /** How many messages were found; on the first page only. */
  count: number | null;
  /** True: there are at least `count`, and not all were counted. */
  countIsFloor: boolean;
  /** Where the next page begins; null when this is the last. */
  next: string | null;
  /** Set when the search paused without a full page: how far back it has looked (Unix milliseconds). */
  searchedBackTo: number | null;
}
