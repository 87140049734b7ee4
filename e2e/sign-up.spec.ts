import { expect } from '@playwright/test';
import { z } from 'zod';
import { newId } from '@/lib/contract/ids';
import { createInvite } from '@/lib/db/invites';
import { findUserByEmail, listUsers } from '@/lib/db/users';
import { builtAction } from './build';
import { composer } from './composer';
import { test } from './servers';
import { callAction, form, signedIn, visitor } from './visitor';

const PASSWORD = 'correct horse battery';
const OPERATOR = { email: 'operator@example.com', password: PASSWORD };
const ENV = { ADMIN_EMAIL: OPERATOR.email, ADMIN_PASSWORD: PASSWORD };

const invitation = z.object({ link: z.string() });
const people = z.array(z.object({ id: z.string(), email: z.string(), role: z.string() }));

/** What a mass assignment would try (A05). */
const MORE = {
  role: 'admin',
  isAdmin: 'true',
  status: 'active',
  id: 'a'.repeat(26),
  emailVerified: 'true',
  quota: '1000000',
};

test('an invitation link from the command line lets one person in, once', async ({
  page,
  browser,
  app,
  world,
}) => {
  const member = await signedIn(app.url, await world.person());
  await page.goto('/sign-up');
  await expect(page.getByRole('heading', { name: 'By invitation only' })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);

  const { link } = invitation.parse(await app.admin('invite', 'create'));
  const email = `guest-${newId()}@example.com`;
  expect(await (await member.send(new URL(link).pathname)).text()).toContain('signed in already');
  await page.goto(link);
  await page.getByLabel('Name').fill('Grace');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page).toHaveURL(`${app.url}/`);
  await expect(composer(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: /, Grace$/ })).toBeVisible();
  expect(await findUserByEmail(email)).toMatchObject({ role: 'user', status: 'active' });

  const second = await (await browser.newContext()).newPage();
  await second.goto(link);
  await expect(
    second.getByRole('heading', { name: 'This invitation cannot be used' }),
  ).toBeVisible();
  await second.context().close();
});

test('A05 A06 an invitation gives the role it was made for, to its address only, whatever is sent', async ({
  app,
  world,
}) => {
  const member = await world.person();
  const address = `only-${newId()}@example.com`;
  const made = await app.admin('invite', 'create', '--email', address);
  const code = invitation.parse(made).link.split('/invite/')[1] ?? '';
  const join = (email: string, other = code) =>
    callAction(
      visitor(app.url),
      builtAction('joinHere'),
      form({ code: other, email, name: '', password: PASSWORD, ...MORE }),
    );
  const anybodys = await createInvite({ role: 'user', email: null, ttlMs: 60_000 });
  expect((await join(member.email, anybodys.code)).code).toBe('conflict');
  const answer = await join(`other-${newId()}@example.com`);
  expect(answer.redirect).toBe('/');
  expect(await findUserByEmail(address)).toMatchObject({ role: 'user' });
  expect((await findUserByEmail(address))?.id).not.toBe(MORE.id);
  const count = (await listUsers()).length;
  expect((await join(address)).code).toBe('not_found');
  expect((await join(`third-${newId()}@example.com`)).code).toBe('not_found');
  expect(await listUsers()).toHaveLength(count);
});

test('A05 A12 where sign-up is open anybody may, is a user, and learns of nobody’s account', async ({
  page,
  start,
}) => {
  const open = await start({ env: { ...ENV, SIGNUP_POLICY: 'open' } });
  await page.goto(`${open.url}/sign-in`);
  await page.getByRole('link', { name: 'Create one' }).click();
  await page.getByLabel('E-mail').fill('ada＠example.com, eve@example.com');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Enter one e-mail address')).toBeVisible();
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('If this address was new, its account is ready.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(composer(page)).toBeVisible();

  const answerTo = (email: string) => {
    const fields = form({ email, name: '', password: 'another password', ...MORE });
    return callAction(visitor(open.url), builtAction('signUpHere'), fields);
  };
  const made = await answerTo('new@example.com');
  expect(made.code).toBeNull();
  expect(await answerTo(OPERATOR.email)).toEqual(made);
  await signedIn(open.url, OPERATOR); // With the old password: a sign-up changes no account.
  const all = people.parse(await open.admin('user', 'list'));
  expect(all.map(({ email, role }) => `${email} ${role}`).sort()).toEqual([
    'ada@example.com user',
    'new@example.com user',
    'operator@example.com admin',
  ]);
  expect(all.map(({ id }) => id)).not.toContain(MORE.id);
});

test('A06 where sign-up is closed no way makes an account, not even an invitation', async ({
  page,
  start,
}) => {
  const closed = await start({ env: { ...ENV, SIGNUP_POLICY: 'closed' } });
  const { link } = invitation.parse(await closed.admin('invite', 'create'));
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This invitation cannot be used' })).toBeVisible();
  await page.goto(`${closed.url}/sign-up`);
  await expect(page.getByRole('textbox')).toHaveCount(0);

  const anybody = visitor(closed.url);
  const fields = { email: 'new@example.com', name: '', password: PASSWORD, ...MORE };
  const code = link.split('/invite/')[1] ?? '';
  const signUp = await callAction(anybody, builtAction('signUpHere'), form(fields));
  expect(signUp.code).toBe('forbidden');
  const join = await callAction(anybody, builtAction('joinHere'), form({ ...fields, code }));
  expect(join.code).toBe('not_found');
  const setUp = await callAction(anybody, builtAction('setUpHere'), form({ ...fields, code }));
  expect(setUp.code).toBe('conflict');
  expect(people.parse(await closed.admin('user', 'list'))).toHaveLength(1);
});
