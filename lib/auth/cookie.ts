/** The session cookie: its name, its flags, and reading it from a request. */

import { siteOf } from './site';

/** Flags of every cookie of the sign-in. */
export function cookieFlags(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
}

/** `__Host-` where the site is https: then no other host and no plain http can set it. */
export function cookieName(name: string, secure: boolean): string {
  return `${secure ? '__Host-' : ''}next-auth.${name}`;
}

/** The session cookie's value, read by the only name that counts at this site. */
export function readSessionCookie(headers: Headers): string | null {
  return readCookie(headers, cookieName('session-token', siteOf(headers).secure));
}

/** One cookie of a request; null when absent or empty. */
export function readCookie(headers: Headers, name: string): string | null {
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) {
      return pair.slice(equals + 1).trim() || null;
    }
  }
  return null;
}

/** The token of `Authorization: Bearer …`; null when the header has another scheme or none. */
export function readBearer(headers: Headers): string | null {
  return /^Bearer\s+(.*)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null;
}
