/**
 * The one wrapper of route handlers: the origin of a change is checked, errors
 * become the published JSON, every answer carries the locked security headers.
 */

import { unstable_rethrow } from 'next/navigation';
import type { NextRequest } from 'next/server';
import type { Standing } from '@/lib/contract/budget';
import { AppError, ERROR_MESSAGE } from '@/lib/contract/errors';
import { log } from '@/lib/log';
import { requireSameOrigin } from './origin';

const SECURITY_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A route's function. `context` is Next's: `{ params: Promise<…> }`. */
type Route<C> = (request: NextRequest, context: C) => Promise<Response>;

/**
 * Wraps a route. A method that changes something is refused with `forbidden_origin`
 * before `fn` runs unless it comes from this site, or by bearer token. `fn` calls
 * its guard itself and throws `AppError`; anything else it throws is logged once
 * and answered as `internal`. `ownToken` is for next-auth alone: see `requireSameOrigin`.
 */
export function handler<C = unknown>(fn: Route<C>, { ownToken = false } = {}): Route<C> {
  return async (request, context) => {
    try {
      if (!SAFE_METHODS.has(request.method)) requireSameOrigin(request, ownToken);
      const response = secured(await fn(request, context));
      return request.method === 'HEAD' ? await withoutBody(response) : response;
    } catch (error) {
      unstable_rethrow(error); // Next's own: redirect() and notFound() are thrown.
      return secured(errorResponse(report(error, request.nextUrl.pathname)));
    }
  };
}

/** The answer to HEAD. A stream that nobody is going to read must not stay open. */
async function withoutBody({ body, status, headers }: Response): Promise<Response> {
  await body?.cancel();
  return new Response(null, { status, headers });
}

/** The published JSON of an error: `detail`, `code`, and with some codes more. */
export function errorResponse(error: AppError): Response {
  const { issues, limit, rate, retryAfterSeconds, runId } = error.detail;
  const detail = error.code === 'internal' ? ERROR_MESSAGE.internal : (issues ?? error.message);
  const headers = new Headers({ 'Content-Type': 'application/json' });
  if (retryAfterSeconds !== undefined) {
    headers.set('Retry-After', String(Math.max(1, Math.ceil(retryAfterSeconds))));
  }
  if (rate) {
    headers.set('X-RateLimit-Limit', String(rate.limit));
    headers.set('X-RateLimit-Remaining', String(rate.remaining));
    headers.set('X-RateLimit-Reset', String(Math.ceil(rate.resetAt / 1000)));
  }
  // Its body was left unread: the connection cannot serve another request.
  if (error.code === 'body_too_large') headers.set('Connection', 'close');
  if (error.code === 'unauthenticated') headers.set('WWW-Authenticate', 'Bearer');
  const body = {
    detail,
    code: error.code,
    ...(runId === undefined ? {} : { run_id: runId }),
    ...(limit === undefined ? {} : { limit: publishedLimit(limit) }),
  };
  return new Response(JSON.stringify(body), { status: error.status, headers });
}

/** A limit as API clients read it; `resets_at` is Unix seconds, as in the headers. */
function publishedLimit({ kind, scope, subject, limit, used, resetAt }: Standing) {
  const resets_at = resetAt === null ? null : Math.ceil(resetAt / 1000);
  return { kind, scope, subject, limit, used, resets_at };
}

/** Names an error and logs it if it is a fault of ours; expected ones are only answered. */
export function report(error: unknown, where: string): AppError {
  if (!(error instanceof AppError)) {
    log.error('request_failed', { where, error });
    return new AppError('internal', { cause: error });
  }
  const { code, cause } = error;
  if (code === 'internal') log.error('request_failed', { where, error: cause ?? error });
  if (code.startsWith('storage_')) log.warn('storage_fault', { where, code, error: cause });
  return error;
}

/** Adds the headers that the response does not set itself. */
function secured(response: Response): Response {
  try {
    addMissing(response.headers);
    return response;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Immutable headers: `Response.redirect()` and answers of `fetch`.
    const copy = new Response(response.body, response);
    addMissing(copy.headers);
    return copy;
  }
}

function addMissing(headers: Headers): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    if (!headers.has(name)) headers.set(name, value);
  }
}
