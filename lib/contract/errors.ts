/**
 * The one error type, and the one table from code to HTTP status. The codes are
 * part of the published interface: they are stable, the sentences are not.
 */

import type { Standing } from './budget';

/** Code → HTTP status of an error answered before a stream has begun. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  quota_exhausted: 402,
  upstream_payment: 402,
  forbidden: 403,
  forbidden_origin: 403,
  account_pending: 403,
  not_found: 404,
  agent_not_found: 404,
  session_not_found: 404,
  run_in_progress: 409,
  conflict: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  validation: 422,
  rate_limited: 429,
  upstream_rate_limited: 429,
  internal: 500,
  upstream_auth: 502,
  upstream_error: 502,
  upstream_protocol: 502,
  upstream_agent_gone: 502,
  unreachable: 502,
  bad_content_type: 502,
  empty_stream: 502,
  event_too_large: 502,
  output_limit: 502,
  limit: 502,
  not_configured: 502,
  interrupted: 502,
  no_terminal: 502,
  no_progress: 502,
  busy: 503,
  storage_full: 503,
  storage_busy: 503,
  storage_read_only: 503,
  upstream_timeout: 504,
  headers_timeout: 504,
  first_event_timeout: 504,
  idle_timeout: 504,
  total_timeout: 504,
} as const;

/** A stable, published error code. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** One entry of the platform's validation body: where, what, and which rule. */
export interface ValidationIssue {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** What an {@link AppError} may carry beside its code. */
export interface ErrorDetail {
  /** A sentence for people; without one the code's own sentence is used. */
  message?: string;
  /** Seconds until trying again makes sense, sent as `Retry-After`. */
  retryAfterSeconds?: number;
  /** The limit that was reached, sent as `X-RateLimit-*`. `resetAt` is Unix milliseconds. */
  rate?: { limit: number; remaining: number; resetAt: number };
  /** The budget that refuses, with `rate_limited` and `quota_exhausted`. */
  limit?: Standing;
  /** The run that is in the way, with `run_in_progress`. */
  runId?: string;
  /** Fields that are wrong, with `validation`. */
  issues?: ValidationIssue[];
  /** What really happened, for the log only. */
  cause?: unknown;
}

const BRAND = Symbol.for('gossamer.AppError');

/**
 * An error with a published code. Thrown anywhere, turned into an answer in one place.
 * The server's bundles have a copy of this class each, and share the database and the
 * runs: so what makes an `AppError` is its brand, not which copy made it.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    super(detail.message ?? ERROR_MESSAGE[code], { cause: detail.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** The HTTP status of this error's code. */
  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** Code → the sentence API clients get. The browser has its own in the message catalogue. */
export const ERROR_MESSAGE: Record<ErrorCode, string> = {
  bad_request: 'The request could not be read.',
  unauthenticated: 'Sign in, or send a valid API token.',
  quota_exhausted: 'The budget is used up.',
  upstream_payment: 'This agent is paused. The admin was told.',
  forbidden: 'This is for admins only.',
  account_pending: 'This account waits for an admin to approve it.',
  forbidden_origin: 'The request came from another site.',
  not_found: 'Not found.',
  agent_not_found: 'Agent not found.',
  session_not_found: 'Conversation not found.',
  run_in_progress: 'An answer is running in this conversation.',
  conflict: 'This was changed meanwhile. Reload and try again.',
  body_too_large: 'The request is too large.',
  unsupported_media_type: 'Send JSON with Content-Type: application/json.',
  validation: 'Some fields are wrong.',
  rate_limited: 'Too many requests. Try again shortly.',
  upstream_rate_limited: 'The agent is busy. Try again shortly.',
  internal: 'Something went wrong here. It was logged.',
  upstream_auth: 'This agent is paused. The admin was told.',
  upstream_error: 'The agent could not answer.',
  upstream_protocol: 'The agent sent an answer that could not be read.',
  upstream_agent_gone: 'This agent is no longer available.',
  unreachable: 'The agent could not be reached.',
  bad_content_type: 'The agent sent an answer that could not be read.',
  empty_stream: 'The agent sent an empty answer.',
  event_too_large: 'The agent sent more at once than can be shown.',
  output_limit: 'The answer was shortened at the limit.',
  limit: 'The agent took more steps than allowed and was stopped.',
  not_configured: 'This agent is not connected yet. An admin can finish its set-up.',
  interrupted: 'The answer was cut off.',
  no_terminal: 'The answer was cut off.',
  no_progress: 'The answer was cut off.',
  busy: 'The server is at its limit of running answers. Try again shortly.',
  storage_full: 'Not saved: the disk is full. Your text is still here.',
  storage_busy: 'Not saved yet: the database is busy. Try again shortly.',
  storage_read_only: 'Not saved: the database is read-only.',
  upstream_timeout: 'The agent took too long to answer.',
  headers_timeout: 'The agent took too long to answer.',
  first_event_timeout: 'The agent took too long to begin.',
  idle_timeout: 'The answer was cut off.',
  total_timeout: 'The answer took longer than allowed.',
};
