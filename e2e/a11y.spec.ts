import { expect, type Page } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { DESKTOP, expectAccessible, PHONE } from './axe';
import { choose, composer, send } from './composer';
import { test } from './fixtures';
import { ask, CUT_ANSWER, PROSE_ANSWER, STOCK_ANSWER } from './scenes';
import { done, pause, reply, text, toolCall } from './upstream/steps';

test.use({ reducedMotion: 'reduce' });
test.describe.configure({ timeout: 120_000 });

const menu = (page: Page) => page.getByRole('menu');

test('axe: a new conversation, its menus, the drawer', async ({ page, world }) => {
  await world.agent([done()], { description: 'Knows the stock', starters: ['What is low?'] });
  await world.signIn(page, await world.person({ role: 'admin' }));
  await page.goto('/');
  await expect(page.getByRole('list', { name: 'Ways to begin' })).toBeVisible();
  await expectAccessible(page, 'empty');

  await page.getByRole('button', { name: /Choose another/ }).click();
  await expect(menu(page)).toBeVisible();
  await expectAccessible(page, 'choosing an agent');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Your account' }).click();
  await expect(menu(page)).toBeVisible();
  await expectAccessible(page, "the person's menu", { sizes: [DESKTOP] });
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Close the sidebar' }).click();
  await expectAccessible(page, 'sidebar closed', { sizes: [DESKTOP] });

  await page.setViewportSize(PHONE);
  await page.getByRole('button', { name: 'Open the sidebar' }).click();
  const drawer = page.getByRole('dialog', { name: 'Conversations' });
  await expect(drawer).toBeVisible();
  await expectAccessible(page, 'drawer', { sizes: [PHONE] });
  await page.setViewportSize(PHONE);
  await drawer.getByRole('button', { name: 'Your account' }).click();
  await expect(menu(page)).toBeVisible();
  await expectAccessible(page, 'drawer with the menu', { sizes: [PHONE] });
});

test('axe: an answer with steps, folded and open, with a table and code', async ({
  page,
  world,
}) => {
  const agent = await world.agent(STOCK_ANSWER);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'Which warehouses are low on copper wire?');
  const answer = page.getByRole('article', { name: agent.name });
  await expect(answer.getByText('Move 200 m')).toBeVisible();
  await expect(answer.getByRole('button', { name: 'Copy code' })).toBeAttached();
  await expectAccessible(page, 'folded steps');

  await answer.getByRole('button', { name: /Used 4 tools/ }).click();
  await answer.getByRole('button', { name: /Queried the database/ }).click();
  await expect(answer.getByRole('tabpanel')).toContainText('Rotterdam');
  await expectAccessible(page, 'an open step');

  await page.goto('/');
  await composer(page).fill('A draft that waits');
  await page.getByRole('listitem').filter({ hasText: 'copper wire' }).hover();
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await expect(menu(page)).toBeVisible();
  await expectAccessible(page, 'the menu of a conversation', { sizes: [DESKTOP] });
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expectAccessible(page, 'a conversation in the trash', { sizes: [DESKTOP] });
});

test('axe: prose of every kind, and the address of a link', async ({ page, world }) => {
  const agent = await world.agent(PROSE_ANSWER);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'Show me everything');
  await expect(page.getByText('A quotation.')).toBeVisible();
  await expectAccessible(page, 'prose');
  await page.getByText('link', { exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('https://elsewhere.example/a');
  await expectAccessible(page, 'address dialog');
});

test('axe: waiting, answering, a running step, and what waits to be sent', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([
    pause(gate),
    text('It begins. '),
    toolCall('web_search', { query: 'silk' }),
    pause(`${gate}2`),
    done(),
  ]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Take your time');
  await upstream.gates.reached(gate);
  await expectAccessible(page, 'waiting');
  upstream.gates.open(gate);
  await expect(page.getByText('Searching the web')).toBeVisible();
  await expectAccessible(page, 'answering');
  await composer(page).fill('And then?');
  await expectAccessible(page, 'writing while it answers');
  await page.getByRole('button', { name: 'Send when finished' }).click();
  const queue = page.getByRole('region', { name: 'Waiting to be sent' });
  await expect(queue.getByText('And then?')).toBeVisible();
  await expectAccessible(page, 'queue');
  await queue.getByRole('button', { name: 'Edit' }).click();
  await expectAccessible(page, 'editing what waits');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible();
  await expectAccessible(page, 'stopped');
});

test('axe: every way an answer or a sending can fail', async ({ page, context, world }) => {
  await world.signIn(page, await world.person());
  const cut = await world.agent(CUT_ANSWER);
  await ask(page, cut, 'What is the price of copper?');
  await expect(page.getByRole('article').getByText('The answer was cut off.')).toBeVisible();
  await expect(page.getByText('quota of the search is used up')).toBeVisible();
  await expectAccessible(page, 'cut off, with a failed step');

  const refusals = {
    'This agent is paused. Your admin was told.': reply(402, { detail: 'x' }),
    'This agent is no longer available.': reply(404, { detail: 'x' }),
    'Busy. Try again in 0:': reply(429, { detail: 'x' }, { 'retry-after': '50' }),
  };
  for (const [words, steps] of Object.entries(refusals)) {
    await ask(page, await world.agent(steps), 'Are you there?');
    await expect(page.getByRole('article').getByText(words)).toBeVisible();
    await expectAccessible(page, words);
  }

  await page.route('**/chat/stream', (route) =>
    route.fulfill({ status: 503, json: { detail: 'x', code: 'storage_full' } }),
  );
  await send(page, 'Not saved');
  await expect(page.getByText('Not saved yet. Your text is still here.')).toBeVisible();
  await expectAccessible(page, 'refused');
  await page.unroute('**/chat/stream');

  await context.clearCookies();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'You were signed out' })).toBeVisible();
  await expectAccessible(page, 'signed out');
});

test('axe: not found, a conversation and a page', async ({ page, world }) => {
  await world.signIn(page, await world.person());
  for (const path of [`/c/${newId()}`, '/no-such-page']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
    await expectAccessible(page, path);
  }
});
