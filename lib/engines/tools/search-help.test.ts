import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHelp, sectionsOf } from './help-pages';
import { createHelpSearch } from './search-help';

describe('the shipped pages', () => {
  const search = createHelpSearch('docs/help');

  it.each([
    ['How do I stop an answer?', 'Stop an answer'],
    ['cancel an answer', 'Stop an answer'],
    [
      'what happens if I reload while it is answering',
      'Reload or leave while an answer is running',
    ],
    ['how do I delete a chat', 'Delete a conversation'],
    ['rename a conversation', 'Rename a conversation'],
    ['what is Gossamer', 'What Gossamer is'],
    ['how do I connect OpenAI', 'Connect OpenAI or a compatible model'],
    ['can I use ollama', 'Connect a local model with Ollama, vLLM or LM Studio'],
    ['connect claude', 'Connect Anthropic Claude'],
    ['THINNESTAI_API_KEY', 'Connect thinnestAI with a key'],
    ['connect thinnestAI', 'Connect thinnestAI with a key'],
    ['invite a colleague', 'Invite people'],
    ['make a backup', 'Make a backup'],
    ['who can read my conversations', 'Who can read my conversations'],
    ['keyboard shortcuts', 'Keyboard shortcuts'],
    ['dark mode', 'Light and dark'],
    ['forgot my password', 'Forgotten password'],
    ['curl example', 'Send a message with curl'],
    ['create an API token', 'Make an API token'],
    ['this agent is paused', 'This agent is paused'],
    ['the answer was cut off', 'The answer was cut off'],
    ['how many messages may I send', 'How much I may send'],
    ['add an agent', 'Add an agent'],
    ['nginx buffering', 'Behind a proxy'],
    ['search my old conversations', 'Find a past conversation'],
    ['what is in the trash', 'Bring back what was deleted: the trash'],
    ['pin a conversation', 'Pin, archive and tag a conversation'],
    ['share a conversation with a link', 'Share a conversation'],
    ['export all conversations', 'Export and import: save, print, take in'],
    ['temporary conversation', 'Temporary conversations'],
    ['who are you and what can the guide do', 'What the guide can do'],
    ['disable a user', 'Disable a person, reset a password, sign out'],
    ['setup link', 'Set-up link and first admin'],
    ['where is the database', 'Database'],
    ['failed step', 'When a step failed'],
  ])('%s → %s', async (query, section) => {
    const hits = await search(query, 3);
    expect(hits.map((hit) => hit.section)).toContain(section);
    expect(hits[0]?.section).toBe(section);
  });

  it('knows when it has no answer', async () => {
    for (const query of ['capital of France', 'poem about penguins', 'xyzzy']) {
      const [best] = await search(query, 1);
      expect(best?.match ?? 0, query).toBeLessThan(0.5);
    }
  });

  it('gives whole markdown, never half a code block', async () => {
    for (const { excerpt } of await search('npm run admin user invite', 8)) {
      expect((excerpt.match(/^```/gm)?.length ?? 0) % 2).toBe(0);
    }
  });

  it('are well formed: a title each, sections with their own names, nothing too long', async () => {
    const sections = await readHelp('docs/help');
    expect(new Set(sections.map(({ page }) => page)).size).toBeGreaterThanOrEqual(12);
    for (const { page, title, section, body } of sections) {
      expect(title, page).not.toBe(page);
      expect(body.length, `${page}: ${section}`).toBeLessThan(1400);
    }
    const names = sections.map(({ page, section }) => `${page}#${section}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('sectionsOf', () => {
  it('cuts at second headings, and not inside code', () => {
    const sections = sectionsOf('p', '# Page\n\nLead.\n\n## One\n\n```\n## no\n```\n\n## Two\n');
    expect(sections).toEqual([
      { page: 'p', title: 'Page', section: 'Overview', body: 'Lead.' },
      { page: 'p', title: 'Page', section: 'One', body: '```\n## no\n```' },
    ]);
  });
});

describe('a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'help-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('that cannot be read fails the search, and is tried again', async () => {
    const later = path.join(folder, 'later');
    const search = createHelpSearch(later);
    await expect(search('anything', 1)).rejects.toMatchObject({ code: 'ENOENT' });
    await import('node:fs/promises').then(({ mkdir }) => mkdir(later));
    await writeFile(path.join(later, 'a.md'), '# A\n\n## Anything\n\nText.\n');
    expect(await search('anything', 1)).toHaveLength(1);
  });

  it('with a long section is answered with whole paragraphs', async () => {
    const paragraph = `${'word '.repeat(150)}`.trim();
    const body = [paragraph, paragraph, paragraph].join('\n\n');
    await writeFile(path.join(folder, 'long.md'), `# Long\n\n## Words\n\n${body}\n`);
    const [hit] = await createHelpSearch(folder)('words', 1);
    expect(hit?.excerpt).toBe(paragraph);
  });
});
