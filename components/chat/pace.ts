/**
 * How much of a text that comes faster than it can be drawn is drawn next. What stands in a
 * state is whole at once; only the drawing is cut in pieces, so that no frame takes long. Pure.
 */

/** Characters in the first piece. */
export const FIRST_PIECE = 1_000;
const LEAST = 250;
const MOST = 40_000;
/** A frame that took less may hold more next time, one that took more holds less (milliseconds). */
const QUICK_MS = 14;
const SLOW_MS = 28;
/** From so many characters without a blank line on, what is added at least doubles them. */
const LONG_OPEN = 16_000;

/** Where the next piece ends that follows the `drawn` characters of a text. */
export function nextEnd(text: string, drawn: number, piece: number): number {
  // A paragraph that has not ended is read again with every piece: few pieces of a long one.
  const open = drawn - Math.max(0, text.lastIndexOf('\n\n', drawn));
  const end = drawn + Math.max(piece, open >= LONG_OPEN ? open : 0);
  if (end >= text.length) return text.length;
  return isHighSurrogate(text.charCodeAt(end - 1)) ? end + 1 : end;
}

/** The length of the next piece, after one that took so many milliseconds. */
export function nextPiece(piece: number, tookMs: number): number {
  if (tookMs > SLOW_MS) return Math.max(LEAST, Math.floor(piece / 2));
  return tookMs < QUICK_MS ? Math.min(MOST, Math.floor(piece * 1.5)) : piece;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}
