/** The shipped help pages (`docs/help/*.md`), cut into sections at their `##` headings. */

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** One section. The text before a page's first `##` has the section name `Overview`. */
export interface HelpSection {
  /** The file's name without `.md`. */
  page: string;
  /** The page's `#` heading. */
  title: string;
  section: string;
  /** Markdown, without its heading. */
  body: string;
}

/** Where the pages are, in the source tree and in a standalone build alike. */
export function helpFolder(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'docs', 'help');
}

/** Reads every page of a folder. Pages do not change while the server runs. */
export async function readHelp(folder: string): Promise<HelpSection[]> {
  const files = (await readdir(/* turbopackIgnore: true */ folder))
    .filter((name) => name.endsWith('.md'))
    .sort();
  const pages = await Promise.all(
    files.map(async (name) => {
      const text = await readFile(/* turbopackIgnore: true */ path.join(folder, name), 'utf8');
      return sectionsOf(name.slice(0, -'.md'.length), text);
    }),
  );
  return pages.flat();
}

/** Cuts one page. A `##` inside a code block is no heading. */
export function sectionsOf(page: string, markdown: string): HelpSection[] {
  let title = page;
  let section = 'Overview';
  let lines: string[] = [];
  let inCode = false;
  const sections: HelpSection[] = [];
  const close = () => {
    const body = lines.join('\n').trim();
    if (body !== '') sections.push({ page, title, section, body });
    lines = [];
  };
  for (const line of markdown.split(/\r?\n/)) {
    if (line.startsWith('```')) inCode = !inCode;
    const heading = inCode ? null : /^(#{1,2})\s+(.+)$/.exec(line);
    if (!heading?.[2]) lines.push(line);
    else if (heading[1] === '#') title = heading[2];
    else {
      close();
      section = heading[2];
    }
  }
  close();
  return sections;
}
