/** Writes what the search of a person's own conversations found. */

import { z } from 'zod';
import type { CallOutcome, Intent } from './intent';
import { escaped } from './markdown';
import { reasonOf } from './write-numbers';

const passages = z.object({
  results: z.array(
    z.object({
      title: z.string(),
      role: z.enum(['user', 'assistant']),
      excerpt: z.string(),
      date: z.string(),
      href: z.string(),
    }),
  ),
});

const MAX_EXCERPT = 200;

/** A list of passages with links to their conversations, or that there are none. */
export function writeChats(
  { query }: Extract<Intent, { kind: 'chats' }>,
  [outcome = { kind: 'missing' }]: CallOutcome[],
): string {
  const found = outcome.kind === 'done' ? passages.safeParse(outcome.value).data : undefined;
  const topic = `“${escaped(query)}”`;
  if (!found) return `I could not search your conversations for ${topic}. ${reasonOf(outcome)}`;
  const { results } = found;
  if (results.length === 0) {
    return `I found nothing about ${topic} in your earlier conversations. The search compares whole words, so another or a shorter word may find more.`;
  }
  const count = results.length === 1 ? 'one passage' : `${results.length} passages`;
  const lines = results.map(({ title, role, excerpt, date, href }) => {
    const who = role === 'user' ? 'you wrote' : 'the answer was';
    return `- [${escaped(title)}](${href}), ${dateText(date)}, ${who}: “${escaped(shortened(excerpt))}”`;
  });
  return [`I found ${count} about ${topic} in your conversations:`, lines.join('\n')].join('\n\n');
}

/** What to say when only a time was named, which is nothing to search for. */
export function writeChatsWithoutWords(): string {
  return (
    'I can search your conversations by the words in them, not by when they were. ' +
    'Name one, for example: *What did I ask about invoices?* The list beside this conversation shows your latest ones by day.'
  );
}

function shortened(excerpt: string): string {
  const text = excerpt.replace(/\s+/g, ' ').trim();
  return text.length > MAX_EXCERPT ? `${text.slice(0, MAX_EXCERPT).trimEnd()}…` : text;
}

function dateText(date: string): string {
  const time = Date.parse(date);
  if (Number.isNaN(time)) return escaped(date);
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}
