/** What was typed and not sent yet: drafts, and what waits for the answer to finish. */

import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { composer } from './composer';
import { test } from './fixtures';
import { addMany, line, sidebar } from './lists';
import { ask } from './scenes';
import { done, pause, text } from './upstream/steps';

test('drafts wait where they were typed, and are marked in the list @touch', async ({
  page,
  world,
}) => {
  const person = await world.person();
  const agent = await world.agent([text('Yes.'), done()]);
  await addMany(person.id, agent.id, ['One talk', 'Another talk']);
  await world.signIn(page, person);
  await page.goto('/');
  await composer(page).fill('For a new one');
  const open = async (title: string) =>
    line(await sidebar(page), title)
      .getByRole('link')
      .click();
  await open('One talk');
  await expect(page.getByRole('heading', { name: /^One talk/ })).toBeVisible();
  await composer(page).fill('For the first');
  await open('Another talk');
  await expect(page.getByRole('heading', { name: /^Another talk/ })).toBeVisible();
  await expect(composer(page)).toHaveValue('');
  const list = await sidebar(page);
  await expect(line(list, 'One talk')).toContainText('Draft');
  await expect(line(list, 'Another talk')).not.toContainText('Draft');
  await expect(list.getByRole('link', { name: 'New conversation' })).toContainText('Draft');
  await page.reload();
  await open('One talk');
  await expect(composer(page)).toHaveValue('For the first');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('Yes.')).toBeVisible();
  await page.goto('/');
  await expect(composer(page)).toHaveValue('For a new one');
  await expect(line(await sidebar(page), 'One talk')).not.toContainText('Draft');
  // Somebody else at the same browser finds an empty box.
  await page.context().clearCookies();
  await world.signIn(page, await world.person({ name: 'Bob' }));
  await page.goto('/');
  await expect(composer(page)).toHaveValue('');
});

test('what waits to be sent is walked by keys, changed and cancelled, and survives a reload', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([text('Begun. '), pause(gate), done()]);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'Go');
  await expect(page.getByText('Begun.')).toBeVisible();
  const queue = page.getByRole('region', { name: 'Waiting to be sent' });
  for (const words of ['Alpha', 'Beta', 'Gamma']) {
    await composer(page).fill(words);
    await page.getByRole('button', { name: 'Send when finished' }).click();
    await expect(queue.getByText(words)).toBeVisible();
  }
  await composer(page).press('ArrowUp');
  await expect(queue.getByRole('button', { name: 'Gamma' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(queue.getByRole('button', { name: 'Beta' })).toBeFocused();
  await page.keyboard.press('Enter');
  await queue.getByRole('textbox').fill('Beta, changed');
  await queue.getByRole('button', { name: 'Save' }).click();
  await queue.getByRole('button', { name: 'Alpha' }).focus();
  await page.keyboard.press('Delete');
  await expect(queue.getByRole('listitem')).toHaveCount(2);
  await page.reload();
  await expect(queue.getByRole('listitem')).toHaveCount(2);
  await expect(queue.getByRole('listitem').first()).toContainText('Beta, changed');
  await queue.getByRole('listitem').first().getByRole('button', { name: 'Remove' }).click();
  await expect(queue.getByRole('listitem')).toHaveCount(1);
  upstream.gates.open(gate);
  await expect(page.getByRole('article', { name: 'You' })).toHaveText([/Go/, /Gamma/]);
  await expect(queue).toHaveCount(0);
});

test('a starter begins; what is typed meanwhile stays whole; “Stop and send” asks at once @touch', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([text('Begun. '), pause(gate), done()], {
    welcome: 'Ask me what is where.',
    starters: ['What runs out?'],
  });
  await world.signIn(page, await world.person());
  await page.goto(`/?agent=${agent.id}`);
  await expect(page.getByText('Ask me what is where.')).toBeVisible();
  await page.getByRole('button', { name: 'What runs out?' }).click();
  // The conversation gets its own page while one types on.
  await composer(page).focus();
  await page.keyboard.type('Where first, and what must I move?', { delay: 30 });
  await expect(page.getByText('Begun.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue('Where first, and what must I move?');
  upstream.script(agent.upstreamId, [text('Porto.'), done()]);
  await page.getByRole('button', { name: 'Stop and send' }).click();
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible();
  await expect(page.getByText('Porto.')).toBeVisible();
  await expect(page.getByRole('article', { name: 'You' })).toHaveText([
    /What runs out/,
    /Where first/,
  ]);
  await expect(composer(page)).toHaveValue('');
});
