import { expect, type Page } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { field, openAs, saved, somebodyElse } from './admin';
import { choose, send } from './composer';
import { test } from './fixtures';
import { done, text, toolCall, toolResult } from './upstream/steps';

const ANSWER = [
  text('Woven '),
  toolCall('web_search', { query: 'silk' }),
  toolResult('web_search', 'ok'),
];
const STEPS = [...ANSWER, text('from silk.'), done()];

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('an admin adds an agent, tries it beside its form, and a person talks to it', async ({
  page,
  browser,
  world,
  upstream,
  baseURL,
}) => {
  const upstreamId = `ag_${newId()}`;
  upstream.script(upstreamId, STEPS);
  const name = `Silk ${upstreamId.slice(-6)}`;
  await openAs(page, world, '/admin');
  await page.getByRole('link', { name: 'New agent' }).click();
  await field(page, 'Agent id').fill(upstreamId);
  await field(page, 'Name').fill(name);
  await page.getByRole('button', { name: 'Add starter' }).click();
  await page.keyboard.type('What is it made of?');
  await page.getByRole('button', { name: 'Create agent' }).click();
  await expect(page).toHaveURL(/\/admin\/agents\/[a-z0-9]{26}$/);

  const trial = page.getByRole('region', { name: 'Try it' });
  await field(page, 'Description').fill('not saved yet');
  await trial.getByRole('button', { name: 'What is it made of?' }).click();
  await expect(trial.getByText('from silk.')).toBeVisible();
  await expect(trial.getByText('Searched the web')).toBeVisible();
  await expect(page).toHaveURL(/\?try=[a-z0-9]{26}$/);
  await expect(field(page, 'Description')).toHaveValue('not saved yet');
  await page.keyboard.press('ControlOrMeta+s');
  await saved(page);
  await page.reload();
  await expect(field(page, 'Description')).toHaveValue('not saved yet');
  await expect(trial.getByText('from silk.')).toBeVisible();

  const person = await somebodyElse(browser, world, baseURL);
  await person.goto('/');
  await choose(person, name);
  await send(person, 'And you?');
  await expect(person.getByText('from silk.')).toBeVisible();
  await person.context().close();
});

test('what is wrong is said once for all and beside each field, and nothing typed is lost', async ({
  page,
  world,
}) => {
  await openAs(page, world, '/admin/agents/new');
  await field(page, 'Description').fill('Kept');
  await page.getByRole('button', { name: 'Create agent' }).click();
  await expect(page.getByText('2 fields need you')).toBeVisible();
  await expect(page.locator(':focus')).toContainText('Not saved');
  await page.getByRole('link', { name: 'Name', exact: true }).click();
  await expect(field(page, 'Name')).toBeFocused();
  await expect(field(page, 'Name')).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.type('Kept too');
  await expect(field(page, 'Name')).not.toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Language model').click();
  await field(page, 'Model').fill('two words');
  await page.getByRole('button', { name: 'Create agent' }).click();
  await expect(page.getByText('one field needs you')).toBeVisible();
  await expect(field(page, 'Model')).toHaveValue('two words');
  await expect(field(page, 'Name')).toHaveValue('Kept too');
  await expect(field(page, 'Description')).toHaveValue('Kept');
});

test('a form of somebody who was signed out meanwhile says so and keeps what was typed', async ({
  page,
  context,
  world,
}) => {
  const { id } = await world.agent(STEPS);
  await openAs(page, world, `/admin/agents/${id}`);
  await field(page, 'Description').fill('Still here');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await expect(field(page, 'Description')).toHaveValue('Still here');
});

test('leaving with unsaved changes is asked about, by link and by going back', async ({
  page,
  world,
}) => {
  const { id, name } = await world.agent(STEPS);
  await openAs(page, world, '/admin');
  await page.getByRole('link', { name }).click();
  await field(page, 'Name').click();
  await page.keyboard.type('!');
  await page.getByRole('link', { name: 'Invite' }).click();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/agents/${id}$`));
  await page.evaluate(() => history.back());
  await page.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByRole('link', { name })).toBeVisible();
});

test('of two admins in one form, the second is told and decides', async ({
  page,
  context,
  world,
}) => {
  const { id } = await world.agent(STEPS);
  await openAs(page, world, `/admin/agents/${id}`);
  const other = await context.newPage();
  await other.goto(`/admin/agents/${id}`);
  await field(other, 'Welcome').fill('Theirs');
  await other.getByRole('button', { name: 'Save changes' }).click();
  await saved(other);

  await field(page, 'Description').fill('Mine');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Somebody changed this agent')).toBeVisible();
  await expect(field(page, 'Description')).toHaveValue('Mine');
  await page.getByRole('button', { name: 'Show theirs' }).click();
  await expect(field(page, 'Welcome')).toHaveValue('Theirs');
  await expect(field(page, 'Description')).toHaveValue('');

  await field(other, 'Welcome').fill('Theirs again');
  await other.getByRole('button', { name: 'Save changes' }).click();
  await expect(other.getByText('Unsaved changes')).toHaveCount(0);
  await field(page, 'Description').fill('Mine');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(page.getByText('Unsaved changes')).toHaveCount(0);
  await page.reload();
  await expect(field(page, 'Description')).toHaveValue('Mine');
  await expect(field(page, 'Welcome')).toHaveValue('Theirs');
});

test('agents are ordered and switched where they are listed, also by keyboard', async ({
  page,
  browser,
  world,
  baseURL,
}) => {
  const first = await world.agent(STEPS);
  const second = await world.agent(STEPS);
  await openAs(page, world, '/admin');
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  await expect(link(first.name)).toBeVisible();
  await expect(link(second.name)).toBeVisible();
  const order = async () => {
    const rows = await page.getByRole('row').allInnerTexts();
    return [first, second].map(({ name }) => rows.findIndex((row) => row.includes(name)));
  };
  const [place = 0] = await order();
  await page.getByRole('link', { name: second.name }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByText(`${second.name} is now ${place} of`)).toBeAttached();
  await expect(page.getByRole('link', { name: second.name })).toBeFocused();
  await page.getByRole('switch', { name: `${first.name} is on` }).click();
  await expect(page.getByText(`${first.name} is off.`)).toBeAttached();
  await expect(async () => {
    await page.reload();
    expect(await order()).toEqual([place + 1, place]);
    expect(await page.getByRole('switch', { name: `${first.name} is on` }).isChecked()).toBe(false);
  }).toPass();

  await link(first.name).dragTo(link(second.name));
  await expect(page.getByText(`${first.name} is now ${place} of`)).toBeAttached();
  await expect(async () => {
    await page.reload();
    expect(await order()).toEqual([place, place + 1]);
  }).toPass();

  const person = await somebodyElse(browser, world, baseURL);
  await person.goto('/');
  await person.getByRole('button', { name: /Choose another/ }).click();
  await expect(person.getByRole('menuitemradio', { name: second.name })).toBeVisible();
  await expect(person.getByRole('menuitemradio', { name: first.name })).toHaveCount(0);
  await person.context().close();
});

test('M02 M07 deleting says in figures what stays, wants the name, and leaves history readable', async ({
  page,
  browser,
  world,
  baseURL,
}) => {
  const { name } = await world.agent(STEPS);
  const person = await somebodyElse(browser, world, baseURL);
  await person.goto('/');
  await choose(person, name);
  await send(person, 'Keep this');
  await expect(person.getByText('from silk.')).toBeVisible();

  await openAs(page, world, '/admin');
  await page.getByRole('button', { name: `More about ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 conversation with it stays readable');
  await expect(dialog).toContainText('This is final.');
  const confirm = dialog.getByRole('button', { name: 'Delete agent' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill(name);
  await confirm.click();
  await expect(rowOf(page, name)).toHaveCount(0);

  await person.reload();
  await expect(person.getByText('from silk.')).toBeVisible();
  await expect(person.getByRole('article', { name })).toBeVisible();
  await person.context().close();
});

test('M09 a connection check says how it stands, and no more', async ({ page, world }) => {
  const { id } = await world.agent(STEPS);
  await openAs(page, world, `/admin/agents/${id}`);
  await page.getByRole('button', { name: 'Check connection' }).click();
  await expect(page.getByText('Reachable', { exact: true })).toBeVisible();
  await page.getByLabel('Language model').click();
  await page.getByLabel('Provider').selectOption('Anthropic');
  await field(page, 'Model').fill('any');
  await page.getByRole('button', { name: 'Check connection' }).click();
  await expect(page.getByText('Not configured', { exact: true })).toBeVisible();
});
