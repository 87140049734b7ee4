/** Everything by keys: shortcuts, the palette, other keys from the settings. */

import { expect, type Page } from '@playwright/test';
import { choose, composer, send } from './composer';
import { test } from './fixtures';
import { done, pause, text } from './upstream/steps';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Find or do anything' });
/** Opens it by its keys, which a page hears once its code has come. */
const openPalette = (page: Page) =>
  expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(palette(page)).toBeVisible({ timeout: 1_000 });
  }).toPass();
const line = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name });

test('keys act everywhere but under a dialog and while a word is composed', async ({
  page,
  world,
}) => {
  await world.signIn(page, await world.person());
  await page.goto('/');
  await expect(composer(page)).toBeFocused();
  const sidebar = page.getByRole('complementary', { name: 'Sidebar' });
  const close = page.getByRole('button', { name: 'Close the sidebar' });
  await expect(close).toHaveAttribute('aria-keyshortcuts', 'Control+Shift+S');
  await page.keyboard.press('Control+Shift+S');
  await expect(close).toHaveCount(0);
  await page.keyboard.press('Control+Shift+S');
  await expect(close).toBeVisible();

  await composer(page).fill('Half a sentence');
  await page.keyboard.press('Control+/');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help.getByText('Copy the last answer')).toBeVisible();
  await page.keyboard.press('Control+Shift+S');
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toHaveCount(0);
  await expect(help).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await expect(close).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue('Half a sentence');

  await composer(page).dispatchEvent('keydown', {
    key: 'k',
    code: 'KeyK',
    ctrlKey: true,
    isComposing: true,
    bubbles: true,
  });
  await expect(palette(page)).toHaveCount(0);
  await expect(sidebar).toBeAttached();
});

test('by keys the answer is stopped, copied with its code, and asked for again', async ({
  page,
  context,
  world,
  upstream,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const gate = `stop-${Date.now()}`;
  const agent = await world.agent([
    text('Try this:\n\n```js\nspin(1)\n```\n'),
    pause(gate),
    text('Never seen'),
    done(),
  ]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Code, please');
  await upstream.gates.reached(gate);
  await expect(page.getByRole('article').getByText('spin(1)')).toBeVisible();
  await page.waitForURL(/\/c\//);
  await composer(page).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect(async () => {
    await page.keyboard.press('Control+Shift+Semicolon');
    expect(await clipboard()).toBe('spin(1)');
  }).toPass();
  await expect(async () => {
    await page.keyboard.press('Control+Shift+C');
    expect(await clipboard()).toContain('Try this:');
  }).toPass();
  upstream.script(agent.upstreamId, [text('Once more.'), done()]);
  // On its own page, and free: only then can it be asked for again.
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Answer again' })).toBeEnabled();
  await expect(async () => {
    await page.keyboard.press('Control+Shift+E');
    await expect(page.getByText('Once more.')).toBeVisible({ timeout: 8_000 });
  }).toPass();
  await expect(page.getByRole('group', { name: 'Versions' })).toContainText('2/2');
  await page.getByRole('button', { name: 'Share', exact: true }).focus();
  await page.keyboard.press('Shift+Escape');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press('Control+Shift+O');
  await page.waitForURL((url) => url.pathname === '/');
  await expect(composer(page)).toBeFocused();
});

test('the palette finds actions, agents, conversations and what was said, by keys alone', async ({
  page,
  world,
}) => {
  const agent = await world.agent([text('A quokka smiles.'), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Which animal looks happiest');
  await expect(page.getByText('A quokka smiles.')).toBeVisible();
  await page.waitForURL(/\/c\//);
  const conversation = page.url();
  await page.goto('/');

  await openPalette(page);
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await expect(line(page, /Which animal/)).toBeVisible();
  await page.keyboard.type('quokka');
  await expect(line(page, /A quokka smiles/)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.href.startsWith(conversation));

  await openPalette(page);
  await page.keyboard.type('settings');
  await expect(line(page, 'Settings')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings/);

  await openPalette(page);
  await page.keyboard.type(agent.name);
  await line(page, agent.name).click();
  await page.waitForURL(/\?agent=/);
  await expect(page.getByRole('textbox', { name: `Message ${agent.name}` })).toBeVisible();

  await openPalette(page);
  await page.keyboard.type('zzzz');
  await expect(palette(page).getByText('Nothing fits.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeFocused();
});

test('@touch the palette opens by its button and works with a finger', async ({ page, world }) => {
  await world.signIn(page, await world.person());
  await page.goto('/');
  const open = page.getByRole('button', { name: 'Open the sidebar' });
  if (await open.isVisible()) await open.click();
  await page.getByRole('button', { name: 'Find or do anything' }).click();
  await expect(palette(page)).toBeVisible();
  const settings = line(page, 'Settings');
  const box = await settings.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(page.viewportSize()?.width === 390 ? 44 : 32);
  await settings.click();
  await page.waitForURL(/\/settings/);
});

test('an action gets other keys, a conflict is explained, and reset brings the old ones back', async ({
  page,
  world,
}) => {
  await world.signIn(page, await world.person());
  await page.goto('/settings/shortcuts');
  const row = page.getByRole('listitem').filter({ hasText: 'Show or hide the sidebar' });
  const change = row.getByRole('button', { name: 'Change the keys of “Show or hide the sidebar”' });
  await change.click();
  await page.keyboard.press('Control+k');
  await expect(row.getByText(/Ctrl K belongs to “Find or do anything”/)).toBeVisible();
  await change.click();
  await page.keyboard.press('Control+t');
  await expect(row.getByText(/belongs to the browser/)).toBeVisible();
  await change.click();
  await page.keyboard.press('Control+Shift+B');
  await expect(row.locator('kbd')).toHaveText(['Ctrl', 'Shift', 'B']);

  await page.goto('/');
  const close = page.getByRole('button', { name: 'Close the sidebar' });
  await expect(close).toHaveAttribute('aria-keyshortcuts', 'Control+Shift+B');
  await page.keyboard.press('Control+Shift+S');
  await expect(close).toBeVisible();
  await page.keyboard.press('Control+Shift+B');
  await expect(close).toHaveCount(0);

  await page.goto('/settings/shortcuts');
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect(row.locator('kbd')).toHaveText(['Ctrl', 'Shift', 'S']);
  await page.reload();
  await expect(row.locator('kbd')).toHaveText(['Ctrl', 'Shift', 'S']);
});

test('a word in the middle of an input method is never sent', async ({ page, world }) => {
  const agent = await world.agent([text('Heard.'), done()]);
  await world.signIn(page, await world.person());
  await page.goto(`/?agent=${agent.id}`);
  const session = await page.context().newCDPSession(page);
  await composer(page).focus();
  await session.send('Input.imeSetComposition', {
    text: 'にほ',
    selectionStart: 2,
    selectionEnd: 2,
  });
  const enter = { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true };
  await composer(page).dispatchEvent('keydown', { ...enter, isComposing: true });
  await composer(page).dispatchEvent('keydown', { ...enter, keyCode: 229 });
  await expect(composer(page)).toHaveValue('にほ');
  await session.send('Input.insertText', { text: 'にほん' });
  await composer(page).press('Enter');
  await expect(page.getByText('Heard.')).toBeVisible();
  await expect(page.getByRole('main').getByText('にほん', { exact: true })).toBeVisible();
});
