/** One search of a person's conversations, from the text they typed to a page of what it finds. */

import {
  dateSpan,
  type FilterTerm,
  parseSearch,
  type SearchQuery,
} from '@/lib/contract/search-query';
import type { SearchOrder, SearchProblem, SearchResults } from '@/lib/contract/search-results';
import { dayOf, startOfDay } from '@/lib/contract/zoned-day';
import { findMessages, type Searcher } from './search';
import { agentsNamed, findConversations, type Limits } from './search-conversations';
import { fold } from './search-text';
import { listTags } from './tags';

/** A search. `after` is the `next` of the page before; times are Unix milliseconds. */
export interface HistorySearch {
  text: string;
  order: SearchOrder;
  after: string | null;
  /** The person's time zone, by which dates are understood. */
  timeZone: string;
  now: number;
  /** As of `MessageSearch`. */
  clock?: () => number;
}

const PAGE = 20;
const MAX_TITLES = 6;

/** Finds what a person's text asks for in their own conversations. Never throws for what is typed. */
export async function searchHistory(who: Searcher, search: HistorySearch): Promise<SearchResults> {
  const query = parseSearch(search.text);
  const { limits, problems } = await resolve(who.id, query, search);
  const hasWords = query.words.length + query.phrases.length > 0;
  const isLimited = query.filters.length > problems.length;
  const nothing: SearchResults = {
    problems,
    conversations: [],
    messages: [],
    count: null,
    countIsFloor: false,
    next: null,
    searchedBackTo: null,
  };
  // A filter that cannot be met is not left out: that would find what was not asked for.
  if (problems.length > 0 || (!hasWords && !isLimited)) return nothing;
  const { after, order } = search;
  if (!hasWords && !limits.usesTools) {
    return {
      ...nothing,
      ...(await findConversations(who.id, { query, limits, after, limit: PAGE })),
    };
  }
  const wantsTitles = hasWords && after === null && !limits.usesTools;
  const titles = wantsTitles
    ? (await findConversations(who.id, { query, limits, after, limit: MAX_TITLES })).conversations
    : [];
  const { clock } = search;
  const found = await findMessages(who, { query, limits, order, after, limit: PAGE, clock });
  return { problems, conversations: titles, ...found };
}

async function resolve(
  userId: string,
  query: SearchQuery,
  { timeZone, now }: HistorySearch,
): Promise<{ limits: Limits; problems: SearchProblem[] }> {
  const limits: Limits = { agents: [], tags: [], from: null, to: null, usesTools: false };
  const problems: SearchProblem[] = [];
  const refuse = ({ filter, value }: FilterTerm, reason: SearchProblem['reason']) =>
    problems.push({ filter, value, reason });
  const today = dayOf(now, timeZone);
  for (const term of query.filters) {
    const { filter, value } = term;
    if (term.problem) refuse(term, term.problem);
    else if (filter === 'has') limits.usesTools = true;
    else if (filter === 'agent') {
      const ids = await agentsNamed(userId, value);
      if (ids.length > 0) limits.agents.push(ids);
      else refuse(term, 'no_agent');
    } else if (filter === 'tag') {
      const tag = (await listTags(userId)).find(({ name }) => fold(name) === fold(value));
      if (tag) limits.tags.push(tag.id);
      else refuse(term, 'no_tag');
    } else {
      const span = dateSpan(value, today);
      if (!span) refuse(term, 'date');
      else if (filter === 'after') {
        limits.from = Math.max(limits.from ?? 0, startOfDay(span.from, timeZone));
      } else {
        limits.to = Math.min(limits.to ?? Infinity, startOfDay(span.from, timeZone));
      }
    }
  }
  return { limits, problems };
}
