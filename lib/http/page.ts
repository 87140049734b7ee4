/** `?limit=&offset=` of a list: bounded, with defaults, `validation` for what is no number. */

import { z } from 'zod';
import { validationError } from './validation';

const schema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

/** A page of a list. */
export type Page = z.infer<typeof schema>;

/** Reads the page an address asks for. */
export function readPage(url: URL): Page {
  const query = Object.fromEntries(url.searchParams);
  const parsed = schema.safeParse(query);
  if (!parsed.success) throw validationError(parsed.error, query);
  return parsed.data;
}
