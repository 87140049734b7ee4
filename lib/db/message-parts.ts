/**
 * The parts of a message as its row keeps them. A message's text stands once, in the
 * column that search indexes: a stored text part is only the length of its piece of it.
 */

import { type MessagePart, type TextPart, textOf, toolNamesOf } from '@/lib/contract/message';
import { toolNamesColumn } from './search-match';

/** A stored text part; rows of earlier versions hold the text itself. */
type StoredPart = Exclude<MessagePart, TextPart> | TextPart | { type: 'text'; length: number };

/** The columns that hold what a message says and did. */
export interface PartColumns {
  text: string;
  toolNames: string;
  /** JSON; null when the message is one text, which most are. */
  parts: string | null;
}

/** Parts as columns. Lengths are in UTF-16 units. */
export function partColumns(parts: readonly MessagePart[]): PartColumns {
  const onlyText = parts.length === 1 && parts[0]?.type === 'text';
  const stored = parts.map(
    (part): StoredPart =>
      part.type === 'text' ? { type: 'text', length: part.text.length } : part,
  );
  return {
    // Well-formed, as SQLite keeps it: so the lengths stay right.
    text: textOf(parts).toWellFormed(),
    toolNames: toolNamesColumn(toolNamesOf(parts)),
    parts: onlyText ? null : JSON.stringify(stored),
  };
}

/** The parts of a row with its columns `text` and `parts`. */
export function readParts(row: Record<string, unknown>): MessagePart[] {
  const text = String(row.text);
  if (typeof row.parts !== 'string') return [{ type: 'text', text }];
  const stored: StoredPart[] = JSON.parse(row.parts);
  let at = 0;
  return stored.map((part) => {
    if (part.type !== 'text' || 'text' in part) return part;
    at += part.length;
    return { type: 'text', text: text.slice(at - part.length, at) };
  });
}
