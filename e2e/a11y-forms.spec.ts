import { expect } from '@playwright/test';
import { createInvite } from '@/lib/db/invites';
import { DESKTOP, expectAccessible } from './axe';
import { test } from './servers';
import { done, text } from './upstream/steps';

test.use({ reducedMotion: 'reduce' });
test.describe.configure({ timeout: 120_000 });

test('axe: signing in and what can go wrong, sign-up, invitation, sign-out', async ({
  page,
  world,
}) => {
  const person = await world.person({ role: 'admin' });
  await page.goto('/sign-in');
  await expectAccessible(page, 'sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter your e-mail address.')).toBeVisible();
  await expectAccessible(page, 'sign-in, nothing entered');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail or password is wrong.')).toBeVisible();
  await expectAccessible(page, 'sign-in, wrong');
  await page.goto('/sign-in?error=password_first');
  await expectAccessible(page, 'sign-in, back from a provider');

  await page.goto('/sign-up');
  await expectAccessible(page, 'sign-up closed');
  const open = await createInvite({ role: 'admin', email: 'eve@example.com', ttlMs: 60_000 });
  await page.goto(`/invite/${open.code}`);
  await expectAccessible(page, 'invitation');
  await page.goto('/invite/nothing');
  await expectAccessible(page, 'invitation that is gone');

  await world.signIn(page, person);
  await page.goto(`/invite/${open.code}`);
  await expectAccessible(page, 'invitation, signed in');
  await page.goto('/sign-out');
  await expectAccessible(page, 'sign-out');
});

test('axe: setting up, and sign-up where it is open', async ({ page, start }) => {
  const fresh = await start({ env: { SIGNUP_POLICY: 'open' } });
  const link = /\S+\/setup\?code=\S+/.exec(fresh.output())?.[0] ?? '';
  await page.goto(`${fresh.url}/sign-in`);
  await expectAccessible(page, 'not set up yet');
  await page.goto(`${fresh.url}/setup?code=wrong`);
  await expectAccessible(page, 'set-up, wrong link');
  await page.goto(link);
  await expectAccessible(page, 'set-up');
  await page.goto(`${fresh.url}/sign-up`);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Use at least 10 characters.')).toBeVisible();
  await expectAccessible(page, 'sign-up with errors');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to begin' })).toBeVisible();
  await expectAccessible(page, 'signed up');
});

test('axe: the list of agents, and deleting one', async ({ page, world }) => {
  const agent = await world.agent([done()]);
  await world.signIn(page, await world.person({ role: 'admin', name: 'Root' }));
  await page.goto('/admin');
  await expect(page.getByRole('row').first()).toBeVisible();
  await expectAccessible(page, 'agents');
  await page.getByRole('button', { name: `More about ${agent.name}` }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page, 'menu of an agent');
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toContainText('Nobody has a conversation with it.');
  await expectAccessible(page, 'deleting an agent');
});

test('axe: the form of an agent, its trial, and an invitation', async ({ page, world }) => {
  const agent = await world.agent([text('Hello.'), done()], { starters: ['Who are you?'] });
  const named = await world.person({ name: 'Grace' });
  await world.signIn(page, await world.person({ role: 'admin', name: 'Root' }));
  await page.goto('/admin/agents/new');
  await page.getByLabel('People and groups you name').click();
  await page.getByRole('button', { name: 'Create agent' }).click();
  await expect(page.getByText('Not saved: 2 fields need you')).toBeVisible();
  await expectAccessible(page, 'new agent with errors');
  await page.getByRole('combobox', { name: 'People' }).fill(named.email);
  await expect(page.getByRole('option', { name: named.email })).toBeVisible();
  await expectAccessible(page, 'naming people', { sizes: [DESKTOP] });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Remove ${named.email}` })).toBeVisible();
  await page.getByLabel('Language model').click();
  await page.getByLabel('Provider').selectOption('Anthropic');
  await page.getByLabel('Model', { exact: true }).fill('any');
  await page.getByRole('button', { name: 'Check connection' }).click();
  await expect(page.getByText('Not configured', { exact: true })).toBeVisible();
  await expectAccessible(page, 'model agent, checked');
  await page.getByRole('link', { name: 'Invite' }).click();
  await expect(page.getByRole('dialog')).toContainText('Leave without saving?');
  await expectAccessible(page, 'leaving');
  await page.getByRole('button', { name: 'Leave without saving' }).click();

  await expect(page.getByRole('button', { name: 'Make a link' })).toBeVisible();
  await expectAccessible(page, 'invite');
  await page.getByRole('button', { name: 'Make a link' }).click();
  await expect(page.getByLabel('Invitation link')).toBeVisible();
  await expectAccessible(page, 'invitation link');

  await page.goto(`/admin/agents/${agent.id}`);
  const trial = page.getByRole('region', { name: 'Try it' });
  await trial.getByRole('button', { name: 'Who are you?' }).click();
  await expect(trial.getByText('Hello.')).toBeVisible();
  await expectAccessible(page, 'trying an agent');
});
