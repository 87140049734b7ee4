/** What people need of every page: to be heard, to be enlarged, to hold still, to be used by keys. */

import { expect, type Locator, type Page } from '@playwright/test';
import { choose, composer, send } from './composer';
import { furnish, misfits, test, ZOOMED } from './everywhere';
import { ask } from './scenes';
import { done, pause, reply, text } from './upstream/steps';

/** Everything that live regions say from now on, on this page and those it leads to. */
async function hear(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const said: string[] = JSON.parse(sessionStorage.getItem('said') ?? '[]');
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      new MutationObserver(() => {
        const words = root.textContent ?? '';
        if (words && root.querySelector('[aria-live=polite]')) said.push(words);
        sessionStorage.setItem('said', JSON.stringify(said));
      }).observe(root, { childList: true, subtree: true, characterData: true });
      return root;
    };
  });
  return async () => JSON.parse(await page.evaluate(() => sessionStorage.getItem('said') ?? '[]'));
}

test('readers hear that it answers, whole sentences together, and the end; never tokens', async ({
  page,
  world,
  upstream,
}) => {
  const gate = `hear-${Date.now()}`;
  const tokens = 'One is low. Two are **not**. And the third'.split(/(?<= )/);
  const agent = await world.agent([...tokens.map(text), pause(gate), text(' is empty.'), done()]);
  const failing = await world.agent(reply(404, { detail: 'x' }));
  await world.signIn(page, await world.person());
  const heard = await hear(page);
  await ask(page, agent, 'How are they?');
  await upstream.gates.reached(gate);
  await expect.poll(heard).toContain('One is low. Two are not.');
  upstream.gates.open(gate);
  await expect.poll(heard).toContain(`And the third is empty. ${agent.name} finished answering.`);
  for (const words of await heard()) expect(words).toMatch(/\.$/);
  expect((await heard()).length).toBeLessThanOrEqual(3);
  // The words stand in the page once: finding in it and copying from it meet them once.
  await expect(page.getByText('One is low.')).toHaveCount(1);

  await ask(page, failing, 'Are you there?');
  await expect.poll(heard).toContain('This agent is no longer available.');
});

test('the focus is where one expects it: after sending, after dialogs, after going elsewhere', async ({
  page,
  world,
}) => {
  const agent = await world.agent([text('Heard.'), done()]);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'A question');
  await expect(page.getByText('Heard.')).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await send(page, 'Another one');
  await expect(page.getByText('Heard.')).toHaveCount(2);
  await expect(composer(page)).toBeFocused();

  const returns = async (opener: Locator, open: () => Promise<void>) => {
    await opener.focus();
    await open();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(opener).toBeFocused();
  };
  await returns(composer(page), () => page.keyboard.press('Control+/'));
  await returns(composer(page), () => page.keyboard.press('Control+k'));
  const share = page.getByRole('button', { name: 'Share' });
  await returns(share, () => share.press('Enter'));

  await page.keyboard.press('Control+Shift+O');
  await page.waitForURL((url) => url.pathname === '/');
  await expect(composer(page)).toBeFocused();

  await page.goto('/settings/data');
  const remove = page.getByRole('button', { name: 'Delete account' });
  await returns(remove, () => remove.press('Enter'));
});

test('by keys alone: the first stop skips to the content, and the focus is always seen', async ({
  page,
  world,
}) => {
  await furnish(page, world);
  for (const path of [new URL(page.url()).pathname, '/settings', '/admin']) {
    await page.goto(path);
    // From the top of the page, wherever the focus was put.
    await page.locator('body').evaluate((body) => {
      body.tabIndex = -1;
      body.focus();
      body.removeAttribute('tabindex');
    });
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.locator('#content')).toBeFocused();
    for (let stop = 0; stop < 12; stop++) {
      await page.keyboard.press('Tab');
      const unseen = await page.evaluate(() => {
        const one = document.activeElement;
        if (!one || one.matches('body, .composer textarea')) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
        const { width, height } = one.getBoundingClientRect();
        return ring && width > 0 && height > 0 ? null : one.outerHTML.slice(0, 120);
      });
      expect(unseen, `${path}, stop ${stop}`).toBeNull();
    }
  }
});

test('at 200% zoom a conversation and its dialogs are whole', async ({ page, world }) => {
  await furnish(page, world);
  const conversation = new URL(page.url()).pathname;
  await page.setViewportSize(ZOOMED);
  await page.goto(conversation);
  await expect(composer(page)).toBeInViewport();
  expect(await misfits(page)).toEqual([]);
  await page.keyboard.press('Control+/');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  const box = await dialog.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect(box && box.y + box.height).toBeLessThanOrEqual(450);
  await dialog.getByRole('link', { name: 'Change' }).scrollIntoViewIfNeeded();
  await expect(dialog.getByRole('link', { name: 'Change' })).toBeInViewport();
});

test('less motion, more contrast and the colours of the system are obeyed', async ({
  page,
  world,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const gate = `still-${Date.now()}`;
  const agent = await world.agent([text('It begins.'), pause(gate), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  const line = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--grey-9'));
  const usual = await line();
  await page.emulateMedia({ reducedMotion: 'reduce', contrast: 'more' });
  expect(await line()).not.toBe(usual);
  // Another theme is there at once, not from element to element.
  await page.emulateMedia({ reducedMotion: 'reduce', contrast: null, colorScheme: 'dark' });
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  await send(page, 'Go on');
  await expect(page.getByText('It begins.')).toBeVisible();
  await expect(page.locator('.composer')).toHaveCSS('border-top-width', '1px');
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .map((one) => one.effect?.getComputedTiming())
      .filter((timing) => Number(timing?.endTime) > 10 || timing?.iterations === Infinity),
  );
  expect(moving).toEqual([]);
});
