import type { Rating } from './rating';

/** What may change about stored messages, which themselves never do; by message id. */
export interface TurnMarks {
  /** All messages in one place of the tree, oldest first, where there is more than one. */
  branches: Record<string, string[]>;
  ratings: Record<string, Rating>;
}
