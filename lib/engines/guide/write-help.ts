/** Writes what the search of the help pages found, and what the guide says of itself. */

import { z } from 'zod';
import { stemsOf } from '@/lib/engines/tools/words';
import type { CallOutcome, Intent } from './intent';
import { escaped, joined } from './markdown';
import { reasonOf } from './write-numbers';

const sections = z.object({
  results: z.array(
    z.object({ title: z.string(), section: z.string(), excerpt: z.string(), match: z.number() }),
  ),
});
type Section = z.infer<typeof sections>['results'][number];

/** From which share of the question's words a section is taken to answer it. */
const ANSWERS = 0.5;
/** From which share it answers also what does not seem to be about Gossamer. */
const SURELY = 0.8;
/** Below this a section is not even near. */
const NEAR = 0.3;
/** How much of a question is repeated to its person. */
const MAX_QUOTE = 80;
/** What is told of the tools the agent has, with an example of each. */
const ABILITIES: Record<string, string> = {
  calculate: 'Calculate: *What is 17.5% of 2,340?*',
  current_time: 'Tell time and date anywhere: *What time is it in Tokyo and London?*',
  convert_units: 'Convert units: *How many kilometres are 26.2 miles?*',
  search_help: 'Explain Gossamer from its help pages: *How do I stop an answer?*',
  search_my_chats: 'Find what you talked about: *What did I ask about invoices?*',
};

/** The section that answers, and where to read on; or the nearest ones, said to be that. */
export function writeHelp(
  intent: Extract<Intent, { kind: 'help' }>,
  [outcome = { kind: 'missing' }]: CallOutcome[],
): string {
  const found = sectionsIn(outcome);
  if (!found) return `I could not search the help pages. ${reasonOf(outcome)}`;
  const [best, ...rest] = found.slice(intent.skip);
  if (!best) return noHelp(intent);
  if (best.match >= ANSWERS || intent.skip > 0) {
    return [best.excerpt, sourceOf(best, rest)].join('\n\n');
  }
  if (best.match < NEAR) return noHelp(intent);
  const list = found.slice(0, 3).map((one) => `- ${nameOf(one)}`);
  return [
    'The help pages do not answer that directly. The nearest I found:',
    list.join('\n'),
    'Ask me about one of them by its name.',
  ].join('\n\n');
}

/** What the guide says to what it cannot answer: what it is, what is near, what would help. */
export function writeOther(
  intent: Extract<Intent, { kind: 'other' }>,
  [nearest = { kind: 'missing' }, connect = { kind: 'missing' }]: CallOutcome[],
  tools: ReadonlySet<string>,
): string {
  const near = (sectionsIn(nearest) ?? []).filter(({ match }) => match >= ANSWERS);
  const [best] = near;
  const isSaid = stemsOf(intent.query).length > 1;
  if (best && isSaid && best.match > SURELY)
    return [best.excerpt, sourceOf(best, near.slice(1))].join('\n\n');
  return [
    `I cannot answer ${quoted(intent.asked)}. I am the built-in guide: a small program that follows rules, not a language model, so I understand simple questions in English only.`,
    ...(near.length > 0 ? [`The nearest in the help is ${joined(near.map(nameOf))}.`] : []),
    abilities(tools, 'What I can do:'),
    connectHint(connect),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** The same for one of several questions, whose others are answered. */
export function writeUnknown({ asked }: Extract<Intent, { kind: 'other' }>): string {
  return `I cannot answer ${quoted(asked)}: I follow rules and know nothing beyond my tools.`;
}

/** Who the guide is, from the tools it has and its own help page. */
export function writeAbout(
  [outcome = { kind: 'missing' }]: CallOutcome[],
  tools: ReadonlySet<string>,
): string {
  const [page] = sectionsIn(outcome) ?? [];
  return [
    'I am the guide that comes with Gossamer: a small program that follows rules, not a language model. I use real tools and tell you what they found.',
    abilities(tools, 'You can ask me to:'),
    'I cannot hold a free conversation, write texts or know about the world. For that, an admin connects an agent of thinnestAI or a language model.',
    ...(page ? [`More is in the help under ${nameOf(page)}.`] : []),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** The pages of the help that say how to connect something better, and the keys they name. */
function connectHint(outcome: CallOutcome): string {
  const pages = new Map<string, Set<string>>();
  for (const { title, excerpt, match } of sectionsIn(outcome) ?? []) {
    if (match < ANSWERS) continue;
    const variables = pages.get(title) ?? new Set();
    for (const [, name = ''] of excerpt.matchAll(/`([A-Z][A-Z_]*_KEY)`/g)) variables.add(name);
    pages.set(title, variables);
  }
  if (pages.size === 0) return '';
  const names = [...pages].map(([title, variables]) => {
    const keys = [...variables].map((name) => `\`${name}\``);
    return `**${escaped(title)}**${keys.length > 0 ? ` (${keys.join(', ')})` : ''}`;
  });
  return `For questions like this an admin can connect an agent of thinnestAI or a language model. The help explains it under ${joined(names)}.`;
}

function quoted(asked: string): string {
  const shown = asked.length > MAX_QUOTE ? `${asked.slice(0, MAX_QUOTE).trimEnd()}…` : asked;
  return `“${escaped(shown)}”`;
}

function noHelp({ asked }: Extract<Intent, { kind: 'help' }>): string {
  return `The help pages say nothing about ${quoted(asked)}. Other words may find it; asking *What can you do?* shows what I know.`;
}

function abilities(tools: ReadonlySet<string>, lead: string): string {
  const items = Object.entries(ABILITIES).filter(([name]) => tools.has(name));
  return items.length === 0 ? '' : `${lead}\n\n${items.map(([, text]) => `- ${text}`).join('\n')}`;
}

function sourceOf(best: Section, rest: Section[]): string {
  const near = rest.filter(({ match }) => match >= NEAR).slice(0, 2);
  const more = near.length > 0 ? ` See also ${joined(near.map(nameOf))}.` : '';
  return `From the help: ${nameOf(best)}.${more}`;
}

/** A section by its page and name. */
function nameOf({ title, section }: Section): string {
  return section === 'Overview'
    ? `**${escaped(title)}**`
    : `**${escaped(title)} → ${escaped(section)}**`;
}

function sectionsIn(outcome: CallOutcome): Section[] | undefined {
  return outcome.kind === 'done' ? sections.safeParse(outcome.value).data?.results : undefined;
}
