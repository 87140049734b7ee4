import { type Browser, expect, type Page } from '@playwright/test';
import type { World } from './fixtures';

/** Opens a page as an admin made for the occasion. */
export async function openAs(page: Page, world: World, path: string): Promise<void> {
  await world.signIn(page, await world.person({ role: 'admin', name: 'Root' }));
  await page.goto(path);
}

/** The page of somebody else, signed in. */
export async function somebodyElse(browser: Browser, world: World, baseURL: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await world.signIn(page, await world.person({ name: 'Bob' }));
  return page;
}

/** A field of a form, by its whole label. */
export const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
/** The form says that it was saved. */
export const saved = (page: Page) => expect(page.getByText('Saved.')).toBeVisible();
