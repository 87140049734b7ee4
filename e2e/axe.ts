/** Accessibility of a page as it stands, in both themes and at both sizes. */

import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that a theme can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Where to look. `sizes`: only at these, for what stands at one of them only. */
interface Look {
  sizes?: (typeof DESKTOP)[];
}

/**
 * Expects no violation of WCAG 2.2 AA or of best practice. The theme changes colours only,
 * so the dark one is asked for contrast, at the first size. Goes on after a violation.
 */
export async function expectAccessible(page: Page, state: string, look: Look = {}): Promise<void> {
  await expect(page).toHaveTitle(/\S/); // It may come after what is seen of the page.
  for (const [place, size] of (look.sizes ?? [DESKTOP, PHONE]).entries()) {
    await page.setViewportSize(size);
    // What stands half under a fixed head is too small a target only there.
    await page.evaluate(() => window.scrollTo(0, 0));
    for (const colorScheme of place === 0 ? (['light', 'dark'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled(page);
      const { violations } = await run(page, colorScheme === 'light' ? TAGS : COLOURS);
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
      );
      expect.soft(found, `${state}, ${size.width} px, ${colorScheme}`).toEqual([]);
    }
  }
  await page.setViewportSize(DESKTOP);
}

/** What axe finds of these rules, or rules with these tags. Its code is brought to a page once. */
async function run(page: Page, runOnly: readonly string[]): Promise<AxeResults> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options = { runOnly: [...runOnly], resultTypes: ['violations'] } satisfies RunOptions;
  return page.evaluate((asked) => Reflect.get(window, 'axe').run(document, asked), options);
}

/** What appears fades in, and is pale until it has: waits for all that ends by itself. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime ?? 0)));
    // One that is paused never finishes.
    const patience = new Promise((resolve) => setTimeout(resolve, 2_000));
    await Promise.race([patience, Promise.allSettled(ending.map((one) => one.finished))]);
  });
}
