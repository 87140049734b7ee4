/** What a person thinks of an answer. */

export const RATING_VALUES = ['up', 'down'] as const;

/** The longest reason, in characters. */
export const MAX_REASON = 1_000;

/** A rating as its person gave it; `reason` may be empty. */
export interface Rating {
  value: (typeof RATING_VALUES)[number];
  reason: string;
}
