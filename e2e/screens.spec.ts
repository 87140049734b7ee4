/** Pictures of the main screens, to be looked at: `e2e/screens/NAME-SIZE-THEME.png`. */

import { expect, type Page } from '@playwright/test';
import type { AgentInput } from '@/lib/contract/agent';
import { newId } from '@/lib/contract/ids';
import { choose, composer, send } from './composer';
import { picture, SCREEN_SCALE } from './picture';
import { ask, CUT_ANSWER, PROSE_ANSWER, STOCK_ANSWER } from './scenes';
import { test } from './servers';
import { done, pause, text, toolCall } from './upstream/steps';

const QUESTION = 'What is 17.5% of 2,340, and what time is it in Tokyo?';

test.use({ deviceScaleFactor: SCREEN_SCALE, reducedMotion: 'reduce' });
test.describe.configure({ timeout: 120_000 });

/** On a phone the sidebar is a drawer. */
async function openSidebar(page: Page): Promise<void> {
  const drawer = page.getByRole('button', { name: 'Open the sidebar' });
  if (!(await drawer.isVisible())) return;
  await drawer.click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

test('screens of answers @touch', async ({ page, world, upstream }) => {
  const cut = await world.agent(CUT_ANSWER, {
    name: 'Research',
    icon: 'globe',
    description: 'Searches the web and says where it found it',
  });
  const gate = newId();
  const slow = await world.agent(
    [
      text('The three offers differ less in price than in what they leave out. '),
      toolCall('read_file', { path: 'offers/nordkabel.pdf' }),
      pause(gate),
      done(),
    ],
    { name: 'Contracts', icon: 'briefcase', description: 'Reads offers and contracts' },
  );
  const prose = await world.agent(PROSE_ANSWER, { name: 'Editor', icon: 'pen-line' });
  await world.signIn(page, await world.person({ name: 'Ada' }));

  await ask(page, prose, 'Show me what an answer can hold');
  await expect(page.getByText('A quotation.')).toBeVisible();
  await picture(page, 'prose');
  await ask(page, cut, 'Where does the price of copper stand today?');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  await picture(page, 'cut-off');
  await ask(page, slow, 'Compare the three offers for copper wire');
  await expect(page.getByText('Reading a file')).toBeVisible();
  await composer(page).fill('And which would you take?');
  await page.getByRole('button', { name: 'Send when finished' }).click();
  await expect(page.getByRole('region', { name: 'Waiting to be sent' })).toBeVisible();
  await picture(page, 'answering');
  upstream.gates.open(gate);
});

test('screens of the chat @touch', async ({ page, world }) => {
  const stock = await world.agent(STOCK_ANSWER, {
    name: 'Warehouse',
    icon: 'database',
    description: 'Knows the stock of every site',
  });
  await world.signIn(page, await world.person({ name: 'Ada' }));
  await page.goto('/');
  await choose(page, 'Guide');
  await send(page, QUESTION);
  const guide = page.getByRole('article', { name: 'Guide' });
  await expect(guide.getByRole('button', { name: 'Copy' })).toBeAttached();
  await guide.getByRole('button', { name: /Calculated/ }).click();
  await expect(guide.getByRole('tabpanel')).toBeVisible();
  await picture(page, 'guide');
  await ask(page, stock, 'Which warehouses are low on copper wire?');
  await expect(page.getByRole('button', { name: 'Copy code' })).toBeAttached();
  await expect(page.getByText('Move 200 m')).toBeVisible();
  await expect(page.getByText('where', { exact: true })).toBeVisible(); // A word of its own: coloured.
  await picture(page, 'answer');
  await page.getByRole('button', { name: /Used 4 tools/ }).click();
  await page.getByRole('button', { name: /Queried the database/ }).click();
  await expect(page.getByRole('tabpanel')).toBeVisible();
  await picture(page, 'trace');
  await page.getByRole('button', { name: /Show where the time went/ }).click();
  await page.getByRole('table', { name: /^Where the time went/ }).scrollIntoViewIfNeeded();
  await picture(page, 'timeline');

  await page.goto('/');
  await choose(page, 'Guide');
  await expect(page.getByRole('list', { name: 'Ways to begin' })).toBeVisible();
  await picture(page, 'new');
  await page.getByRole('button', { name: /Choose another/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await picture(page, 'agents-menu');
  await page.keyboard.press('Escape');
  await openSidebar(page);
  await picture(page, 'sidebar');
  await page.getByRole('button', { name: 'Your account' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await picture(page, 'account-menu');

  await page.goto(`/c/${newId()}`);
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
  await picture(page, 'not-found');
});

/** Agents of the platform with ids that read well. */
const AGENTS = [
  {
    name: 'Warehouse',
    icon: 'database',
    description: 'Knows the stock of every site',
    welcome: 'Ask me what is where, and what runs out.',
    starters: ['Which warehouses are low on copper wire?', 'What arrives this week?'],
    engine: { kind: 'thinnest', upstreamAgentId: 'ag_7f3c21_stock' },
  },
  {
    name: 'Contracts',
    icon: 'briefcase',
    description: 'Reads offers and contracts',
    engine: { kind: 'thinnest', upstreamAgentId: 'ag_52b0e8_legal' },
    access: 'admins',
  },
  {
    name: 'Research',
    icon: 'globe',
    description: 'Searches the web and says where it found it',
    engine: { kind: 'model', model: 'openai:gpt-5-mini', instructions: '', tools: [] },
    enabled: false,
  },
] satisfies Partial<AgentInput>[];

test('screens of the admin @touch', async ({ page, world, upstream }) => {
  const made = await Promise.all(AGENTS.map((more) => world.agent([], more)));
  upstream.script('ag_7f3c21_stock', STOCK_ANSWER);
  await world.signIn(page, await world.person({ role: 'admin', name: 'Ada' }));
  await page.goto('/admin');
  await expect(page.getByRole('link', { name: 'Warehouse' }).first()).toBeVisible();
  await picture(page, 'admin');
  await page.goto(`/admin/agents/${made[0]?.id}`);
  await picture(page, 'admin-agent');
  const choice = page.getByText('Try it', { exact: true }).first(); // Only where one is shown at a time.
  if (await choice.isVisible()) await choice.click();
  const trial = page.getByRole('region', { name: 'Try it' });
  await trial.getByRole('button', { name: /low on copper wire/ }).click();
  await expect(trial.getByText('Move 200 m')).toBeVisible();
  await expect(trial.getByText('where', { exact: true })).toBeVisible();
  await picture(page, 'admin-try');
  await page.goto('/admin/agents/new');
  await page.getByRole('button', { name: 'Create agent' }).click();
  await expect(page.getByText('Not saved')).toBeVisible();
  await picture(page, 'admin-errors');
  await page.goto('/admin/invite');
  await page.getByRole('button', { name: 'Make a link' }).click();
  await expect(page.getByLabel('Invitation link')).toBeVisible();
  await picture(page, 'admin-invite');
});

test('screens of getting in @touch', async ({ page, world, start }) => {
  const fresh = await start();
  await page.goto(/\S+\/setup\?code=\S+/.exec(fresh.output())?.[0] ?? '');
  await expect(page.getByRole('button', { name: 'Set up' })).toBeVisible();
  await picture(page, 'setup');
  const person = await world.person({ role: 'admin' });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await picture(page, 'sign-in');
  await page.getByLabel('Password', { exact: true }).fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail or password is wrong.')).toBeVisible();
  await picture(page, 'sign-in-wrong');
  await world.signIn(page, person);
  await page.goto('/sign-out');
  await picture(page, 'sign-out');
});
