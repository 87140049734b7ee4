/** Keeping and giving away: shared links, own copies, files to save and to take back in. */

import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { choose, composer, send } from './composer';
import { type TestPerson, test, type World } from './fixtures';
import { done, text, toolCall, toolResult } from './upstream/steps';

/** A person in a finished conversation with a step in it, on its page. */
async function inConversation(
  page: Page,
  world: World,
  words: string,
): Promise<{ person: TestPerson; id: string }> {
  const agent = await world.agent([
    toolCall('web_search', { query: 'secret-argument' }),
    toolResult('web_search', 'secret-result'),
    text('Spiders **spin** and <b>march</b>.'),
    done(),
  ]);
  const person = await world.person();
  await world.signIn(page, person);
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, words);
  await expect(page.getByRole('article').getByText('march')).toBeVisible();
  await page.waitForURL(/\/c\/[0-9a-z]{26}/);
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  return { person, id: new URL(page.url()).pathname.slice('/c/'.length) };
}

async function share(
  page: Page,
  { steps, works = 'Until you end it' }: { steps: boolean; works?: string },
): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this conversation' });
  await dialog.getByLabel('With the agent’s steps').setChecked(steps);
  await dialog.getByLabel('The link works').selectOption(works);
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const address = await dialog.getByLabel('Link to this conversation').inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return address;
}

test('A18 a shared link is read by anybody, is gone when ended, and leads to nothing else @touch', async ({
  page,
  browser,
  world,
}) => {
  const { id } = await inConversation(page, world, 'How do spiders move?');
  const address = await share(page, { steps: true, works: 'For seven days' });
  expect(address).toMatch(/\/s\/[0-9a-z]{26}$/);

  const stranger = await browser.newContext();
  const reader = await stranger.newPage();
  const answer = await reader.goto(address);
  expect(answer?.headers()['x-robots-tag']).toContain('noindex');
  expect(answer?.headers()['cache-control']).toContain('no-store');
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
  await expect(reader.getByRole('article').getByText('How do spiders move?')).toBeVisible();
  await expect(reader.getByRole('article').getByText('march')).toBeVisible();
  await reader.getByRole('button', { name: /Searched the web/ }).click();
  await expect(reader.getByText('secret-argument').first()).toBeVisible();
  await expect(reader.getByRole('textbox')).toHaveCount(0);
  expect(await reader.content()).not.toContain(id);
  await expect(reader.getByRole('link', { name: 'Sign in to continue it' })).toBeVisible();

  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog').getByText(/ends \w+ \d/)).toBeVisible();
  await page.getByRole('button', { name: /^End the link to/ }).click();
  await expect(page.getByText('The link leads nowhere now.')).toBeVisible();
  expect((await reader.reload())?.status()).toBe(404);
  await stranger.close();
});

test('without its steps a link shows the words alone, and another person goes on with a copy', async ({
  page,
  browser,
  world,
}) => {
  await inConversation(page, world, 'And beetles?');
  const address = await share(page, { steps: false });

  const context = await browser.newContext();
  const other = await context.newPage();
  await world.signIn(other, await world.person({ name: 'Bob' }));
  await other.goto(address);
  await expect(other.getByRole('article').getByText('march')).toBeVisible();
  expect(await other.content()).not.toContain('secret-');
  await other.getByRole('button', { name: 'Continue as my own copy' }).click();
  await other.waitForURL(/\/c\/[0-9a-z]{26}/);
  await expect(other.getByRole('article').getByText('And beetles?')).toBeVisible();
  await composer(other).fill('Tell me more');
  await other.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(other.getByRole('article').getByText('march')).toHaveCount(2);
  await page.reload();
  await expect(page.getByText('Tell me more')).toHaveCount(0);
  await context.close();
});

test('a conversation is saved as Markdown and as a page that does nothing', async ({
  page,
  world,
}) => {
  const { id } = await inConversation(page, world, 'Save me');
  await page.getByRole('button', { name: 'More for this conversation' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as Markdown' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('Save me.md');
  const markdown = await readFile(await file.path(), 'utf8');
  expect(markdown).toContain('## You\n\nSave me');
  expect(markdown).toContain('"query": "secret-argument"');

  const html = await (await page.request.get(`/api/sessions/${id}/export?format=html`)).text();
  const blank = await page.context().newPage();
  await blank.setContent(html);
  await expect(blank.getByRole('heading', { name: 'Save me' })).toBeVisible();
  await blank.locator('summary').getByText('Searched the web').click();
  await expect(blank.getByText('secret-result')).toBeVisible();
  await expect(blank.locator('strong')).toHaveText('spin');
  expect(await blank.locator('script, img, b:not([class])').count()).toBe(0);
});

test('everything is saved as JSON and taken in again by somebody else, once', async ({
  page,
  world,
}) => {
  const { person } = await inConversation(page, world, 'Carry me over');
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const saved = await page.request.get('/api/export?format=json', bearer(person.token));
  const archive = await saved.json();
  expect(archive.conversations).toHaveLength(1);

  const other = await world.person({ name: 'Bob' });
  const take = () =>
    page.request.post('/api/import', {
      ...bearer(other.token),
      data: archive.conversations[0],
    });
  expect(await (await take()).json()).toMatchObject({ status: 'imported' });
  expect(await (await take()).json()).toMatchObject({ status: 'known', session_id: null });
  const again = await page.request.get('/api/export?format=json', bearer(other.token));
  const [copy] = (await again.json()).conversations;
  expect(copy.messages.map((message: { parts: unknown }) => message.parts)).toEqual(
    archive.conversations[0].messages.map((message: { parts: unknown }) => message.parts),
  );
  const wrong = await page.request.post('/api/import', {
    ...bearer(other.token),
    data: { ...archive.conversations[0], id: 'x', headId: 'nobody' },
  });
  expect(wrong.status()).toBe(422);
});

test('a conversation is printed whole, without anything to press', async ({ page, world }) => {
  const { id } = await inConversation(page, world, 'On paper');
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await page.goto(`/print/${id}`);
  await expect(page.locator('body[data-printed]')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('article').getByText('march')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
});
