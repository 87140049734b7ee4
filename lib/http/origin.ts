/** Changes made with a cookie must come from our own pages (A16). */

import { readBearer, readSessionCookie } from '@/lib/auth/cookie';
import { isOwnOrigin } from '@/lib/auth/site';
import { AppError } from '@/lib/contract/errors';

/**
 * Throws `forbidden_origin` unless the request comes from this site. Browsers
 * send `Origin` with every change; where only `Sec-Fetch-Site` is there, it must
 * say `same-origin`. A request with neither may pass only without our cookie. A
 * bearer token passes: no other site can make a browser send one. `ownToken`: the
 * request proves by a token of its own where it comes from, so it may say nothing.
 */
export function requireSameOrigin(request: { headers: Headers }, ownToken = false): void {
  const { headers } = request;
  if (readBearer(headers) !== null) return;
  const origin = headers.get('origin');
  const fetchSite = headers.get('sec-fetch-site');
  if (origin === null && fetchSite === null) {
    if (ownToken || readSessionCookie(headers) === null) return;
    throw new AppError('forbidden_origin');
  }
  if (fetchSite !== null && fetchSite !== 'same-origin') throw new AppError('forbidden_origin');
  if (origin !== null && !isOwnOrigin(origin, headers)) throw new AppError('forbidden_origin');
}
