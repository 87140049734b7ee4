/** A page's query, as Next gives it. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** One value of a query; the first where it was sent more than once. */
export function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
