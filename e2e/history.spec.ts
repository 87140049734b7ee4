/** A history worth keeping: naming, pinning, tagging, putting away, deleting and taking it back. */

import { expect, type Page } from '@playwright/test';
import { sqlClient } from '@/lib/db/client';
import { trashSessions } from '@/lib/db/session-trash';
import { composer } from './composer';
import { test } from './fixtures';
import { addMany, choose, chooseInList, countRows, line, onPhone, sidebar } from './lists';
import { ask } from './scenes';
import { setHidden } from './tabs';
import { done, event, send as raw, text, toolCall, toolResult } from './upstream/steps';

const idOf = (page: Page) => new URL(page.url()).pathname.slice('/c/'.length);

test('from its head a conversation is renamed, pinned, tagged, archived, and comes back @touch', async ({
  page,
  world,
}) => {
  const agent = await world.agent([text('Silk is strong.'), done()]);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'How strong is silk?');
  await expect(page.getByText('Silk is strong.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  const head = page.getByRole('banner').or(page.getByRole('main').locator('header')).first();

  await choose(page, 'Rename');
  const box = page.getByRole('textbox', { name: 'Title of the conversation' });
  await expect(box).toHaveValue('How strong is silk?');
  await box.fill('Strength of silk');
  await box.press('Enter');
  const title = page.getByRole('heading', { name: /^Strength of silk/ });
  await expect(title.getByRole('button')).toBeFocused();
  await title.getByRole('button').click();
  await box.fill('Not this');
  await box.press('Escape');
  await expect(title).toBeVisible();

  await choose(page, 'Pin');
  await choose(page, 'Tags');
  const dialog = page.getByRole('dialog', { name: 'Tags' });
  await dialog.getByRole('button', { name: 'New tag' }).click();
  await dialog.getByLabel('Name').fill('Material');
  await dialog.getByRole('radio', { name: 'Green' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Make tag' }).click();
  await expect(dialog.getByRole('checkbox', { name: 'Material' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const tagged = onPhone()
    ? head.getByText('Tags: Material')
    : head.getByRole('link', { name: 'Material' });
  await expect(tagged).toBeAttached();
  await page.reload();
  await expect(tagged).toBeAttached();
  const pinned = (await sidebar(page)).getByRole('region', { name: 'Pinned' });
  await expect(line(pinned, 'Strength of silk')).toContainText('Tags: Material');
  if (onPhone()) await page.keyboard.press('Escape');

  await choose(page, 'Archive');
  await expect(head.getByText('Archived')).toBeVisible();
  await expect(line(await sidebar(page), 'Strength of silk')).toHaveCount(0);
  if (onPhone()) await page.keyboard.press('Escape');
  await choose(page, 'Rename'); // What is put away can be renamed all the same.
  await box.fill('Silk, put away');
  await box.press('Enter');
  await expect(page.getByRole('heading', { name: /^Silk, put away/ })).toBeVisible();
  await page.goto('/archive');
  const archive = page.getByRole('list', { name: 'Archive' });
  await archive.getByRole('link', { name: /Silk, put away/ }).click();
  await expect(head.getByText('Archived')).toBeVisible();
  await composer(page).fill('And steel?');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(head.getByText('Archived')).toHaveCount(0);
  await expect(line(await sidebar(page), 'Silk, put away')).toBeVisible();
});

test('deleting is at once, undone by a click; the trash gives back, or is emptied for good @touch', async ({
  page,
  world,
}) => {
  const agent = await world.agent([
    toolCall('web_search', { query: 'nettles' }),
    toolResult('web_search', 'found'),
    text('Nettles make cloth.'),
    done(),
  ]);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'What of nettles?');
  await expect(page.getByText('Nettles make cloth.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  const id = idOf(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const shared = await page.getByLabel('Link to this conversation').inputValue();
  await page.getByRole('button', { name: 'Done' }).click();

  await choose(page, 'Delete');
  await expect(page).toHaveURL(/\/$/);
  await expect(line(await sidebar(page), 'What of nettles?')).toHaveCount(0);
  expect((await page.request.get(shared)).status()).toBe(404);
  await page.getByRole('button', { name: 'Undo' }).click(); // On a phone, over the open drawer.
  await expect(page).toHaveURL(new RegExp(`/c/${id}$`)); // Back where one was.
  await expect(page.getByText('Nettles make cloth.')).toBeVisible();
  expect((await page.request.get(shared)).status()).toBe(200);

  await chooseInList(page, line(await sidebar(page), 'What of nettles?'), 'Delete');
  await expect(page).toHaveURL(/\/$/);
  await page.goto(`/c/${id}`);
  await expect(page.getByRole('heading', { name: 'In the trash' })).toBeVisible();
  await page.goto('/trash');
  await page.getByRole('button', { name: 'Restore “What of nettles?”' }).click();
  await expect(page.getByText('The conversation is back in the list.')).toBeVisible();
  await expect(line(await sidebar(page), 'What of nettles?')).toBeVisible();
  await page.goto(`/c/${id}`);
  await choose(page, 'Delete');
  await expect(page).toHaveURL(/\/$/);

  await page.goto('/trash');
  await page.getByRole('button', { name: 'Delete for good: “What of nettles?”' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this conversation for good?' });
  await expect(dialog).toContainText('1 conversation, 2 messages, 1 shared link');
  const runs = 'SELECT n FROM runs WHERE session_id = ?1';
  const [last] = (await sqlClient().execute({ sql: `${runs}`, args: [id] })).rows;
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  for (const table of ['sessions WHERE id = ?', 'messages WHERE session_id = ?']) {
    expect(await countRows(table, id), table).toBe(0);
  }
  expect(await countRows('runs WHERE session_id = ?', id)).toBe(0);
  expect(await countRows('shares WHERE session_id = ?', id)).toBe(0);
  expect(await countRows('events WHERE run = ?', String(last?.n))).toBe(0);
  expect((await page.request.get(shared)).status()).toBe(404);
  const found = await page.request.get('/api/search?q=nettles');
  expect(await found.text()).not.toContain(id);
  expect((await page.goto(`/c/${id}`))?.status()).toBe(404);
});

test('what is deleted or named in one tab, or on another device, is so in the other', async ({
  page,
  context,
  world,
}) => {
  const agent = await world.agent([text('Here.'), done()]);
  const person = await world.person();
  await world.signIn(page, person);
  await ask(page, agent, 'In two tabs');
  await expect(page.getByText('Here.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await choose(other, 'Rename');
  await other
    .getByRole('textbox', { name: 'Title of the conversation' })
    .fill('Two tabs, one name');
  await other.getByRole('textbox', { name: 'Title of the conversation' }).press('Enter');
  await expect(page.getByRole('heading', { name: /^Two tabs, one name/ })).toBeVisible();
  await choose(other, 'Delete');
  await expect(page.getByRole('heading', { name: 'In the trash' })).toBeVisible();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('Here.')).toBeVisible();
  await expect(line(await sidebar(other), 'Two tabs, one name')).toBeVisible();

  // On another device, while both tabs are out of sight and hear of nothing.
  await setHidden(other, true);
  await setHidden(page, true);
  await page.waitForFunction(async () => (await navigator.locks.query()).held?.length === 0);
  await trashSessions(person.id, [idOf(page)], Date.now());
  await setHidden(page, false);
  await expect(page.getByRole('heading', { name: 'In the trash' })).toBeVisible();
  await expect(line(await sidebar(page), 'Two tabs, one name')).toHaveCount(0);
});

test('all conversations are deleted at once, and brought back at once', async ({ page, world }) => {
  const person = await world.person();
  const agent = await world.agent([done()]);
  await addMany(person.id, agent.id, ['First', 'Second', 'Third']);
  await world.signIn(page, person);
  await page.goto('/settings/data');
  await page.getByRole('button', { name: 'Delete all conversations' }).click();
  await page.getByRole('button', { name: 'Delete 3 conversations' }).click();
  await expect(page.getByText('3 conversations are in the trash.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('3 conversations are back.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete all conversations' }).click();
  await page.getByRole('button', { name: 'Delete 3 conversations' }).click();
  await expect(page.getByText('3 conversations are in the trash.')).toBeVisible();
  await page.goto('/trash');
  await expect(page.getByRole('list', { name: 'Trash' }).getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  expect(await countRows('sessions WHERE user_id = ?', person.id)).toBe(0);
});

test('the model names the conversation after its first answer, and moves nothing', async ({
  page,
  world,
  upstream,
}) => {
  const said = (content: string) =>
    event({ id: 'c', choices: [{ index: 0, delta: { content }, finish_reason: null }] });
  const END = [
    event({ id: 'c', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
    raw('data: [DONE]\n\n'),
  ];
  upstream.script('/v1/chat/completions', (request) =>
    request.body.includes('You name conversations')
      ? [said('**Weaving '), said('silk**'), ...END]
      : [said('Thread by thread.'), ...END],
  );
  const engine = { kind: 'model' as const, model: 'openai:loom-1', instructions: '', tools: [] };
  const agent = await world.agent([], { engine });
  await world.signIn(page, await world.person());
  await ask(page, agent, 'Tell me, please, how one would weave silk');
  await expect(page.getByText('Thread by thread.')).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Weaving silk/ })).toBeVisible();
  const list = page.getByRole('complementary', { name: 'Sidebar' });
  await expect(line(list, 'Weaving silk')).toBeVisible();
});
