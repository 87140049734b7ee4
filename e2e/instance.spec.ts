/** What admins set for the whole instance holds at once, and everywhere it should. */

import { expect, type Page } from '@playwright/test';
import { SETTING_NAMES } from '@/lib/contract/instance-settings';
import { BY_SERVER } from '@/lib/db/audit';
import { sqlClient } from '@/lib/db/client';
import { changeSettings } from '@/lib/db/instance-settings';
import { keepRetention } from '@/lib/upkeep/upkeep';
import { field, openAs, somebodyElse } from './admin';
import { expectAccessible } from './axe';
import { choose, composer, send } from './composer';
import { test } from './servers';
import { done, text } from './upstream/steps';

test.afterEach(async ({ world }) => {
  expect(world).toBeDefined(); // Its database is the one that is put back.
  await changeSettings({ set: {}, reset: [...SETTING_NAMES] }, BY_SERVER);
});

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>';

/** Saves, and waits until there is nothing left to save. */
const save = async (page: Page) => {
  await page.getByRole('button', { name: 'Save changes' }).click();
  await saved(page);
};

/** What was sent is stored, and no longer on its way. */
const saved = async (page: Page) => {
  await expect(page.getByRole('button', { name: /^(Save changes|Saving…)$/ })).toHaveCount(0);
};

test('a notice for everybody stands on every page until it is taken away @touch', async ({
  page,
  browser,
  world,
  baseURL,
}) => {
  const words = 'Down for an hour on Saturday';
  await openAs(page, world, '/admin/settings');
  await page.getByRole('textbox', { name: 'Notice for everybody' }).fill(words);
  await save(page);
  const notice = page.getByRole('complementary', { name: 'Notice for everybody' }).getByText(words);
  await expect(notice).toBeVisible();

  const person = await somebodyElse(browser, world, baseURL);
  const stranger = await (await browser.newContext({ baseURL })).newPage();
  const readers: [Page, string[]][] = [
    [person, ['/', '/settings', '/search', '/no/such/page']],
    [stranger, ['/sign-in', '/sign-up', '/invite/nothing', '/s/nothing']],
  ];
  for (const [reader, paths] of readers) {
    for (const path of paths) {
      await reader.goto(path);
      await expect(reader.getByText(words), path).toBeVisible();
    }
  }
  await page.getByRole('textbox', { name: 'Notice for everybody' }).fill('');
  await save(page);
  await expect(notice).toHaveCount(0);
  await person.goto('/');
  await expect(composer(person)).toBeVisible();
  await expect(person.getByText(words)).toHaveCount(0);
  await person.context().close();
  await stranger.context().close();
});

test('name and accent are everybody’s at once, say where they come from, and are reset', async ({
  page,
  browser,
  world,
  baseURL,
}) => {
  await openAs(page, world, '/admin/settings');
  await expectAccessible(page, 'instance settings');
  await field(page, 'Name').fill('Loom');
  await page.getByRole('slider', { name: 'Accent colour' }).fill('310');
  await page.getByLabel('Logo', { exact: true }).setInputFiles({
    name: 'logo.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(LOGO),
  });
  await expect(page.getByAltText('The logo as it will be shown')).toBeVisible();
  await field(page, 'Trash').fill('0');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Not saved: one field needs you')).toBeVisible();
  await expectAccessible(page, 'instance settings, not saved');
  await field(page, 'Trash').fill('30');
  await save(page);
  const person = await somebodyElse(browser, world, baseURL);
  await person.goto('/');
  await expect(person).toHaveTitle(/Loom$/);
  await expect(person.locator('html')).toHaveAttribute('style', /--accent-hue:\s*310/);
  const logo = await page.request.get('/api/logo');
  expect(await logo.text()).toBe(LOGO);
  expect(logo.headers()['content-security-policy']).toContain('sandbox');

  await page.reload();
  await page.getByRole('button', { name: /^Reset to Gossamer \(Name\)/ }).click();
  await page.getByRole('button', { name: /^Reset to teal \(Accent colour\)/ }).click();
  await page.getByRole('button', { name: /\(Logo\)$/ }).click();
  await save(page);
  await expect(page.getByRole('button', { name: /^Reset/ })).toHaveCount(0);
  expect((await page.request.get('/api/logo')).status()).toBe(404);
  await person.goto('/');
  await expect(person).toHaveTitle(/Gossamer$/);
  await person.context().close();
});

test('share links switched off: those that exist end, no more are offered, and on again they lead back', async ({
  page,
  browser,
  world,
  baseURL,
}) => {
  const agent = await world.agent([text('A thread holds.'), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Does it hold?');
  await page.waitForURL(/\/c\/[0-9a-z]{26}/);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this conversation' });
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const address = await dialog.getByLabel('Link to this conversation').inputValue();
  expect((await page.request.get(address)).status()).toBe(200);

  const context = await browser.newContext({ baseURL });
  const admin = await context.newPage();
  await openAs(admin, world, '/admin/settings');
  await admin.getByRole('switch', { name: 'Share links' }).click();
  await save(admin);
  expect((await page.request.get(address)).status()).toBe(404);
  await page.reload();
  await expect(page.getByRole('button', { name: 'More for this conversation' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toHaveCount(0);

  await admin.getByRole('switch', { name: 'Share links' }).click();
  await save(admin);
  expect((await page.request.get(address)).status()).toBe(200);
  await context.close();
});

test('a new conversation begins with the default agent; sign-up follows policy and domains', async ({
  page,
  browser,
  world,
  baseURL,
}) => {
  await world.agent([done()]);
  const chosen = await world.agent([done()]);
  await openAs(page, world, '/admin/settings');
  await field(page, 'Default agent').selectOption({ label: chosen.name });
  await page.getByRole('radio', { name: /^Everybody Whoever/ }).click();
  await field(page, 'Allowed e-mail domains').fill('loom.example, silk.example');
  await save(page);
  const person = await somebodyElse(browser, world, baseURL);
  await person.goto('/');
  await expect(person.getByRole('textbox', { name: `Message ${chosen.name}` })).toBeVisible();
  await person.context().close();

  const stranger = await (await browser.newContext({ baseURL })).newPage();
  const fresh = `ada-${Date.now()}`;
  await stranger.goto('/sign-up');
  await stranger.getByLabel('Name').fill('Ada');
  await stranger.getByLabel('E-mail').fill(`${fresh}@elsewhere.example`);
  await stranger.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await stranger.getByRole('button', { name: 'Create account' }).click();
  await expect(stranger.getByText(/^Accounts here are for other domains/)).toBeVisible();
  await stranger.getByLabel('E-mail').fill(`${fresh}@silk.example`);
  await stranger.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await stranger.getByRole('button', { name: 'Create account' }).click();
  await expect(stranger.getByRole('heading', { name: 'Sign in to begin' })).toBeVisible();

  await field(page, 'Allowed e-mail domains').fill('');
  await page.getByRole('radio', { name: /^Nobody/ }).click();
  await save(page);
  await stranger.goto('/sign-up');
  await expect(stranger.getByRole('button', { name: 'Create account' })).toHaveCount(0);
  await stranger.context().close();
});

test('keeping less says what goes, in figures, and the next sweep does just that', async ({
  page,
  browser,
  world,
  baseURL,
}) => {
  const agent = await world.agent([text('Long ago.'), done()]);
  const owner = await world.person();
  await world.signIn(page, owner);
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'From long ago');
  await page.waitForURL(/\/c\/[0-9a-z]{26}/);
  await expect(page.getByText('Long ago.')).toBeVisible();
  await page.goto('/settings');
  // Long ago, and alone there: other tests of this server leave old ones too.
  const now = Date.now();
  await sqlClient().execute({
    sql: `UPDATE sessions
      SET updated_at = iif(user_id = ?1, ?2, ?3), read_at = iif(user_id = ?1, ?2, ?3)
      WHERE user_id = ?1 OR updated_at < ?3`,
    args: [owner.id, now - 2_000 * 86_400_000, now],
  });

  const context = await browser.newContext({ baseURL });
  const admin = await context.newPage();
  await openAs(admin, world, '/admin/settings');
  await field(admin, 'Conversations').fill('1000');
  await admin.getByRole('button', { name: 'Save changes' }).click();
  const question = admin.getByRole('dialog', { name: 'Keep less than so far?' });
  await expect(question).toContainText('1 conversation moves to the trash within the hour');
  await expectAccessible(admin, 'keeping less');
  await question.getByRole('button', { name: 'Go back' }).click();
  await admin.getByRole('button', { name: 'Save changes' }).click();
  await question.getByRole('button', { name: 'Save and keep less' }).click();
  await expect(question).toHaveCount(0);
  await saved(admin);

  // The hour is over: whoever comes first may sweep.
  await sqlClient().execute("UPDATE settings SET updated_at = 0 WHERE key = 'upkeep:retention'");
  await keepRetention(Date.now());
  await page.goto('/trash');
  await expect(page.getByRole('main').getByText('From long ago').first()).toBeVisible();
  await context.close();
});
