/** The pictures of `docs/screens` and the README: `SCREEN_SCALE=2`, then taken over by hand. */

import { expect, type Page } from '@playwright/test';
import { choose, send } from './composer';
import { test } from './house';
import { picture, SCREEN_SCALE } from './picture';

test.use({ deviceScaleFactor: SCREEN_SCALE, reducedMotion: 'reduce' });
test.describe.configure({ timeout: 240_000 });

const QUESTION = 'Which warehouses are low on copper wire?';

async function askWarehouse(page: Page): Promise<void> {
  await page.goto('/');
  await choose(page, 'Warehouse');
  await send(page, QUESTION);
  await page.waitForURL(/\/c\//);
  await expect(page.getByText('Move 200 m')).toBeVisible();
  await expect(page.getByText('where', { exact: true })).toBeVisible(); // A word of its own: coloured.
}

test('shown: an answer, its steps, a branch, the search @touch', async ({ page, world, house }) => {
  await world.signIn(page, house.ada);
  await askWarehouse(page);
  await picture(page, 'shown-answer');
  await page.getByRole('button', { name: /Used 4 tools/ }).click();
  await page.getByRole('button', { name: /Queried the database/ }).click();
  await expect(page.getByRole('tabpanel')).toBeVisible();
  await picture(page, 'shown-trace');
  await page.getByRole('button', { name: 'Answer again' }).click();
  await expect(page.getByRole('group', { name: 'Versions' })).toContainText('2/2');
  await expect(page.getByText('Move 200 m')).toBeVisible();
  await picture(page, 'shown-branch');
  await page.goto('/search?q=copper');
  await expect(page.getByRole('main').locator('mark').first()).toBeVisible();
  await picture(page, 'shown-search');
});

test('shown: what admins see @touch', async ({ page, world, house }) => {
  await world.signIn(page, house.ada);
  for (const name of ['usage', 'people', 'system', 'groups', 'limits', 'feedback', 'audit']) {
    await page.goto(`/admin/${name}`);
    await expect(page.locator('main')).toBeVisible();
    await picture(page, `shown-${name}`);
  }
  await page.goto(`/admin/agents/${house.warehouse.id}`);
  await expect(page.locator('main')).toBeVisible();
  await picture(page, 'shown-agent');
  await page.goto('/admin');
  await picture(page, 'shown-agents');
});
