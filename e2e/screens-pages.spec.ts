/** Pictures of every page with an address of its own, to be looked at: `npm run pictures`. */

import { expect } from '@playwright/test';
import { furnish, pagesOf, test } from './everywhere';
import { picture, SCREEN_SCALE } from './picture';

test.use({ deviceScaleFactor: SCREEN_SCALE, reducedMotion: 'reduce' });
test.describe.configure({ timeout: 240_000 });

const nameOf = (path: string) => path.replaceAll('/', '-').replace(/^-/, '') || 'home';

test('screens of every page @touch', async ({ page, world }) => {
  await furnish(page, world);
  for (const path of [...pagesOf('own'), ...pagesOf('admin')]) {
    await page.goto(path);
    await expect(page.locator('main')).toBeVisible();
    await picture(page, `page-${nameOf(path)}`);
  }
});
