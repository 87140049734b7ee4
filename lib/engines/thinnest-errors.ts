/**
 * What the upstream's failures mean here: one normaliser for every published
 * shape of an error body, one table from status and code to our codes. The
 * upstream's own words go to the log only, masked and bounded; people get our
 * sentence of the code.
 */

import type { IncomingHttpHeaders } from 'node:http';
import { AppError, ERROR_STATUS, type ErrorCode } from '@/lib/contract/errors';
import { maskSecrets } from '@/lib/log';

/** How long to wait where the other side does not say. */
export const DEFAULT_RETRY_SECONDS = 30;
const MAX_RETRY_SECONDS = 3600;

/** An answer of the upstream that is not a reply: status, headers, the beginning of its body. */
export interface Refusal {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What an error body says, whatever its shape. */
interface ErrorBody {
  text: string;
  code: unknown;
  /** The `loc` of every validation issue. */
  locations: unknown[][];
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON; undefined for anything that is not JSON (which no JSON text parses to). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON: the caller says what that means.
  }
}

/** The error for a refused request. `now` is Unix milliseconds. */
export function refusalError(refusal: Refusal, now: number): AppError {
  const { status, headers } = refusal;
  const body = readErrorBody(refusal.body);
  const code = codeOfStatus(status, body.code);
  const wait =
    code === 'upstream_rate_limited'
      ? (retryAfterSeconds(headers, now) ?? resetSeconds(headers, now) ?? DEFAULT_RETRY_SECONDS)
      : (retryAfterSeconds(headers, now) ?? undefined);
  return new AppError(code, {
    retryAfterSeconds: wait,
    cause: maskSecrets(`HTTP ${status}: ${body.text}`),
  });
}

/** The error for an `error` event in the stream. */
export function eventError(event: Record<string, unknown>): AppError {
  const code = codeSeenFromHere(event.code);
  const seconds = event.retry_after;
  const usable = typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0;
  return new AppError(code, {
    retryAfterSeconds: usable ? clampSeconds(seconds) : undefined,
    cause: maskSecrets(`error event: ${textOf(event.message ?? event.detail ?? event.error)}`),
  });
}

/**
 * Which of the two names of the text a 422 complains about: the one to leave
 * out. Null when the complaint is about something else.
 */
export function rejectedTextField(body: string): 'message' | 'query' | null {
  for (const location of readErrorBody(body).locations) {
    const last = location.at(-1);
    if (last === 'message' || last === 'query') return last;
  }
  return null;
}

function codeOfStatus(status: number, code: unknown): ErrorCode {
  switch (status) {
    case 401:
    case 403:
      return 'upstream_auth';
    case 402:
      return 'upstream_payment';
    case 404:
    case 410:
      return 'upstream_agent_gone';
    case 429:
      return 'upstream_rate_limited';
    default:
      return codeSeenFromHere(code);
  }
}

/**
 * A code that another Gossamer gave, as it reads from here: what it says about
 * its caller is said about us, never about the person who asked us.
 */
function codeSeenFromHere(code: unknown): ErrorCode {
  if (!isErrorCode(code)) return 'upstream_error';
  switch (code) {
    case 'unauthenticated':
    case 'forbidden':
    case 'forbidden_origin':
      return 'upstream_auth';
    case 'quota_exhausted':
      return 'upstream_payment';
    case 'rate_limited':
      return 'upstream_rate_limited';
    case 'agent_not_found':
      return 'upstream_agent_gone';
    case 'bad_request':
    case 'not_found':
    case 'session_not_found':
    case 'run_in_progress':
    case 'conflict':
    case 'body_too_large':
    case 'unsupported_media_type':
    case 'validation':
    case 'internal':
    case 'storage_full':
    case 'storage_busy':
    case 'storage_read_only':
      return 'upstream_error';
    default:
      return code;
  }
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_STATUS, code);
}

/** Reads `{detail}`, `{detail: [issue]}`, `{error, code}`, `{error: {message, code}}`, or anything. */
function readErrorBody(body: string): ErrorBody {
  const value = parseJson(body);
  if (!isRecord(value)) return { text: body, code: undefined, locations: [] };
  const { detail, error } = value;
  const inner = isRecord(error) ? error : {};
  return {
    text: textOf(detail ?? inner.message ?? error ?? value.message ?? value),
    code: value.code ?? inner.code,
    locations: Array.isArray(detail)
      ? detail.flatMap((issue) => (isRecord(issue) && Array.isArray(issue.loc) ? [issue.loc] : []))
      : [],
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** `Retry-After` in seconds or as a date, clamped; null when absent or not one of the two. */
export function retryAfterSeconds(headers: IncomingHttpHeaders, now: number): number | null {
  const value = headers['retry-after']?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return clampSeconds(Number(value));
  // Date.parse takes much that is no HTTP date, `-1` for one.
  const date = /^[A-Za-z]{3,9},? .*GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : clampSeconds((date - now) / 1000);
}

/** `X-RateLimit-Reset` (Unix seconds) as seconds from now; null when absent, wrong or past. */
function resetSeconds(headers: IncomingHttpHeaders, now: number): number | null {
  const value = headers['x-ratelimit-reset'];
  if (typeof value !== 'string' || !/^\d{1,12}$/.test(value.trim())) return null;
  const seconds = Number(value) - now / 1000;
  return seconds > 0 ? clampSeconds(seconds) : null;
}

function clampSeconds(seconds: number): number {
  return Math.min(MAX_RETRY_SECONDS, Math.max(1, Math.ceil(seconds)));
}
