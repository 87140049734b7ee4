import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { choose, send } from './composer';
import { test } from './fixtures';
import { done, text, toolCall, toolResult } from './upstream/steps';

const QUESTION = 'What is 17.5% of 2,340, and what time is it in Tokyo?';

test('the guide answers with two steps and the right figures, and is found again @touch', async ({
  page,
  world,
}) => {
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, 'Guide'); // Another test of this server may have set another default.
  await send(page, QUESTION);
  const answer = page.getByRole('article', { name: 'Guide' });
  await expect(answer.getByText('Calculated')).toBeVisible();
  await expect(answer.getByText('Looked up the time')).toBeVisible();
  await expect(answer.getByText('409.5')).toBeVisible();
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit' });
  await expect(answer.locator('strong', { hasText: `${hour.format(new Date())}:` })).toBeVisible();
  await expect(page).toHaveURL(/\/c\/[a-z0-9]{26}$/);

  await answer.getByRole('button', { name: /Calculated/ }).click();
  await expect(answer.getByText('17.5 / 100 * 2340')).toBeVisible();

  await page.reload();
  await expect(answer.getByText('409.5')).toBeVisible();
  const drawer = page.getByRole('button', { name: 'Open the sidebar' });
  if (await drawer.isVisible()) await drawer.click();
  await expect(page.getByRole('link', { name: /What is 17\.5%/ })).toBeVisible();
});

test('a failed step is open and red, a platform fault is said in words, Retry answers', async ({
  page,
  world,
  upstream,
}) => {
  const agent = await world.agent([
    toolCall('web_search', { query: 'ML applications' }),
    toolResult('web_search', { error: 'quota of the search is used up' }),
    text('Half an'),
  ]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Search for it');
  const answer = page.getByRole('article', { name: agent.name });
  await expect(answer.getByText('The answer was cut off.')).toBeVisible();
  await expect(answer.getByText('quota of the search is used up')).toBeVisible();
  await expect(page.getByText('Half an')).toBeVisible();
  upstream.script(agent.upstreamId, [text('Whole now.'), done()]);
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText('Whole now.')).toBeVisible();
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(1);
});

test("another person's conversation is not found, as one that never was", async ({
  browser,
  page,
  world,
  app,
}) => {
  await world.signIn(page, await world.person());
  await page.goto('/');
  await send(page, 'Private words');
  await expect(page).toHaveURL(/\/c\//);
  const context = await browser.newContext({ baseURL: app.url });
  const stranger = await context.newPage();
  await world.signIn(stranger, await world.person({ name: 'Bob' }));
  for (const path of [new URL(page.url()).pathname, `/c/${newId()}`]) {
    const response = await stranger.goto(path);
    expect(response?.status()).toBe(404);
    await expect(stranger.getByText('Private words')).toHaveCount(0);
  }
  await context.close();
});

test('I03 nothing is loaded from elsewhere before a click that names the host', async ({
  page,
  world,
  app,
}) => {
  const agent = await world.agent([
    text('![cat](https://canary.example/cat.png) and [a link](https://canary.example/page?q=1)\n'),
    done(),
  ]);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(app.url) && /^https?:/.test(request.url()))
      elsewhere.push(request.url());
  });
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Show me');
  await expect(page.getByText('canary.example').first()).toBeVisible();
  await page.getByRole('button', { name: 'a link' }).click();
  await expect(page.getByText('https://canary.example/page?q=1')).toBeVisible();
  expect(elsewhere).toEqual([]);
});

test('who leaves for a new conversation before the last has its page gets a new one', async ({
  page,
  world,
}) => {
  const slow = await world.agent([text('On its way.'), done()]);
  const other = await world.agent([text('Here already.'), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, slow.name);
  // The page of the conversation takes long to come.
  await page.route(/\/c\/[0-9a-z]{26}\?/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await route.continue().catch(() => undefined); // Nobody waits for it any more.
  });
  await send(page, 'First');
  await expect(page.getByText('On its way.')).toBeVisible();
  const drawer = page.getByRole('button', { name: 'Open the sidebar' });
  if (await drawer.isVisible()) await drawer.click();
  await page.getByRole('link', { name: 'New conversation' }).click();
  await expect(page.getByRole('switch', { name: 'Temporary' })).toBeVisible(); // An empty one.
  await choose(page, other.name);
  await send(page, 'Second');
  await expect(page.getByText('Here already.')).toBeVisible();
  await expect(page.getByText('On its way.')).toHaveCount(0);
});
