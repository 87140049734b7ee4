import { expect, type Page } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { field, openAs, saved, somebodyElse } from './admin';
import { choose, composer, send } from './composer';
import { test } from './servers';
import { done, pause, text } from './upstream/steps';
import { type Visitor, withToken } from './visitor';

const STEPS = [text('Hello there.'), done({ input_tokens: 5, output_tokens: 7, total_tokens: 12 })];

const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: false }) });

async function inMenu(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `More about ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

/** A name nobody else in the worker's database has. */
const unique = (word: string) => `${word} ${newId().slice(-6)}`;

test('an agent is copied, made the default, put away and brought back; its order is the picker’s', async ({
  page,
  browser,
  world,
  baseURL,
}) => {
  const name = unique('Loom');
  const { id } = await world.agent(STEPS, { name, colour: 'green' });
  await openAs(page, world, '/admin');
  await inMenu(page, name, 'Duplicate');
  const copy = rowOf(page, `Copy of ${name}`);
  await expect(copy.getByRole('switch')).not.toBeChecked();
  await copy.getByRole('switch').check();
  await inMenu(page, `Copy of ${name}`, 'Move up');
  await expect(page.getByRole('status').filter({ hasText: 'is now' })).toHaveCount(1);

  const person = await somebodyElse(browser, world, baseURL);
  await person.goto(`/?agent=${id}`);
  await person.getByRole('button', { name: /Choose another/ }).click();
  const entries = person.getByRole('menuitemradio').filter({ hasText: name });
  await expect(entries).toHaveText([new RegExp(`^Copy of ${name}`), new RegExp(`^${name}`)]);
  await expect(entries.last().locator('svg[data-colour="green"]')).toBeVisible();

  await inMenu(page, name, 'Make default');
  await expect(rowOf(page, name).getByText('Default', { exact: true })).toBeVisible();
  await person.context().clearCookies({ name: /agent/ });
  await person.goto('/');
  await expect(composer(person)).toHaveAttribute('placeholder', `Message ${name}`);

  await inMenu(page, name, 'Archive');
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
  await person.reload();
  await expect(composer(person)).not.toHaveAttribute('placeholder', `Message ${name}`);
  await page.getByRole('link', { name: /archived agent/ }).click();
  const put = page.getByRole('listitem').filter({ hasText: name });
  await put.getByRole('button', { name: 'Bring back' }).click();
  await expect(put).toHaveCount(0);
  await person.goto(`/?agent=${id}`);
  await expect(composer(person)).toHaveAttribute('placeholder', `Message ${name}`);
  await person.context().close();
});

test('M02 deleting says in figures what stays; what runs ends well, and its name stays', async ({
  page,
  browser,
  world,
  upstream,
  baseURL,
}) => {
  const gate = newId();
  const agent = await world.agent([text('Before '), pause(gate), text('and after.'), done()]);
  const person = await somebodyElse(browser, world, baseURL);
  await person.goto('/');
  await choose(person, agent.name);
  await send(person, 'Go');
  await expect(person.getByText('Before')).toBeVisible();

  await openAs(page, world, '/admin');
  await inMenu(page, agent.name, 'Delete…');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 conversation with it stays readable');
  await expect(dialog).toContainText('1 answer that is running now finishes');
  await expect(dialog.getByRole('button', { name: 'Delete agent' })).toBeDisabled();
  await dialog.getByRole('textbox').fill(agent.name);
  await dialog.getByRole('button', { name: 'Delete agent' }).click();
  await expect(page.getByRole('link', { name: agent.name })).toHaveCount(0);

  upstream.gates.open(gate);
  await expect(person.getByText('Before and after.')).toBeVisible();
  await person.reload();
  await expect(person.getByRole('article', { name: agent.name })).toContainText('and after.');
  await person.context().close();
});

/** Every way in to an agent for a program: listed, and the statuses of starting and going on. */
async function waysIn(caller: Visitor, agentId: string, session?: string) {
  const post = async (path: string, more = {}) => {
    const response = await caller.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agent_id: agentId, message: 'Hello', ...more }),
    });
    await response.text();
    return response.status;
  };
  const { agents } = await (await caller.send('/v2/agents?limit=100')).json();
  return {
    listed: agents.some(({ id }: { id: string }) => id === agentId),
    chat: await post('/chat'),
    stream: await post('/chat/stream'),
    v1: await post(`/v1/agents/${agentId}/chat`),
    goOn: session ? await post('/chat/stream', { session_id: session }) : null,
  };
}

test('an agent for a group is its members’, in every way in, until they leave it', async ({
  page,
  app,
  world,
}) => {
  const [ann, bob] = [await world.person({ name: 'Ann' }), await world.person({ name: 'Bob' })];
  const group = { id: newId(), name: unique('Weavers') };
  const join = 'INSERT INTO group_members (group_id, user_id) VALUES (?, ?)';
  await sqlClient().batch([
    {
      sql: 'INSERT INTO groups (id, name, created_at) VALUES (?, ?, 0)',
      args: [group.id, group.name],
    },
    { sql: join, args: [group.id, ann.id] },
  ]);
  const agent = await world.agent(STEPS);
  await openAs(page, world, `/admin/agents/${agent.id}`);
  await page.getByLabel('People and groups you name').click();
  await page.getByRole('checkbox', { name: group.name }).check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await saved(page);
  const as = (token: string, session?: string) =>
    waysIn(withToken(app.url, token), agent.id, session);
  const open = { listed: true, chat: 200, stream: 200, v1: 200 };
  const shut = { listed: false, chat: 404, stream: 404, v1: 404 };
  expect(await as(ann.token)).toMatchObject(open);
  expect(await as(bob.token)).toMatchObject(shut);
  const { chats } = await (await withToken(app.url, ann.token).send('/v2/chats')).json();
  await sqlClient().execute({
    sql: 'DELETE FROM group_members WHERE user_id = ?',
    args: [ann.id],
  });
  expect(await as(ann.token, chats[0].id)).toEqual({ ...shut, goOn: 404 });

  await world.signIn(page, ann);
  await page.goto(`/?agent=${agent.id}`);
  await expect(composer(page)).not.toHaveAttribute('placeholder', `Message ${agent.name}`);
  await page.goto(`/c/${chats[0].id}`);
  await expect(page.getByText('Hello there.').first()).toBeVisible();
});

test('limits and a price of an agent are set in its form, and hold from the next message', async ({
  page,
  browser,
  world,
  baseURL,
}) => {
  const agent = await world.agent(STEPS);
  await openAs(page, world, `/admin/agents/${agent.id}`);
  await field(page, 'Messages a day').fill('one');
  await field(page, 'Input').fill('2,50');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('one field needs you')).toBeVisible();
  await expect(field(page, 'Messages a day')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'Input')).toHaveValue('2,50');
  await field(page, 'Messages a day').fill('1');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await saved(page);

  const person = await somebodyElse(browser, world, baseURL);
  await person.goto('/');
  await choose(person, agent.name);
  await send(person, 'First');
  await expect(person.getByText('Hello there.')).toBeVisible();
  await send(person, 'Second');
  await expect(composer(person)).toHaveValue('Second');
  await expect(person.getByText(`No messages left today with ${agent.name}`)).toBeVisible();
  await person.context().close();
  const { rows } = await sqlClient().execute({
    sql: 'SELECT cost_micros AS cost FROM runs WHERE agent_id = ?',
    args: [agent.id],
  });
  expect(rows.map(({ cost }) => cost)).toEqual([13]); // 5 tokens at 2.50 for a million, rounded.
});
