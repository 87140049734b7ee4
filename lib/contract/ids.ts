/**
 * Ids. Every id that Gossamer makes is 26 characters of `[a-z0-9]`, so that it
 * is one token for SQLite's full-text index, safe in a URL, in a cookie and in
 * an SSE `id:` line. 26 characters of a 32-letter alphabet carry 130 random bits.
 */

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 26;

/** A new random id (130 bits). Works in the browser and on the server. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  let id = '';
  for (const byte of bytes) id += ALPHABET[byte & 31];
  return id;
}

/** Whether a value has the shape of an id made by {@link newId}. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-hjkmnp-tv-z]{26}$/.test(value);
}
