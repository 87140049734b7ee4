/** Accessibility of every page that has an address, and of states that belong to no other test. */

import { expect } from '@playwright/test';
import { expectAccessible } from './axe';
import { furnish, pagesOf, test } from './everywhere';

test.use({ reducedMotion: 'reduce' });
test.describe.configure({ timeout: 300_000 });

test('axe: every page with an address of its own', async ({ page, world }) => {
  await furnish(page, world);
  for (const path of pagesOf('own')) {
    await page.goto(path);
    await expect(page.locator('main')).toBeVisible();
    await expectAccessible(page, path);
  }
});

test('axe: a branch, sharing, what others see of it, on paper, searching, the trash', async ({
  page,
  browser,
  baseURL,
  world,
}) => {
  await furnish(page, world);
  const id = new URL(page.url()).pathname.slice('/c/'.length);
  await expect(page.getByText('Move 200 m')).toBeVisible();
  await page.getByRole('button', { name: 'Answer again' }).click();
  await expect(page.getByRole('group', { name: 'Versions' })).toContainText('2/2');
  await expect(page.getByText('Move 200 m')).toBeVisible();
  await expectAccessible(page, 'a branch');

  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this conversation' });
  await expectAccessible(page, 'sharing');
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const address = await dialog.getByLabel('Link to this conversation').inputValue();
  await expectAccessible(page, 'shared');

  const reader = await (await browser.newContext({ baseURL, reducedMotion: 'reduce' })).newPage();
  await reader.goto(address);
  await expect(reader.getByText('Move 200 m')).toBeVisible();
  await expectAccessible(reader, 'a shared conversation');
  for (const path of ['/waiting', '/reset/nothing', '/s/nothing']) {
    await reader.goto(path);
    await expectAccessible(reader, path);
  }
  await reader.context().close();

  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto(`/print/${id}`);
  await expect(page.getByText('Move 200 m')).toBeVisible();
  await expectAccessible(page, 'on paper');

  await page.goto('/search?q=warehouse');
  await expect(page.getByRole('main').locator('mark').first()).toBeVisible();
  await expectAccessible(page, 'found');
  await page.goto('/search?q=nothingofthis');
  await expectAccessible(page, 'nothing found');
});
