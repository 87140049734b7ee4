/** With a finger, on a small screen, over a keyboard that covers half of it. */

import { devices, expect, type Locator, type Page } from '@playwright/test';
import { PHONE } from './axe';
import { composer } from './composer';
import { furnish, pagesOf, test } from './everywhere';
import { setInsets, tooSmall } from './fingers';
import { ask } from './scenes';
import { done, text } from './upstream/steps';

const { viewport: _, defaultBrowserType: __, ...phone } = devices['Pixel 7'];
test.use({ ...phone, viewport: PHONE, reducedMotion: 'reduce' });

async function openDrawer(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Open the sidebar' }).tap();
  const drawer = page.getByRole('dialog', { name: 'Conversations' });
  await expect(drawer).toBeVisible();
  return drawer;
}

test('Enter is a new line, actions need no hovering, two fingers may enlarge', async ({
  page,
  world,
}) => {
  const agent = await world.agent([text('Heard.'), done()]);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'A question');
  const answer = page.getByRole('article', { name: agent.name });
  await expect(answer.getByText('Heard.')).toBeVisible();
  for (const name of ['Copy', 'More about this message']) {
    await expect(answer.getByRole('button', { name, exact: true })).toHaveCSS('opacity', '1');
    await expect(answer.getByRole('button', { name, exact: true })).toBeInViewport();
  }
  await composer(page).fill('One');
  await composer(page).press('Enter');
  await expect(composer(page)).toHaveValue('One\n');
  const viewport = await page.locator('meta[name=viewport]').getAttribute('content');
  expect(viewport).toContain('viewport-fit=cover');
  expect(viewport).not.toMatch(/user-scalable|maximum-scale/);
});

test('a keyboard that lies over the page never covers the composer', async ({ page, world }) => {
  await page.addInitScript(() => {
    const keyboard = { height: 0 };
    const seen = new EventTarget();
    Object.defineProperties(seen, {
      height: { get: () => window.innerHeight - keyboard.height },
      width: { get: () => window.innerWidth },
      scale: { value: 1 },
      offsetTop: { value: 0 },
      offsetLeft: { value: 0 },
      pageTop: { value: 0 },
      pageLeft: { value: 0 },
    });
    Object.defineProperty(window, 'visualViewport', { value: seen });
    document.addEventListener('keyboard', (event) => {
      keyboard.height = event instanceof CustomEvent ? event.detail : 0;
      seen.dispatchEvent(new Event('resize'));
    });
  });
  await furnish(page, world);
  const rise = (height: number) =>
    page.evaluate(
      (detail) => document.dispatchEvent(new CustomEvent('keyboard', { detail })),
      height,
    );
  const foot = () =>
    page.locator('.composer').evaluate((one) => Math.ceil(one.getBoundingClientRect().bottom));
  await expect.poll(foot).toBeGreaterThan(700);
  await composer(page).tap();
  await rise(340);
  await expect.poll(foot).toBeLessThanOrEqual(844 - 340);
  await expect(page.getByText('Order 600 m for Leipzig')).toBeInViewport();
  await rise(0);
  await expect.poll(foot).toBeGreaterThan(700);
});

test('every control is 44 px for a finger, on the pages people use', async ({ page, world }) => {
  await furnish(page, world);
  await expect(page.getByText('Order 600 m for Leipzig')).toBeVisible();
  const found: string[] = [];
  const look = async (where: string) => {
    found.push(...(await tooSmall(page)).map((one) => `${where}: ${one}`));
  };
  // Stored: nothing takes another's place any more.
  await expect(page.getByRole('button', { name: /^Took / })).toBeVisible();
  await page.getByRole('button', { name: /Used 4 tools/ }).click();
  await page.getByRole('button', { name: /Queried the database/ }).click();
  await expect(page.getByRole('tabpanel')).toBeVisible();
  await page.getByRole('button', { name: /^Took / }).click();
  await look('an answer');
  await page.getByRole('button', { name: 'More about this message' }).last().click();
  await expect(page.getByRole('menu')).toBeVisible();
  await look('the menu of an answer');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const shared = await page.getByLabel('Link to this conversation').inputValue();
  await look('sharing');
  await page.getByRole('button', { name: 'Done' }).click();
  await openDrawer(page);
  await look('the drawer');
  await page.goto('/search?q=Porto');
  await expect(page.getByRole('search').locator('[data-result]').first()).toBeVisible();
  await look('search');
  for (const path of [shared, ...pagesOf('own')]) {
    await page.goto(path);
    await expect(page.locator('main')).toBeVisible();
    await look(path);
  }
  expect(found).toEqual([]);
});

test('nothing to press or read lies under the notch or the line at the foot', async ({
  page,
  world,
}) => {
  await setInsets(page, { top: 50, bottom: 34 });
  await furnish(page, world);
  const top = async (of: string) => (await page.locator(of).first().boundingBox())?.y ?? 0;
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible(); // On its own page.
  const foot = await page.locator('.composer').boundingBox();
  expect((foot?.y ?? 0) + (foot?.height ?? 0)).toBeLessThanOrEqual(PHONE.height - 34);
  expect(await top('main button:visible')).toBeGreaterThanOrEqual(50);
  const list = await openDrawer(page);
  for (const one of await list.getByRole('button').or(list.getByRole('link')).all()) {
    const box = await one.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(50);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(PHONE.height - 34);
  }
  for (const path of ['/settings/profile', '/search', '/admin']) {
    await page.goto(path);
    expect(
      await top('a[href]:visible:not([href^="#"]), button:visible'),
      path,
    ).toBeGreaterThanOrEqual(50);
  }
});
