import { expect, type Page, type Route } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { choose, composer, send } from './composer';
import { test } from './fixtures';
import { done, pause, text } from './upstream/steps';

test('a reload in the middle goes on where it was, and C02: the agent is asked once', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([
    text('First half, '),
    pause(gate),
    text('second half.'),
    done(),
  ]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Tell me in halves');
  await expect(page.getByText('First half,')).toBeVisible();
  for (let i = 0; i < 3; i += 1) await page.reload();
  await expect(page.getByText('First half,')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  upstream.gates.open(gate);
  await expect(page.getByText('First half, second half.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  expect(
    upstream.requests.filter((r) => JSON.stringify(r.body).includes(agent.upstreamId)),
  ).toHaveLength(1);
});

test('C07 stop keeps what was shown and ends the platform’s request @touch', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([
    text('Said before the stop.'),
    pause(gate),
    text(' Never.'),
    done(),
  ]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Go on for ever');
  await expect(page.getByText('Said before the stop.')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible();
  await upstream.until((requests) =>
    requests.some(
      (r) => JSON.stringify(r.body).includes(agent.upstreamId) && r.closedBy === 'client',
    ),
  );
  await page.reload();
  await expect(page.getByRole('article').getByText('Said before the stop.')).toBeVisible();
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible();
  await expect(page.getByText('Never.')).toHaveCount(0);
});

test('C12 stop works before the platform has said anything', async ({ page, world, upstream }) => {
  const gate = newId();
  const agent = await world.agent([pause(gate), text('Too late.'), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Hello?');
  await upstream.gates.reached(gate);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible();
  await expect(page.getByText('Too late.')).toHaveCount(0);
});

test('C03 C09 two tabs show the same answer, and a stop in one is a stop in both', async ({
  page,
  context,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([
    text('In both. '),
    pause(gate),
    text('More. '),
    pause(`${gate}2`),
    done(),
  ]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Two tabs');
  await expect(page.getByText('In both.')).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText('In both.')).toBeVisible();
  upstream.gates.open(gate);
  await expect(page.getByText('More.')).toBeVisible();
  await expect(other.getByText('More.')).toBeVisible();
  await other.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible();
  await expect(other.getByText('Stopped.', { exact: true })).toBeVisible();
});

test('a second tab follows a question that was asked in the first', async ({
  page,
  context,
  world,
}) => {
  const agent = await world.agent([text('An answer.'), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'The first question');
  await expect(page.getByText('An answer.')).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText('The first question').last()).toBeVisible();
  await send(page, 'The second question');
  await expect(
    other.getByRole('article', { name: 'You' }).getByText('The second question'),
  ).toBeVisible();
  await expect(other.getByText('An answer.')).toHaveCount(2);
});

test('C24 a refused send puts the text back, and leaves no ghost', async ({ page, world }) => {
  const agent = await world.agent([text('Fine.'), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await page.route('**/chat/stream', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 503, json: { detail: 'x', code: 'storage_full' } })
      : route.continue(),
  );
  await send(page, 'Do not lose me');
  await expect(page.getByText('Not saved yet. Your text is still here.')).toBeVisible();
  await expect(composer(page)).toHaveValue('Do not lose me');
  await page.reload();
  await expect(composer(page)).toHaveValue('Do not lose me');
  await expect(page.getByRole('article')).toHaveCount(0);
});

/** How the reply to a send is lost, and what its person does then. */
const LOST = [
  {
    name: 'C23 a lost reply is asked again with the same run, and is one message',
    lose: (route: Route) => route.abort('connectionreset'),
    again: async () => undefined, // The page asks by itself.
  },
  {
    name: 'C23 nor is it two when a proxy lost the reply and its person sends the text again',
    lose: (route: Route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
    again: async (page: Page) => {
      await expect(composer(page)).toHaveValue('Once, please');
      await composer(page).press('Enter');
    },
  },
];

for (const { name, lose, again } of LOST) {
  test(name, async ({ page, world, upstream }) => {
    const agent = await world.agent([text('Only once.'), done()]);
    await world.signIn(page, await world.person());
    await page.goto('/');
    await choose(page, agent.name);
    let lost = 0;
    await page.route('**/chat/stream', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await lose(route);
    });
    await send(page, 'Once, please');
    await again(page);
    await expect(page.getByText('Only once.')).toBeVisible();
    expect(lost).toBe(1);
    await expect(page).toHaveURL(/\/c\//);
    await page.reload();
    await expect(page.getByRole('article', { name: 'You' })).toHaveCount(1);
    expect(upstream.requests.filter((r) => r.agentId === agent.upstreamId)).toHaveLength(1);
  });
}

test('C15 offline in the middle: said calmly, caught up afterwards', async ({
  page,
  context,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([text('Before. '), pause(gate), text('After.'), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Through a tunnel');
  await expect(page.getByText('Before.')).toBeVisible();
  // Playwright's offline leaves open streams alone: going away and coming back ends them.
  await context.setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
  await expect(page.getByText('Offline, the answer goes on')).toBeVisible();
  upstream.gates.open(gate);
  await context.setOffline(false);
  await expect(page.getByText('Before. After.')).toBeVisible();
  await expect(page.getByText('Offline, the answer goes on')).toHaveCount(0);
});

test('C05 writing while an answer runs: kept, editable, sent in order when it has finished', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([text('Answered.'), pause(gate), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'One');
  await expect(page.getByText('Answered.')).toBeVisible();
  await composer(page).fill('Two');
  await page.getByRole('button', { name: 'Send when finished' }).click();
  const queue = page.getByRole('region', { name: 'Waiting to be sent' });
  await expect(queue.getByText('Two')).toBeVisible();
  await page.reload();
  await expect(queue.getByText('Two')).toBeVisible();
  await queue.getByRole('button', { name: 'Edit' }).click();
  await queue.getByRole('textbox').fill('Two, changed');
  await queue.getByRole('button', { name: 'Save' }).click();
  await expect(queue.getByText('Two, changed')).toBeVisible();
  upstream.gates.open(gate);
  await expect(page.getByRole('article', { name: 'You' }).getByText('Two, changed')).toBeVisible();
  await expect(page.getByText('Answered.')).toHaveCount(2);
  await expect(queue).toHaveCount(0);
});

test('C25 what one conversation receives never shows in another, whose mark says it runs', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([
    text('Belongs to A. '),
    pause(gate),
    text('The rest of A.'),
    done(),
  ]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Conversation A');
  await expect(page.getByText('Belongs to A.')).toBeVisible();
  // The page of the new conversation has taken over.
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
  await page.getByRole('link', { name: 'New conversation' }).click();
  await expect(page.getByText('Belongs to A.')).toHaveCount(0);
  const line = page.getByRole('listitem').filter({ hasText: 'Conversation A' });
  await expect(line).toContainText('answering');
  upstream.gates.open(gate);
  await expect(line).toContainText('new answer');
  await expect(page.getByText('The rest of A.')).toHaveCount(0);
  await line.getByRole('link').click();
  await expect(page.getByText('Belongs to A. The rest of A.')).toBeVisible();
});
