/**
 * What the failures of models mean here. Providers' own words may hold keys,
 * paths or the conversation: they go to the log only, masked and bounded.
 */

import {
  APICallError,
  EmptyResponseBodyError,
  InvalidResponseDataError,
  StreamProviderError,
} from 'ai';
import { AppError, type ErrorCode } from '@/lib/contract/errors';
import { maskSecrets } from '@/lib/log';
import { DEFAULT_RETRY_SECONDS, retryAfterSeconds } from './thinnest-errors';

const MAX_CAUSES = 8;
const MAX_CAUSE_LENGTH = 500;

/** Providers say with several statuses that an account cannot pay. */
const OUT_OF_FUNDS = /insufficient_quota|credit balance|billing/i;
const BUSY = /rate_limit|overloaded/i;

/** The error to throw for whatever a model call failed with. `now` is Unix milliseconds. */
export function toAppError(error: unknown, now: number): AppError {
  for (const cause of causesOf(error)) {
    if (cause instanceof AppError) return cause;
    if (
      APICallError.isInstance(cause) &&
      cause.statusCode !== undefined &&
      !isOk(cause.statusCode)
    ) {
      const words = `${cause.message} ${cause.responseBody ?? ''}`;
      return refusal(cause.statusCode, words, retryAfterSeconds(cause.responseHeaders ?? {}, now));
    }
    if (StreamProviderError.isInstance(cause)) {
      const words = `${cause.type ?? ''} ${cause.code ?? ''} ${cause.message}`;
      return refusal(cause.statusCode ?? 0, words, null);
    }
    if (EmptyResponseBodyError.isInstance(cause)) return new AppError('empty_stream');
    if (InvalidResponseDataError.isInstance(cause)) {
      return new AppError('upstream_protocol', { cause: described(cause) });
    }
  }
  return new AppError('upstream_error', { cause: described(error) });
}

/**
 * What a part of the stream that reports an error means. Providers report a
 * stream that just ended, and one event that could not be read, as errors too.
 */
export function kindOfStreamError(error: unknown): 'cut' | 'bad_event' | 'failure' {
  const name = error instanceof Error ? error.name : '';
  if (name === 'AI_InvalidResponseDataError' && /finish reason/.test(String(error))) return 'cut';
  if (name === 'AI_JSONParseError' || name === 'AI_TypeValidationError') return 'bad_event';
  return 'failure';
}

function refusal(status: number, words: string, waitSeconds: number | null): AppError {
  const code = codeOf(status, words);
  const wait =
    code === 'upstream_rate_limited' ? (waitSeconds ?? DEFAULT_RETRY_SECONDS) : waitSeconds;
  return new AppError(code, {
    ...(wait === null ? {} : { retryAfterSeconds: wait }),
    cause: maskSecrets(`HTTP ${status}: ${words}`.slice(0, MAX_CAUSE_LENGTH)),
  });
}

function codeOf(status: number, words: string): ErrorCode {
  if (status === 401 || status === 403) return 'upstream_auth';
  if (status === 402 || OUT_OF_FUNDS.test(words)) return 'upstream_payment';
  if (status === 404 || status === 410) return 'upstream_agent_gone';
  if (status === 429 || status === 529) return 'upstream_rate_limited';
  if (status === 408 || status === 504) return 'upstream_timeout';
  // In the middle of a stream there is no status, only the provider's own name for it.
  if (status === 0 && BUSY.test(words)) return 'upstream_rate_limited';
  return 'upstream_error';
}

const isOk = (status: number) => status >= 200 && status < 300;

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  let current = error;
  while (current !== undefined && current !== null && causes.length < MAX_CAUSES) {
    causes.push(current);
    current = current instanceof Error ? current.cause : undefined;
  }
  return causes;
}

function described(error: unknown): string {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return maskSecrets(words.slice(0, MAX_CAUSE_LENGTH));
}
