/** With a finger, on a small screen, over a keyboard that covers half of it. */

import { devices, expect } from '@playwright/test';
import { PHONE } from './axe';
import { composer } from './composer';
import { furnish, test } from './everywhere';
import { ask } from './scenes';
import { done, text } from './upstream/steps';

const { viewport: _, defaultBrowserType: __, ...phone } = devices['Pixel 7'];
test.use({ ...phone, viewport: PHONE, reducedMotion: 'reduce' });

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
