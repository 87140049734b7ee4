/** Accessibility of every page that has an address, and of states that belong to no other test. */

import { expect } from '@playwright/test';
import { expectAccessible } from './axe';
import { furnish, misfits, pagesOf, test, ZOOMED } from './everywhere';

test.use({ reducedMotion: 'reduce' });
test.describe.configure({ timeout: 300_000 });

for (const part of ['own', 'admin'] as const) {
  test(`axe, and nothing cut off at 200% zoom: every page with an address (${part})`, async ({
    page,
    world,
  }) => {
    await furnish(page, world);
    const found: string[] = [];
    for (const path of pagesOf(part)) {
      await page.goto(path);
      await expect(page.locator('main')).toBeVisible();
      await expectAccessible(page, path);
      await page.setViewportSize(ZOOMED);
      found.push(...(await misfits(page)).map((one) => `${path} ${one}`));
    }
    expect(found).toEqual([]);
  });
}

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
