/** Asking the server what one's own conversations hold. */

import type { SearchOrder, SearchResults } from '@/lib/contract/search-results';

/** A page of results for a text; `after` is the `next` of the page before. Throws when it did not work. */
export async function fetchSearch(
  search: { text: string; order: SearchOrder; after?: string | null },
  signal: AbortSignal,
): Promise<SearchResults> {
  const query = new URLSearchParams({ q: search.text, order: search.order });
  if (search.after) query.set('after', search.after);
  const response = await fetch(`/api/search?${query}`, { cache: 'no-store', signal });
  if (!response.ok) throw new Error(`Search: ${response.status}`);
  return response.json();
}
