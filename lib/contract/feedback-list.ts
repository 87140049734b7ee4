/** The ratings that admins look through: what the address asks for, what a line shows. */

import type { Message } from './message';
import { RATING_VALUES, type Rating } from './rating';

/** What is asked for. Empty texts: not narrowed by that. `page` counts from 1. */
export interface FeedbackQuery {
  value: '' | Rating['value'];
  /** An agent's id. */
  agent: string;
  /** Only ratings with a reason. */
  withReason: boolean;
  page: number;
}

/** One rating: what was said of whose answer, not by whom. Times are Unix milliseconds. */
export interface FeedbackLine extends Rating {
  /** The answer's. */
  messageId: string;
  agentId: string;
  /** Empty when there is no such agent any more. */
  agent: string;
  createdAt: number;
  /** Whether the answer is still there to be read, if admins may. */
  there: boolean;
}

/** A rated answer as an admin reads it, with the question before it. */
export interface RatedTurn {
  person: string;
  personId: string;
  agent: { name: string; icon: string };
  messages: Message[];
}

type Params = Record<string, string | string[] | undefined>;

/** Reads the address; what it cannot mean counts as not said. */
export function readFeedbackQuery(params: Params): FeedbackQuery {
  const text = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.slice(0, 100) ?? '';
  };
  const page = Number(text('page'));
  return {
    value: RATING_VALUES.find((value) => value === text('value')) ?? '',
    agent: text('agent'),
    withReason: text('reason') === 'yes',
    page: Number.isInteger(page) && page > 0 ? Math.min(page, 100_000) : 1,
  };
}

/** The parameters that ask for the same; a change leads back to the first page. */
export function feedbackParams(
  query: FeedbackQuery,
  change: Partial<FeedbackQuery> = {},
): URLSearchParams {
  const next = { ...query, page: 1, ...change };
  const params = new URLSearchParams();
  const said = {
    value: next.value,
    agent: next.agent,
    reason: next.withReason ? 'yes' : '',
    page: next.page === 1 ? '' : String(next.page),
  };
  for (const [name, value] of Object.entries(said)) if (value) params.set(name, value);
  return params;
}

/** The address of the list as it is asked for. */
export function feedbackAddress(query: FeedbackQuery, change: Partial<FeedbackQuery> = {}): string {
  const search = feedbackParams(query, change).toString();
  return search ? `/admin/feedback?${search}` : '/admin/feedback';
}
