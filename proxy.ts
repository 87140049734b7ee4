/**
 * Before a page renders: an id for the request and a policy with a nonce of its
 * own, which Next puts on the scripts it writes. It decides nothing about who may
 * see what; every page, action and route asks its guard itself.
 */

import { type NextRequest, NextResponse } from 'next/server';
import { PATH_HEADER } from '@/lib/auth/next-path';
import { env } from '@/lib/env';

const REQUEST_ID = /^[\w-]{8,64}$/;

/** The policy of a page. React's development build evaluates text for its stack traces. */
function contentPolicy(nonce: string): string {
  const development = env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

export function proxy(request: NextRequest): NextResponse {
  const given = request.headers.get('x-request-id') ?? '';
  const requestId = REQUEST_ID.test(given) ? given : crypto.randomUUID();
  const policy = contentPolicy(crypto.randomUUID().replaceAll('-', ''));

  const headers = new Headers(request.headers);
  headers.set('x-request-id', requestId);
  headers.set('content-security-policy', policy);
  // A page cannot see its own address: its guard needs it to lead back after signing in.
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('x-request-id', requestId);
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = {
  // Routes answer with the locked policy of next.config.ts, and streams must not pass through here.
  matcher: ['/((?!api/|chat/stream$|chat/stream/check$|chat$|v1/|v2/|_next/static/).*)'],
};
