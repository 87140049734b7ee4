import { mkdir } from 'node:fs/promises';
import { expect } from '@playwright/test';
import type { App } from './app';
import { builtAction } from './build';
import { test } from './servers';
import { callAction, form, signedIn, visitor } from './visitor';

const PASSWORD = 'correct horse battery';
const LINK = /\/setup\?code=([\w-]+)/g;

/** The codes of all links that a server has printed. */
const codesOf = (app: App) => [...app.output().matchAll(LINK)].map(([, code = '']) => code);

const claim = (code: string, email: string) => form({ code, email, name: '', password: PASSWORD });

test('the printed link makes the first admin, who lands signed in; then it is used up', async ({
  page,
  browser,
  start,
}) => {
  const fresh = await start();
  const [code = '', ...others] = codesOf(fresh);
  expect(code.length).toBeGreaterThanOrEqual(32);
  expect(others).toEqual([]);

  await page.goto(fresh.url);
  await expect(page.getByRole('heading', { name: 'Not set up yet' })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);

  await page.goto(`${fresh.url}/setup?code=${code}`);
  await page.getByLabel('E-mail').fill('root@example.com');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByText('Use at least 10 characters.')).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(page.getByLabel('E-mail')).toHaveValue('root@example.com');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up' }).click();

  await expect(page).toHaveURL(`${fresh.url}/`);
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Manage agents' }).click();
  await expect(page.getByRole('heading', { name: 'Agents' })).toBeVisible();
  expect(await fresh.admin('user', 'list')).toMatchObject([
    { email: 'root@example.com', role: 'admin' },
  ]);

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(`${fresh.url}/setup?code=${code}`);
  await expect(stranger.getByRole('heading', { name: 'Gossamer is set up' })).toBeVisible();
  await stranger.getByRole('link', { name: 'Go to sign-in' }).click();
  await expect(stranger.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await stranger.context().close();
});

test('A04 without the newest code nobody claims a fresh server, and with it exactly one of twenty does', async ({
  page,
  start,
}, info) => {
  const folder = info.outputPath('data');
  await mkdir(folder, { recursive: true });
  const before = await start({ folder });
  await before.stop();
  const fresh = await start({ folder });
  const [old = ''] = codesOf(before);
  const [code = ''] = codesOf(fresh);
  expect(code).not.toBe(old);

  for (const wrong of [old, '', 'x', `${code}x`]) {
    await page.goto(`${fresh.url}/setup?code=${encodeURIComponent(wrong)}`);
    await expect(page.getByText('This set-up link is not valid')).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
  }
  const anybody = visitor(fresh.url);
  const claims = (codes: string[]) =>
    Promise.all(
      codes.map((each, at) =>
        callAction(anybody, builtAction('setUpHere'), claim(each, `claim-${at}@example.com`)),
      ),
    );
  const wrong = [old, '', 'x', code.slice(1), code.toUpperCase(), `${code} `];
  expect(new Set((await claims(wrong)).map((answer) => answer.code))).toEqual(
    new Set(['not_found']),
  );
  for (const name of ['signUpHere', 'joinHere']) {
    const answer = await callAction(anybody, builtAction(name), claim(code, 'side@example.com'));
    expect(answer.code, name).toMatch(/^(forbidden|not_found)$/);
  }
  expect(await fresh.admin('user', 'list')).toEqual([]);

  const answers = await claims(Array<string>(20).fill(code));
  expect(answers.filter(({ redirect }) => redirect === '/')).toHaveLength(1);
  expect(answers.filter((answer) => answer.code === 'conflict')).toHaveLength(19);
  expect(answers.filter(({ cookies }) => cookies.includes('session-token'))).toHaveLength(1);
  expect(await fresh.admin('user', 'list')).toMatchObject([{ role: 'admin' }]);
});

test('ADMIN_EMAIL and ADMIN_PASSWORD make the first admin, and no link is printed', async ({
  start,
}) => {
  const email = 'operator@example.com';
  const env = { ADMIN_EMAIL: email, ADMIN_PASSWORD: PASSWORD };
  const named = await start({ env });
  expect(codesOf(named)).toEqual([]);
  expect(named.output()).not.toContain(PASSWORD);
  const operator = await signedIn(named.url, { email, password: PASSWORD });
  expect((await operator.send('/admin')).status).toBe(200);
  const late = await callAction(visitor(named.url), builtAction('setUpHere'), claim('', 'x@y.org'));
  expect(late.code).toBe('conflict');
});
