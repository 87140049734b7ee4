/**
 * JSON of strangers. The size of its structure is measured in one pass without
 * recursion before it is parsed, so that no nesting can exhaust the stack and no
 * number of members the memory (B02).
 */

import { AppError } from '@/lib/contract/errors';

const MAX_JSON_DEPTH = 32;
/** Members of all objects and items of all arrays together, unless a route says otherwise. */
const MAX_JSON_MEMBERS = 50_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Parses UTF-8 JSON, or throws `bad_request`. */
export function parseJson(bytes: Uint8Array, maxMembers = MAX_JSON_MEMBERS): unknown {
  checkStructure(bytes, maxMembers);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    // A SyntaxError, or a TypeError where the bytes are not UTF-8.
    throw new AppError('bad_request', { message: 'The body is not valid JSON.', cause });
  }
}

function checkStructure(bytes: Uint8Array, maxMembers: number): void {
  let depth = 0;
  let commas = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    switch (bytes[at]) {
      case QUOTE:
        at = endOfString(bytes, at);
        break;
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        depth += 1;
        if (depth > MAX_JSON_DEPTH) throw tooComplex(`nested deeper than ${MAX_JSON_DEPTH} levels`);
        break;
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
      case COMMA:
        commas += 1;
        if (commas >= maxMembers) throw tooComplex(`of more than ${maxMembers} members`);
        break;
    }
  }
}

/** Index of the quote that ends the string begun at `start`, or of the last byte. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

function tooComplex(how: string): AppError {
  return new AppError('bad_request', { message: `The body is JSON ${how}.` });
}
