/** The search behind the tool `search_my_chats`: the person's own earlier conversations. */

import type { ChatHit } from '@/lib/engines/engine';

/** One passage found. `href` leads to its conversation. */
export interface ChatPassage {
  title: string;
  role: 'user' | 'assistant';
  excerpt: string;
  /** `2026-03-05`, UTC. */
  date: string;
  href: string;
}

/** What the search needs: the person's own search function, and what is being asked. */
interface Source {
  data: { searchMyChats(query: string, limit: number): Promise<ChatHit[]> };
  question: string;
}

/** Searches; the question that is being answered is left out of its own answer. */
export async function searchMyChats(
  { query, limit }: { query: string; limit: number },
  { data, question }: Source,
): Promise<{ query: string; results: ChatPassage[] }> {
  const asked = bare(question);
  // One more than asked for, since the question itself is among what is stored.
  const hits = await data.searchMyChats(query, limit + 1);
  const others = hits.filter((hit) => hit.role !== 'user' || !asked.includes(bare(hit.excerpt)));
  return { query, results: others.slice(0, limit).map(passage) };
}

function passage(hit: ChatHit): ChatPassage {
  return {
    title: hit.title,
    role: hit.role,
    excerpt: hit.excerpt.replace(MARKS, ''),
    date: new Date(hit.createdAt).toISOString().slice(0, 10),
    href: `/c/${encodeURIComponent(hit.sessionId)}`,
  };
}

/** A text's letters and digits alone: excerpts carry ellipses and marks that a question lacks. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(MARKS, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Around the words that were found. */
const MARKS = /[\uE000\uE001]/g;
