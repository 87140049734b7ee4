/** Ready for other languages: longer words, and lines that run from right to left. */

import { expect, type Page } from '@playwright/test';
import { DESKTOP, PHONE } from './axe';
import { furnish, misfits, pagesOf, test } from './everywhere';
import type { World } from './fixtures';
import { picture, SCREEN_SCALE } from './picture';

test.use({ deviceScaleFactor: SCREEN_SCALE, reducedMotion: 'reduce' });
test.describe.configure({ timeout: 240_000 });

/** Latin words that may stand on a page in any language: names, units, keys, forms. */
const KNOWN = new Set(
  (
    'Gossamer Guide Weaver Ada Bob Grace Root thinnest Chrome Linux ThinnestAI OpenAI Anthropic Google JSON Markdown CSV HTML API ' +
    'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec January February March April June July August September October November December ' +
    'Mon Tue Wed Thu Fri Sat Sun UTC gsm'
  ).split(' '),
);

/** Of these there are pictures from right to left, to be looked at; and of a conversation. */
const PICTURED = new Set(['/search', '/settings/appearance', '/admin/people', '/admin']);

/** Words of the interface that are in English, in a language where no word is. */
async function untranslated(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const own =
      'article, time, code, pre, kbd, samp, option, [dir=auto], [translate=no], script, style';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [document.title];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent && !parent.closest(own)) found.push(walker.currentNode.textContent ?? '');
    }
    for (const attribute of [
      'aria-label',
      'title',
      'placeholder',
      'alt',
      'data-tip',
      'aria-description',
    ]) {
      for (const one of document.querySelectorAll(`[${attribute}]`)) {
        if (!one.closest(own)) found.push(one.getAttribute(attribute) ?? '');
      }
    }
    return found;
  });
  const english = (text: string) =>
    (text.match(/(?<![\p{L}\p{N}@./_:~-])[A-Za-z]{3,}(?![\p{L}\p{N}@/_:~-]|\.\w)/gu) ?? []).filter(
      (word) => !KNOWN.has(word),
    );
  return texts
    .map((text) => text.replace(/Weaver \w{4}|“test”/g, ''))
    .filter((text) => english(text).length > 0)
    .map((text) => text.trim());
}

for (const part of ['own', 'admin'] as const) {
  test(`a longer language: nothing stays English, nothing is cut off (${part})`, async ({
    page,
    world,
  }) => {
    const found: string[] = [];
    for (const path of await visit(page, world, { locale: 'en-XA', part })) {
      await page.setViewportSize(DESKTOP);
      await page.goto(path);
      await expect(page.locator('main')).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
      found.push(...(await untranslated(page)).map((text) => `${path} is not translated: ${text}`));
      found.push(...(await unfit(page, path)));
    }
    expect(found).toEqual([]);
  });

  test(`from right to left: every page is mirrored and fits (${part})`, async ({ page, world }) => {
    const found: string[] = [];
    for (const path of await visit(page, world, { locale: 'ar-XB', part })) {
      await page.setViewportSize(DESKTOP);
      await page.goto(path);
      await expect(page.locator('main')).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      // The rail stands where reading begins, at the right; the page is beside it.
      const content = page.locator('#content');
      const box = (await content.count()) > 0 ? await content.boundingBox() : null;
      if (box && box.x + box.width > DESKTOP.width - 200) found.push(`${path} is not mirrored`);
      found.push(...(await unfit(page, path)));
      await pictures(page, path);
    }
    expect(found).toEqual([]);
  });
}

/** Goes to a house with something in it in that language; returns the addresses of its pages. */
async function visit(
  page: Page,
  world: World,
  { locale, part }: { locale: 'en-XA' | 'ar-XB'; part: 'own' | 'admin' },
): Promise<string[]> {
  await furnish(page, world);
  const { origin, pathname } = new URL(page.url());
  await page.context().addCookies([{ name: 'pseudo-locale', value: locale, url: origin }]);
  return part === 'own' ? [pathname, ...pagesOf(part)] : pagesOf(part);
}

async function unfit(page: Page, path: string): Promise<string[]> {
  const found: string[] = [];
  for (const size of [DESKTOP, PHONE]) {
    await page.setViewportSize(size);
    found.push(...(await misfits(page)).map((one) => `${path} at ${size.width} px ${one}`));
  }
  return found;
}

async function pictures(page: Page, path: string): Promise<void> {
  const name = path.startsWith('/c/') ? 'answer' : path.slice(1).replaceAll('/', '-');
  if (name !== 'answer' && !PICTURED.has(path)) return;
  for (const size of [DESKTOP, PHONE]) {
    await page.setViewportSize(size);
    await picture(page, `rtl-${name}`);
  }
}
