/** Finding words in a value: where they stand and what stands there. Pure. */

import type { Json } from '@/lib/contract/events';

/** A place in a value that has the words, by its path or in what it says. */
export interface Hit {
  /** "results[3].title", or the number of a line of text. */
  path: string;
  /** What stands there, cut around the first match. */
  text: string;
}

/** The first hits, and how many there are in all. */
export interface Hits {
  hits: Hit[];
  count: number;
}

const SHOWN = 100;
const AROUND = 80;

/** The places of a value that say `words`, whatever their case. */
export function searchValue(value: Json, words: string): Hits {
  const wanted = words.trim().toLowerCase();
  const found: Hits = { hits: [], count: 0 };
  if (wanted !== '') visit(value, '', { wanted, found });
  return found;
}

interface Search {
  wanted: string;
  found: Hits;
}

function visit(value: Json, path: string, search: Search): void {
  if (typeof value === 'string' && value.includes('\n')) {
    value.split('\n').forEach((line, n) => {
      look(line, path === '' ? String(n + 1) : `${path}:${n + 1}`, search);
    });
  } else if (typeof value !== 'object' || value === null) {
    look(String(value), path, search);
  } else if (Array.isArray(value)) {
    value.forEach((one, n) => {
      visit(one, `${path}[${n}]`, search);
    });
  } else {
    for (const [name, one] of Object.entries(value)) {
      const inner = path === '' ? name : `${path}.${name}`;
      const itself = typeof one === 'object' && one !== null;
      if (itself && name.toLowerCase().includes(search.wanted)) add(search, inner, '');
      visit(one, inner, search);
    }
  }
}

function look(text: string, path: string, search: Search): void {
  const at = text.toLowerCase().indexOf(search.wanted);
  const named = /[^.[\]]*$/.exec(path)?.[0].toLowerCase().includes(search.wanted) ?? false;
  if (at !== -1 || named) add(search, path, cut(text, Math.max(0, at)));
}

function add({ found }: Search, path: string, text: string): void {
  found.count++;
  if (found.hits.length < SHOWN) found.hits.push({ path, text });
}

function cut(text: string, at: number): string {
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + AROUND * 2);
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
