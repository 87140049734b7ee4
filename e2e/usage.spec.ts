import { expect, type Locator, type Page } from '@playwright/test';
import { BY_SERVER } from '@/lib/db/audit';
import { sqlClient } from '@/lib/db/client';
import { changeSettings } from '@/lib/db/instance-settings';
import { openAs } from './admin';
import { expectAccessible } from './axe';
import { builtAction } from './build';
import { test, type World } from './fixtures';
import { rated } from './rated';
import { ask } from './scenes';
import { done, pause, reply, text } from './upstream/steps';
import { callAction, signedIn, type Visitor, withToken } from './visitor';

const USED = { input_tokens: 1_000_000, output_tokens: 500_000, total_tokens: 1_500_000 };
const PRICE = { inputPrice: 2_000_000, outputPrice: 8_000_000, currency: 'EUR' };

const chart = (page: Page, name: string) => page.getByRole('figure', { name, exact: true });

/** What is noted of an action, newest first. */
async function noted(action: string, subjectId: string): Promise<Record<string, unknown>[]> {
  const sql = 'SELECT actor_email, after FROM audit WHERE action = ? AND subject_id = ? ORDER BY n';
  const { rows } = await sqlClient().execute({ sql, args: [action, subjectId] });
  return rows.map((row) => ({ ...row }));
}

async function send(caller: Visitor, agentId: string): Promise<number> {
  const response = await caller.send('/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent_id: agentId, message: 'Is it so?' }),
  });
  await response.body?.cancel();
  return response.status;
}

/** The last bar says `last`, the one before that nothing was used. */
async function readByKeys(figure: Locator, last: string): Promise<void> {
  const values = figure.getByRole('slider');
  // Keys do nothing until the page's scripts have arrived.
  await expect(async () => {
    await values.press('End');
    await values.press('ArrowLeft');
    await expect(values).toHaveAttribute('aria-valuetext', /: (none|nobody|€0\.00)$/, {
      timeout: 500,
    });
  }).toPass();
  await values.press('End');
  await expect(values).toHaveAttribute('aria-valuetext', new RegExp(`: ${last}$`));
}

test('the dashboard tells answers, tokens, cost and times of an agent, each with its table @touch', async ({
  page,
  app,
  world,
}) => {
  const agent = await world.agent([text('Yes.'), done(USED)], PRICE);
  const ann = await world.person({ name: 'Ann' });
  const bob = await world.person({ name: 'Bob' });
  expect(await send(withToken(app.url, ann.token), agent.id)).toBe(200);
  await openAs(page, world, `/admin/usage?agent=${agent.id}`);
  await expect(chart(page, 'Answers')).toContainText('None failed.');
  await readByKeys(chart(page, 'Answers'), '1 answer');
  await readByKeys(chart(page, 'Cost'), '€6\\.00');
  await readByKeys(chart(page, 'Active people'), '1 person');
  await expect(chart(page, 'Tokens')).toContainText('1.5M');
  await expect(chart(page, 'Time to first word')).toContainText(/95% within [\d.]+\sm?s/);
  await chart(page, 'Tokens').locator('summary').click();
  await expect(chart(page, 'Tokens').getByRole('table')).toContainText('1,500,000');
  const people = page.getByRole('region', { name: 'By person', exact: true });
  await people.getByRole('link', { name: 'Ann' }).click();
  await expect(page).toHaveURL(new RegExp(`agent=${agent.id}&person=${ann.id}`));
  await expect(people).toHaveCount(0);
  await expect(chart(page, 'Active people')).toHaveCount(0);
  await expect(chart(page, 'Time to first word')).toContainText(/95% within [\d.]+\sm?s/);
  const csv = page.getByRole('link', { name: 'Download By agent as CSV' });
  await expect(csv).toHaveAttribute('href', new RegExp(`person=${ann.id}`));
  const bar = page.getByRole('main');
  await expect(bar.getByRole('link', { name: 'Ann', exact: true })).toHaveAttribute(
    'href',
    `/admin/people/${ann.id}`,
  );
  await page.getByRole('link', { name: '30 days' }).click();
  await expect(page).toHaveURL(new RegExp(`range=30d&agent=${agent.id}&person=${ann.id}`));
  await expect(chart(page, 'Cost')).toContainText('€6.00');
  await page.getByRole('link', { name: 'Show everybody instead of Ann' }).click();
  await expect(people).toBeVisible();
  await page.getByRole('searchbox', { name: 'Person' }).fill(bob.email);
  await page.getByRole('list', { name: 'People found' }).getByRole('link').click();
  await expect(page.getByText('Nothing was used then')).toBeVisible();
  await page.getByRole('link', { name: 'Other days' }).click();
  await page.getByLabel('From', { exact: true }).fill('2020-01-01');
  await page.getByLabel('To', { exact: true }).fill('2020-01-31');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('Nothing was used then')).toBeVisible();
});

test('I12 the tables go home as CSV without a formula, noted, and for admins only', async ({
  app,
  world,
}) => {
  const name = '=HYPERLINK("http://x")';
  const agent = await world.agent(reply(500, { error: 'x' }), PRICE);
  const person = await world.person({ name });
  await send(withToken(app.url, person.token), agent.id);
  const root = await world.person({ role: 'admin' });
  const file = async (token: string, table: string, who = '') => {
    const path = `/api/admin/usage?agent=${agent.id}&table=${table}${who}`;
    const response = await withToken(app.url, token).send(path);
    return { status: response.status, text: await response.text() };
  };
  const people = await file(root.token, 'people');
  expect(people.text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect((await file(root.token, 'failures')).text).toContain('upstream_error,1');
  expect((await file(root.token, 'time')).text.trim().split('\r\n')).toHaveLength(8);
  expect((await file(root.token, 'agents')).text).toContain(agent.id);
  const own = `&person=${person.id}`;
  expect((await file(root.token, 'failures', own)).text).toContain('upstream_error,1');
  expect((await file(root.token, 'agents', `&person=${root.id}`)).text).not.toContain(agent.id);
  expect((await file(person.token, 'people', own)).status).toBe(404);
  const { rows } = await sqlClient().execute({
    sql: "SELECT count(*) AS n FROM audit WHERE action = 'usage.export' AND actor_id = ?",
    args: [root.id],
  });
  expect(rows[0]?.n).toBe(6);
});

test('an admin sees what runs now, without its words, and stops it', async ({
  page,
  browser,
  app,
  world,
}) => {
  const agent = await world.agent([text('A secret beginning'), pause('never'), done()]);
  const bob = await world.person({ name: 'Bob' });
  const his = await (await browser.newContext({ baseURL: app.url })).newPage();
  await world.signIn(his, bob);
  await ask(his, agent, 'Tell me.');
  await expect(his.getByText('A secret beginning')).toBeVisible();
  await openAs(page, world, '/admin/usage');
  const live = page.getByRole('region', { name: 'Now', exact: true }).first();
  const line = live.getByRole('row').filter({ hasText: agent.name });
  await expect(line).toContainText('Bob');
  await expect(line).toContainText(/about \d/);
  const since = line.getByRole('cell').nth(2);
  await expect(since).not.toHaveText(await since.innerText());
  await expect(page.getByText('A secret beginning')).toHaveCount(0);
  await line.getByRole('button', { name: /^Stop/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
  await expect(live.getByText('Stopped.')).toBeVisible();
  await expect(line).toHaveCount(0);
  await expect(his.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  await expect(his.getByText('A secret beginning')).toBeVisible();
  expect(await noted('run.stop', bob.id)).toHaveLength(1);
});

/** A rated answer of somebody, with the setting as it is to be. */
async function feedbackOf(world: World, adminsReadConversations: boolean) {
  await changeSettings({ set: { adminsReadConversations }, reset: [] }, BY_SERVER);
  const agent = await world.agent([]);
  const ann = await world.person({ name: 'Ann' });
  const reason = `It named the old window, ${agent.name}.`;
  const { messageId } = await rated({ userId: ann.id, agentId: agent.id, value: 'down', reason });
  return { agent, ann, reason, messageId };
}

test('M10 where admins may not read conversations, ratings are all they see', async ({
  page,
  app,
  world,
}) => {
  const { agent, ann, reason, messageId } = await feedbackOf(world, false);
  await openAs(page, world, `/admin/feedback?agent=${agent.id}&reason=yes`);
  await expect(page.getByRole('article', { name: 'Poor answer' })).toContainText(reason);
  await expect(page.getByText('Admins cannot read the conversations here')).toBeVisible();
  await expect(page.getByRole('button', { name: /Read the answer/ })).toHaveCount(0);
  const root = await signedIn(app.url, await world.person({ role: 'admin' }));
  const answer = await callAction(root, builtAction('readRated'), { messageId });
  expect([answer.code, answer.text.includes('14 days')]).toEqual(['forbidden', false]);
  expect(await noted('feedback.read', ann.id)).toEqual([]);
  await page.getByRole('combobox', { name: 'Rating' }).selectOption('Good answer');
  await expect(page).toHaveURL(/value=up/);
  await expect(page.getByText('Nothing found')).toBeVisible();
});

test('M10 where they may, each reading is noted and its person sees it @touch', async ({
  page,
  browser,
  app,
  world,
}) => {
  const { agent, ann, messageId } = await feedbackOf(world, true);
  await openAs(page, world, `/admin/feedback?agent=${agent.id}`);
  expect(await noted('feedback.read', ann.id)).toEqual([]);
  await page.getByRole('button', { name: /Read the answer/ }).click();
  const turn = page.getByRole('region', { name: 'The rated answer' });
  await expect(turn).toBeFocused();
  await expect(turn).toContainText('How long may things be sent back?');
  await expect(turn).toContainText('return window');
  await expect(turn).toContainText('Within 14 days of delivery.');
  const [row, ...more] = await noted('feedback.read', ann.id);
  expect([String(row?.after).includes(messageId), more]).toEqual([true, []]);
  await turn.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: /Read the answer/ })).toBeFocused();
  const hers = await (await browser.newContext({ baseURL: app.url })).newPage();
  await world.signIn(hers, ann);
  await hers.goto('/settings/data');
  const readings = hers.getByRole('list', { name: 'Answers that admins read' });
  await readings.getByRole('link', { name: `an answer of ${agent.name}` }).click();
  await expect(hers.getByText('Within 14 days of delivery.')).toBeVisible();
});

test('usage and feedback are accessible, full and empty', async ({ page, app, world }) => {
  test.slow();
  const { agent, ann } = await feedbackOf(world, true);
  const used = await world.agent([text('Yes.'), done(USED)]);
  expect(await send(withToken(app.url, ann.token), used.id)).toBe(200);
  await world.signIn(page, await world.person({ role: 'admin' }));
  await page.goto(`/admin/usage?agent=none&person=${ann.id}`);
  await expectAccessible(page, 'usage without figures');
  await page.goto('/admin/usage?range=24h');
  await page.locator('details summary').first().click();
  await expectAccessible(page, 'usage');
  await page.goto(`/admin/feedback?agent=${agent.id}`);
  await page.getByRole('button', { name: /Read the answer/ }).click();
  await expect(page.getByRole('region', { name: 'The rated answer' })).toBeVisible();
  await expectAccessible(page, 'feedback');
});
