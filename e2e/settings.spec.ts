/** The settings: what a person changes about themselves here, and what holds afterwards. */

import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { composer } from './composer';
import { type TestPerson, test, type World } from './fixtures';
import { done, text } from './upstream/steps';
import { signedIn, withToken } from './visitor';

test.use({ reducedMotion: 'reduce' });

async function open(page: Page, world: World, path: string): Promise<TestPerson> {
  const person = await world.person();
  await world.signIn(page, person);
  await page.goto(path);
  return person;
}

test('name and password: the current one is needed, and other devices are signed out @touch', async ({
  page,
  app,
  world,
}) => {
  const person = await open(page, world, '/settings/profile');
  const elsewhere = await signedIn(app.url, person);
  await page.getByLabel('Name').fill('Grace');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();

  const current = page.getByLabel('Current password');
  const next = page.getByLabel('New password');
  await current.fill('not the password');
  await next.fill('a completely new one');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('This is not your current password.')).toBeVisible();
  await expect(current).toBeFocused();
  expect((await elsewhere.send('/api/activity', { method: 'HEAD' })).status).not.toBe(401);

  await current.fill(person.password);
  await next.fill('a completely new one');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText(/The password was changed/)).toBeVisible();
  expect((await elsewhere.send('/settings')).status).toBe(307);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: /Grace/ })).toBeVisible();
});

test('@touch text size and theme hold from the first drawing; the send key is kept', async ({
  page,
  world,
}) => {
  const agent = await world.agent([text('Heard.'), done()]);
  await open(page, world, '/settings/appearance');
  await page.getByRole('radio', { name: 'Large' }).check();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.getByRole('radio', { name: /Ctrl Enter/ }).check();
  await expect(page.locator('html')).toHaveAttribute('data-text-size', 'large');
  await expect
    .poll(
      async () =>
        (await (await page.request.get('/')).text()).includes('"sendKey":"mod_enter"') ||
        (await (await page.request.get('/')).text()).includes('mod_enter'),
    )
    .toBe(true);
  const html = await (await page.request.get('/')).text();
  expect(html).toMatch(/<html[^>]*data-text-size="large"/);
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);

  await page.goto(`/?agent=${agent.id}`);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(
    '19px',
  );
  await composer(page).fill('One');
  await composer(page).press('Enter');
  await expect(composer(page)).toHaveValue('One\n');
  await composer(page).press('Control+Enter');
  await expect(page.getByText('Heard.')).toBeVisible();
});

test('devices: this one is marked, another one is ended, then all others @touch', async ({
  page,
  app,
  world,
}) => {
  const person = await world.person();
  const [first, second] = [await signedIn(app.url, person), await signedIn(app.url, person)];
  await world.signIn(page, person);
  await page.goto('/settings/devices');
  const rows = page.getByRole('list', { name: 'Signed in on these devices' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('This device');
  await rows
    .nth(1)
    .getByRole('button', { name: /^Sign out/ })
    .click();
  await expect(rows).toHaveCount(2);
  const statuses = async () =>
    (await Promise.all([first, second].map((one) => one.send('/settings')))).map((r) => r.status);
  expect((await statuses()).toSorted()).toEqual([200, 307]);
  await page.getByRole('button', { name: 'Sign out all others' }).click();
  await expect(page.getByText('You are signed in nowhere else.')).toBeVisible();
  expect(await statuses()).toEqual([307, 307]);
});

test('a token is shown once, a reading one changes nothing, and ending it ends it @touch', async ({
  page,
  app,
  world,
}) => {
  await open(page, world, '/settings/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('button', { name: 'Make token' }).click();
  await expect(page.getByText('Give it a name.')).toBeVisible();
  await page.getByLabel('Name').fill('Reader');
  await page.getByRole('radio', { name: /Only read/ }).check();
  await page.getByRole('button', { name: 'Make token' }).click();
  const token = await page.getByLabel('Token', { exact: true }).inputValue();
  expect(token).toMatch(/^gsm_/);
  const program = withToken(app.url, token);
  expect((await program.send('/v2/agents')).status).toBe(200);
  const change = await program.send('/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent_id: 'guide', message: 'Hello' }),
  });
  expect([change.status, (await change.json()).code]).toEqual([403, 'forbidden']);

  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'Reader' })).toContainText('Only read');
  await page.getByRole('button', { name: 'End the token “Reader”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End token' }).click();
  // Said by the server's answer; under the open dialog no button of the page has a role.
  await expect(page.getByText('The token was ended.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'End the token “Reader”' })).toHaveCount(0);
  expect((await program.send('/v2/agents')).status).toBe(401);
});

test('deleting the account wants the password, says what goes, and is final @touch', async ({
  page,
  app,
  world,
}) => {
  const person = await open(page, world, '/settings/data');
  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await expect(dialog).toContainText('1 API token');
  await dialog.getByLabel('Your password').fill('wrong');
  await dialog.getByRole('button', { name: 'Delete account for good' }).click();
  await expect(dialog.getByText('This is not your current password.')).toBeVisible();
  await dialog.getByLabel('Your password').fill(person.password);
  await dialog.getByRole('button', { name: 'Delete account for good' }).click();
  await page.waitForURL(/\/sign-in/);
  expect((await withToken(app.url, person.token).send('/v2/agents')).status).toBe(401);
});

test('axe: what opens in the settings, and over any page', async ({ page, world }) => {
  test.setTimeout(240_000);
  await open(page, world, '/settings/shortcuts');
  await page.getByRole('button', { name: /^Change the keys of “Stop/ }).click();
  await page.keyboard.press('Control+k');
  await expectAccessible(page, 'a conflict of keys');
  await page.goto('/settings/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Name').fill('Laptop');
  await expectAccessible(page, 'a new token');
  await page.getByRole('button', { name: 'Make token' }).click();
  await expect(page.getByLabel('Token', { exact: true })).toBeVisible();
  await expectAccessible(page, 'a token shown');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find or do anything' })).toBeVisible();
  await expect(page.getByRole('option', { name: 'Settings' })).toBeVisible();
  await expectAccessible(page, 'palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+/');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page, 'shortcuts dialog');
});
