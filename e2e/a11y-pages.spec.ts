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

test('axe: every page of the admin', async ({ page, world }) => {
  await furnish(page, world);
  for (const path of pagesOf('admin')) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page, path);
  }
});

test('axe: a branch, pages that lead nowhere, on paper, nothing found', async ({ page, world }) => {
  await furnish(page, world);
  const id = new URL(page.url()).pathname.slice('/c/'.length);
  await expect(page.getByText('Move 200 m')).toBeVisible();
  await page.getByRole('button', { name: 'Answer again' }).click();
  await expect(page.getByRole('group', { name: 'Versions' })).toContainText('2/2');
  await expect(page.getByText('Move 200 m')).toBeVisible();
  await expectAccessible(page, 'a branch');

  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto(`/print/${id}`);
  await expect(page.getByText('Move 200 m')).toBeVisible();
  await expectAccessible(page, 'on paper');

  await page.goto('/search?q=nothingofthis');
  await expectAccessible(page, 'nothing found');
  await page.context().clearCookies();
  for (const path of ['/waiting', '/reset/nothing', '/s/nothing']) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
});
