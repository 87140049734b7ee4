import { expect, type Page } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { choose, composer, send } from './composer';
import { test } from './servers';
import { done, text, toolCall, toolResult } from './upstream/steps';
import { signedIn, type Visitor, withToken } from './visitor';

const WRONG_KEY = 'not-the-key-of-the-platform';
const STEPS = [text('Hello there.'), done()];

const picker = (page: Page) => page.getByRole('button', { name: /Choose another/ });

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Unsaved changes')).toHaveCount(0);
}

/** What a person without a browser gets from an agent, and whether it is listed for them. */
async function useOf(caller: Visitor, agentId: string): Promise<[number, boolean]> {
  const response = await caller.send('/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent_id: agentId, message: 'Hello' }),
  });
  const { agents } = await (await caller.send('/v2/agents?limit=100')).json();
  return [response.status, agents.some(({ id }: { id: string }) => id === agentId)];
}

test('access for named people, then for admins only, holds in the picker and the API', async ({
  page,
  browser,
  app,
  world,
}) => {
  const agent = await world.agent(STEPS);
  const [ann, bob, root] = await Promise.all([
    world.person({ name: 'Ann' }),
    world.person({ name: 'Bob' }),
    world.person({ role: 'admin', name: 'Root' }),
  ]);
  const anns = await browser.newContext({ baseURL: app.url });
  const annsPage = await anns.newPage();
  await world.signIn(annsPage, ann);
  const uses = async () => [
    await useOf(withToken(app.url, ann.token), agent.id),
    await useOf(withToken(app.url, bob.token), agent.id),
    await useOf(withToken(app.url, root.token), agent.id),
  ];

  await world.signIn(page, root);
  await page.goto(`/admin/agents/${agent.id}`);
  await page.getByLabel('People and groups you name').click();
  await page.getByRole('combobox', { name: 'People' }).fill(ann.email);
  await page.getByRole('option', { name: ann.email }).click();
  await save(page);
  expect(await uses()).toEqual([
    [200, true],
    [404, false],
    [200, true],
  ]);
  await annsPage.goto('/');
  await choose(annsPage, agent.name);
  await send(annsPage, 'Hello');
  await expect(annsPage.getByText('Hello there.')).toBeVisible();

  await page.getByLabel('Admins only').click();
  await save(page);
  expect(await uses()).toEqual([
    [404, false],
    [404, false],
    [200, true],
  ]);
  await send(annsPage, 'Are you still there?');
  await expect(annsPage.getByText(/^This agent is no longer available\./)).toBeVisible();
  await expect(composer(annsPage)).toHaveValue('Are you still there?');
  await annsPage.reload();
  await expect(annsPage.getByText('Hello there.')).toBeVisible();
  await annsPage.goto('/');
  await picker(annsPage).click();
  await expect(annsPage.getByRole('menuitemradio').first()).toBeVisible();
  await expect(annsPage.getByRole('menuitemradio', { name: agent.name })).toHaveCount(0);
  await anns.close();
});

test('what steps people see is decided on the server: all, their names, none', async ({
  page,
  app,
  world,
}) => {
  const secret = `secret-${newId()}`;
  const name = `look_up_${newId()}`;
  const steps = [toolCall(name, { query: secret }), toolResult(name, { found: secret }), ...STEPS];
  const person = await world.person();
  const admin = await world.person({ role: 'admin' });
  const seen = async (traceVisibility: 'full' | 'names' | 'hidden', who = person) => {
    const agent = await world.agent(steps, { traceVisibility });
    const caller = withToken(app.url, who.token);
    const sent = await caller.send('/chat/stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agent_id: agent.id, message: 'Hello' }),
    });
    const stream = await sent.text();
    const path = `/c/${sent.headers.get('x-session-id')}`;
    const html = await (await (await signedIn(app.url, who)).send(path)).text();
    return {
      path,
      names: [stream, html].map((each) => each.includes(name)),
      contents: [stream, html].map((each) => each.includes(secret)),
    };
  };
  const full = await seen('full');
  const names = await seen('names');
  const both = (value: boolean) => [value, value];
  expect(full).toMatchObject({ names: both(true), contents: both(true) });
  expect(names).toMatchObject({ names: both(true), contents: both(false) });
  expect(await seen('hidden')).toMatchObject({ names: both(false), contents: both(false) });
  expect(await seen('hidden', admin)).toMatchObject({ names: both(true), contents: both(true) });

  await world.signIn(page, person);
  await page.goto(names.path);
  await expect(page.getByText(/look up/i)).toBeVisible();
  await expect(page.getByRole('button', { name: /look up/i })).toHaveCount(0);
  await page.goto(full.path);
  await expect(page.getByRole('button', { name: /look up/i })).toBeVisible();
});

test('deleting beside unsaved changes asks only about deleting, and the conversation cannot go on', async ({
  page,
  browser,
  app,
  world,
}) => {
  const agent = await world.agent(STEPS);
  const context = await browser.newContext({ baseURL: app.url });
  const person = await context.newPage();
  await world.signIn(person, await world.person());
  await person.goto('/');
  await choose(person, agent.name);
  await send(person, 'Keep this');
  await expect(person.getByText('Hello there.')).toBeVisible();
  await expect(person).toHaveURL(/\/c\//);

  await world.signIn(page, await world.person({ role: 'admin' }));
  await page.goto(`/admin/agents/${agent.id}`);
  await page.getByLabel('Description').fill('Not to be stored');
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog');
  const typed = dialog.getByRole('textbox');
  await typed.fill('not its name');
  await expect(dialog.getByRole('button', { name: 'Delete agent' })).toBeDisabled();
  const stored: string[] = [];
  page.on('request', (request) => stored.push(request.postData() ?? ''));
  await typed.fill(agent.name);
  await typed.press('Enter');
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByRole('link', { name: agent.name })).toHaveCount(0);
  expect(stored.filter((body) => body.includes('Not to be stored'))).toEqual([]);

  await send(person, 'Go on');
  await expect(person.getByText(/^This agent is no longer available\./)).toBeVisible();
  await expect(composer(person)).toHaveValue('Go on');
  await person.reload();
  await expect(person.getByRole('article', { name: agent.name })).toContainText('Hello there.');
  await context.close();
});

test('the connection check says refused, unreachable and reachable, and shows nobody’s words', async ({
  page,
  upstream,
  start,
}) => {
  const operator = { email: 'operator@example.com', password: 'correct horse battery' };
  const wrong = await start({
    env: {
      THINNESTAI_BASE_URL: upstream.url,
      THINNESTAI_API_KEY: WRONG_KEY,
      OPENAI_BASE_URL: 'http://127.0.0.1:1',
      OPENAI_API_KEY: 'sk-of-the-tests',
      ADMIN_EMAIL: operator.email,
      ADMIN_PASSWORD: operator.password,
    },
  });
  await page.goto(`${wrong.url}/admin/agents/new`);
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Password', { exact: true }).fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const check = page.getByRole('button', { name: 'Check connection' });
  await page.getByLabel('Agent id').fill('ag_1');
  await check.click();
  await expect(page.getByText('Refused', { exact: true })).toBeVisible();
  await expect(page.getByText(/THINNESTAI_API_KEY/)).toBeVisible();
  await expect(page.getByText('Invalid or missing authentication')).toHaveCount(0);
  await expect(page.getByText(WRONG_KEY)).toHaveCount(0);

  await page.getByLabel('Language model').click();
  await page.getByLabel('Model', { exact: true }).fill('any');
  await check.click();
  await expect(page.getByText('Unreachable', { exact: true })).toBeVisible();
  await page.getByLabel('Built-in guide').click();
  await check.click();
  await expect(page.getByText('Reachable', { exact: true })).toBeVisible();
});
