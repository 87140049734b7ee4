/** Where to go after signing in: only ever a path of this site. */

/** Set by `proxy.ts` on the request: the path and query of the page asked for. */
export const PATH_HEADER = 'x-gossamer-path';

const NOWHERE = 'http://nowhere.invalid';

/** The value as a path of this site, with its query; `/` when it is anything else. */
export function safePath(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value) || /[\p{C}\\]/u.test(value)) {
    return '/';
  }
  if (!URL.canParse(value, NOWHERE)) return '/';
  const url = new URL(value, NOWHERE);
  if (url.origin !== NOWHERE || url.pathname.startsWith('//')) return '/';
  if (url.searchParams.has('_rsc')) url.searchParams.delete('_rsc'); // Next's own.
  return url.pathname + url.search + url.hash;
}

/** The sign-in page, coming back to `path`; `error` says why one is there. */
export function signInPath(path: string, error?: string): string {
  const next = safePath(path);
  const query = new URLSearchParams({
    ...(error === undefined ? {} : { error }),
    ...(next === '/' ? {} : { next }),
  });
  return query.size === 0 ? '/sign-in' : `/sign-in?${query}`;
}

/** The path of a whole address of ours, as next-auth keeps them. */
export function pathOfUrl(url: string): string {
  if (!URL.canParse(url)) return '/';
  const { pathname, search } = new URL(url);
  return safePath(pathname + search);
}

/** The page of a request: the one asked for, or the one an action was called from. */
export function pathOf(headers: Headers): string {
  if (!headers.has('next-action')) return safePath(headers.get(PATH_HEADER));
  return pathOfUrl(headers.get('referer') ?? '');
}
