/** What the command palette can offer, as the server knows it. */

import type { ActionResult } from '@/lib/contract/action';

/** The beginning: the latest conversations, and the agents one may talk to. */
export interface PaletteStart {
  admin: boolean;
  conversations: { id: string; title: string; icon: string }[];
  agents: { id: string; name: string; description: string; icon: string }[];
}

/** A server action, given by the layout. */
export type OpenPalette = (
  previous: null,
  input: { recent: number },
) => Promise<ActionResult<PaletteStart>>;

/** Whether every word of `typed` begins a word of `text`, whatever its case and accents. */
export function fits(typed: string, text: string): boolean {
  const words = wordsOf(text);
  return wordsOf(typed).every((start) => words.some((word) => word.startsWith(start)));
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
