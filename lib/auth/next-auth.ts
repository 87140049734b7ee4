/**
 * The way into next-auth: a plain request in, a plain response out. Its own route
 * handler reads bodies without a limit and takes the host from whatever header the
 * visitor sent; here it gets both from us. Only the paths we use are answered.
 */

import type { NextApiRequest, NextApiResponse } from 'next';
import { NextRequest, NextResponse } from 'next/server';
import NextAuth from 'next-auth';
import { AppError } from '@/lib/contract/errors';
import { cookieFlags, cookieName } from './cookie';
import { LINK_COOKIE, LINK_TTL_SECONDS, sealLink } from './link';
import { type AuthOutcome, authOptions, INVITE_COOKIE } from './options';
import { siteOf } from './site';

/** A call of next-auth. `path` is what follows `/api/auth/`. */
export interface AuthCall {
  method: 'GET' | 'POST';
  path: string[];
  query: Record<string, string>;
  body: Record<string, string>;
  headers: Headers;
}

const ACTIONS: Record<AuthCall['method'], string[]> = {
  GET: ['csrf', 'session', 'providers', 'signin', 'signout', 'callback', 'error'],
  POST: ['signin', 'signout', 'callback'],
};

/** Calls next-auth. Throws `not_found` for paths we do not serve, `rate_limited` after wrong tries. */
export async function callNextAuth(call: AuthCall): Promise<Response> {
  const [action = '', provider] = call.path;
  if (!ACTIONS[call.method].includes(action) || call.path.length > 2) {
    throw new AppError('not_found');
  }
  const { origin, secure } = siteOf(call.headers);
  const outcome: AuthOutcome = {};
  const answer = collector();
  const request = {
    method: call.method,
    query: { ...call.query, nextauth: provider === undefined ? [action] : [action, provider] },
    body: call.body,
    cookies: readCookies(call.headers),
    headers: {
      ...Object.fromEntries(call.headers),
      'x-forwarded-host': new URL(origin).host,
      'x-forwarded-proto': new URL(origin).protocol.slice(0, -1),
    },
  };
  // next-auth reads nothing else of the two, whatever Next's own types hold.
  await NextAuth(
    request as unknown as NextApiRequest,
    answer.sink as unknown as NextApiResponse,
    authOptions(call.headers, outcome),
  );
  if (outcome.error) throw outcome.error;
  return await withOwnCookies(answer.response(), outcome, secure);
}

/** Adds the cookie of an account that waits for a password; takes away the one of an invitation. */
async function withOwnCookies(
  response: Response,
  { link, person }: AuthOutcome,
  secure: boolean,
): Promise<Response> {
  const flags = cookieFlags(secure);
  const next = new NextResponse(response.body, response);
  if (link) {
    const sealed = await sealLink(link.account, link.email);
    const name = cookieName(LINK_COOKIE, secure);
    next.cookies.set(name, sealed, { ...flags, maxAge: LINK_TTL_SECONDS });
  }
  if (person) next.cookies.set(cookieName(INVITE_COOKIE, secure), '', { ...flags, maxAge: 0 });
  return next;
}

/** As much of Node's response as next-auth writes to, and what came of it. */
function collector() {
  const headers = new Map<string, string | string[]>();
  let status = 200;
  let body: unknown = null;
  const sink = {
    status(code: number) {
      status = code;
      return sink;
    },
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader(name: string, value: string | string[]) {
      headers.set(name.toLowerCase(), value);
      return sink;
    },
    send(value: unknown) {
      body = value ?? null;
    },
    json(value: unknown) {
      headers.set('content-type', 'application/json');
      body = value;
    },
    end: () => undefined,
  };
  const response = () => {
    const list = new Headers();
    for (const [name, value] of headers) for (const one of [value].flat()) list.append(name, one);
    const text = body === null || typeof body === 'string' ? body : JSON.stringify(body);
    return new Response(text, { status, headers: list });
  };
  return { sink, response };
}

function readCookies(headers: Headers): Record<string, string> {
  const { cookies } = new NextRequest('http://localhost/', { headers });
  return Object.fromEntries(cookies.getAll().map(({ name, value }) => [name, value]));
}
