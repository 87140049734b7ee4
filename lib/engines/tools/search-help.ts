/** The search behind the tool `search_help`. */

import { type HelpSection, helpFolder, readHelp } from './help-pages';
import { buildRanking } from './rank';

/** One section that answers, best first. */
export interface HelpHit {
  title: string;
  section: string;
  /** Markdown: the section, cut at a paragraph when it is long. */
  excerpt: string;
  /** How much of the question the section contains, 0–1. */
  match: number;
}

/** Searches help pages; `limit` sections at most. */
export type SearchHelp = (query: string, limit: number) => Promise<HelpHit[]>;

/** The longest excerpt, in characters. */
const MAX_EXCERPT = 1400;

/** A search over a folder of pages, read when first asked. */
export function createHelpSearch(folder = helpFolder()): SearchHelp {
  let loading: Promise<(query: string, limit: number) => HelpHit[]> | undefined;
  return async (query, limit) => {
    loading ??= readHelp(folder).then(searchIn);
    try {
      return (await loading)(query, limit);
    } catch (error) {
      loading = undefined; // The folder could not be read: the next question tries again.
      throw error;
    }
  };
}

/** A search over sections already read. */
function searchIn(sections: HelpSection[]): (query: string, limit: number) => HelpHit[] {
  const rank = buildRanking(
    sections.map(({ title, section, body }) => ({ title, section, body })),
    { title: 2, section: 5, body: 1 },
  );
  return (query, limit) =>
    rank(query)
      .slice(0, limit)
      .flatMap(({ index, match }) => {
        const found = sections[index];
        if (!found) return [];
        const { title, section, body } = found;
        return [{ title, section, excerpt: shorten(body), match: Number(match.toFixed(2)) }];
      });
}

/** Whole paragraphs up to the limit; a code block is never cut. */
function shorten(markdown: string): string {
  if (markdown.length <= MAX_EXCERPT) return markdown;
  let kept = '';
  for (const paragraph of markdown.split(/\n\n(?!\s)/)) {
    if (kept !== '' && kept.length + paragraph.length > MAX_EXCERPT) break;
    kept = kept === '' ? paragraph : `${kept}\n\n${paragraph}`;
  }
  const openFence = (kept.match(/^```/gm)?.length ?? 0) % 2 === 1;
  return openFence ? `${kept}\n\`\`\`` : kept;
}
