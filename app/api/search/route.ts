import { z } from 'zod';
import { knownZone } from '@/app/(chat)/zone';
import { requireCaller } from '@/lib/auth/guard';
import { SEARCH_ORDERS } from '@/lib/contract/search-results';
import { searchHistory } from '@/lib/db/search-history';
import { handler } from '@/lib/http/handler';
import { validationError } from '@/lib/http/validation';

export const dynamic = 'force-dynamic';

const schema = z.object({
  q: z.string().max(500).default(''),
  order: z.enum(SEARCH_ORDERS).default('newest'),
  after: z
    .string()
    .max(60)
    .regex(/^\d+(\.[0-9a-z]+)?$/)
    .nullable()
    .default(null),
});

/**
 * What the caller's own conversations hold of `?q=`: a page of `SearchResults`,
 * newest first or by `?order=best`, after `?after=` (the `next` of the page before).
 */
export const GET = handler(async (request) => {
  const person = await requireCaller(request);
  const query = Object.fromEntries(request.nextUrl.searchParams);
  const parsed = schema.safeParse(query);
  if (!parsed.success) throw validationError(parsed.error, query);
  const { q, order, after } = parsed.data;
  const timeZone = (await knownZone()) ?? 'UTC';
  const results = await searchHistory(person, { text: q, order, after, timeZone, now: Date.now() });
  return Response.json(results);
});
