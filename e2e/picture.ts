/** Pictures of the page as it stands, to be looked at: `e2e/screens/NAME-SIZE-THEME.png`. */

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { settled } from './axe';

const FOLDER = join(import.meta.dirname, 'screens');

/** `SCREEN_SCALE=2` for pictures to be shown, as those in `docs/screens`. */
export const SCREEN_SCALE = Number(process.env.SCREEN_SCALE ?? 1);

/** Takes the page in both themes, named for the size of its window. */
export async function picture(page: Page, name: string): Promise<void> {
  const size = (page.viewportSize()?.width ?? 0) < 768 ? 'phone' : 'desktop';
  await page.mouse.move(0, 0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    const path = join(FOLDER, `${name}-${size}-${colorScheme}.png`);
    await page.screenshot({ path, caret: 'initial' });
  }
}
