/**
 * Request bodies: read as a stream and bounded while reading, so that neither a
 * missing nor a false `Content-Length` makes the server hold more than the limit (B01).
 */

import type { z } from 'zod';
import { AppError } from '@/lib/contract/errors';
import { parseJson } from './json';
import { validationError } from './validation';

/** The limit of a JSON body, in bytes, unless a route says otherwise. */
const MAX_JSON_BYTES = 1_048_576;

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i;
const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** The body's bytes. Throws `body_too_large` as soon as the limit is passed. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new AppError('unsupported_media_type', { message: 'Send the body uncompressed.' });
  }
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(chunks, size);
    size += value.byteLength;
    if (size > maxBytes) {
      // Left unread, not cancelled: that would close the socket before the answer is out.
      reader.releaseLock();
      throw tooLarge(maxBytes);
    }
    chunks.push(value);
  }
}

/**
 * The body as JSON, checked by `schema`. Throws `unsupported_media_type`,
 * `body_too_large`, `bad_request` (no JSON, too deep) or `validation`.
 */
export async function readJson<S extends z.ZodType>(
  request: Request,
  schema: S,
  { maxBytes = MAX_JSON_BYTES, maxMembers }: { maxBytes?: number; maxMembers?: number } = {},
): Promise<z.output<S>> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) {
    throw new AppError('unsupported_media_type');
  }
  const input = parseJson(await readBytes(request, maxBytes), maxMembers);
  const parsed = await schema.safeParseAsync(input);
  if (!parsed.success) throw validationError(parsed.error, input);
  return parsed.data;
}

/** A small form or JSON object as texts by name, as next-auth's own clients send both. */
export async function readTexts(
  request: Request,
  maxBytes: number,
): Promise<Record<string, string>> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.length === 0) return {};
  const type = request.headers.get('content-type') ?? '';
  if (FORM_TYPE.test(type)) {
    return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
  }
  if (!JSON_TYPE.test(type)) throw new AppError('unsupported_media_type');
  const fields = Object.entries(parseJson(bytes) ?? {});
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
}

function concat(chunks: Uint8Array[], size: number): Uint8Array {
  const only = chunks[0];
  if (only && chunks.length === 1) return only;
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('body_too_large', {
    message: `The request is larger than ${maxBytes} bytes.`,
  });
}
