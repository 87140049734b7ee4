/** Reading: long conversations, steps and their values, where the time went, code and tables. */

import { expect, type Locator, type Page } from '@playwright/test';
import type { ArchivedMessage } from '@/lib/contract/archive';
import { newId } from '@/lib/contract/ids';
import { insertConversation } from '@/lib/db/copies';
import { builtAction } from './build';
import { choose, composer, send } from './composer';
import { type TestPerson, test, type World } from './fixtures';
import { ask } from './scenes';
import { done, pause, text, toolCall, toolResult } from './upstream/steps';
import { callAction, signedIn } from './visitor';

/** A conversation of so many messages, stored; its id. */
async function longConversation(world: World, person: TestPerson, count: number): Promise<string> {
  const agent = await world.agent([text('And so it goes on.'), done()]);
  const messages = Array.from({ length: count }, (_, n): ArchivedMessage => {
    const mine = n % 2 === 0;
    const words = mine
      ? `Question ${n}`
      : `Answer ${n} in some words.\n\n- one\n- two\n\n\`x = ${n}\``;
    return {
      id: `m${n}`,
      parentId: n === 0 ? null : `m${n - 1}`,
      role: mine ? 'user' : 'assistant',
      createdAt: n,
      ...(mine ? {} : { status: 'completed' as const }),
      parts: [{ type: 'text', text: words }],
    };
  });
  const now = Date.now();
  const about = { pinned: false, archived: false, tags: [], createdAt: now, updatedAt: now };
  const id = await insertConversation(
    person.id,
    { ...about, id: 'x', title: 'A long one', agent, headId: null, messages },
    { agentId: agent.id, key: newId(), now },
  );
  return id ?? '';
}

const view = (page: Page) => page.locator('#conversation');
/** The page has come to life: from now on it follows its reader. */
const alive = (page: Page) => expect(page.locator('html')).toHaveAttribute('style', /--foot/);
const topOf = async (element: Locator) => (await element.boundingBox())?.y ?? Number.NaN;

test('a conversation of 10,000 messages opens at its end, and earlier ones come as one scrolls up', async ({
  page,
  world,
}) => {
  const person = await world.person();
  await world.signIn(page, person);
  await page.goto(`/c/${await longConversation(world, person, 10_000)}`);
  await alive(page);
  await expect(page.getByText('Answer 9999 in')).toBeInViewport();
  // The last ones at once, those before them right after.
  await expect(page.getByRole('article')).toHaveCount(60);

  // Every answer is drawn as it stays: a list takes more room than its source.
  const answers = view(page).locator('.prose');
  await expect
    .poll(async () => (await answers.locator('ul').count()) - (await answers.count()))
    .toBe(0);

  const loaded = page.waitForResponse(/\/messages\?before=/);
  await view(page).evaluate((element) => {
    element.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
    element.scrollTop = 900;
  });
  const seen = page.getByText('Question 9946', { exact: true });
  const before = await topOf(seen);
  await loaded;
  await expect(page.getByText('Question 9890', { exact: true })).toBeAttached();
  expect(Math.abs((await topOf(seen)) - before)).toBeLessThan(8);

  // What was loaded stays when the conversation goes on.
  await send(page, 'Go on');
  await expect(page.getByText('And so it goes on.')).toBeInViewport();
  await expect(page.getByText('Question 9890', { exact: true })).toBeAttached();
});

test('who scrolls before the page has come to life stays where they are', async ({
  page,
  world,
}) => {
  const person = await world.person();
  await world.signIn(page, person);
  const id = await longConversation(world, person, 60);
  let hold = true;
  const held: (() => void)[] = [];
  await page.route(/_next\/static\/.*\.js/, async (route) => {
    if (hold) await new Promise<void>((go) => held.push(go));
    await route.continue();
  });
  await page.goto(`/c/${id}`, { waitUntil: 'commit' });
  await expect(page.getByText('Answer 59 in')).toBeInViewport();
  await view(page).hover();
  await page.mouse.wheel(0, -500);
  const seen = page.getByText('Question 54', { exact: true });
  await expect(seen).toBeInViewport();
  hold = false;
  for (const go of held) go();
  await alive(page);
  await expect(page.getByRole('article')).toHaveCount(60);
  await expect(seen).toBeInViewport();
  await expect(page.getByText('Answer 59 in')).not.toBeInViewport();
});

test('a long answer is cut for the browser without changing its height, and its code has colours from a worker', async ({
  page,
  world,
}) => {
  const section = (n: number) => `## Part ${n}\n\nWords of it.\n\n- one\n- two\n\n---\n\n`;
  const long = Array.from({ length: 20 }, (_, n) => section(n)).join('');
  const agent = await world.agent([text(`${long}\`\`\`ts\nconst last = 1;\n\`\`\``), done()]);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'Tell me');
  await expect(page.locator('[data-token="keyword"]', { hasText: 'const' })).toBeVisible();
  expect(page.workers()).toHaveLength(1);
  await expect(page.locator('.stretch:not([data-measured])')).toHaveCount(1);
  const height = () => view(page).evaluate((element) => element.scrollHeight);
  const skipped = await height();
  await page.addStyleTag({
    content: '.prose > .stretch { content-visibility: visible !important }',
  });
  expect(Math.abs((await height()) - skipped)).toBeLessThan(2);
});

test('earlier messages that cannot be loaded are said to be missing, and come when asked for again', async ({
  page,
  world,
}) => {
  const person = await world.person();
  await world.signIn(page, person);
  const id = await longConversation(world, person, 200);
  await page.route(/\/messages\?before=/, (route) => route.abort());
  await page.goto(`/c/${id}`);
  await alive(page);
  await expect(page.getByText('Answer 199 in')).toBeInViewport();
  await view(page).evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(page.getByText('Earlier messages could not be loaded.')).toBeVisible();
  await page.unroute(/\/messages\?before=/);
  await page.getByRole('button', { name: 'Show earlier messages' }).click();
  await expect(page.getByText('Question 100', { exact: true })).toBeAttached();
});

const STEPS = [
  text('I looked first.'),
  toolCall('web_search', { query: 'ants' }),
  toolResult('web_search', {
    results: [
      { url: 'https://ants.example/a', title: 'All about ants', snippet: 'They march.' },
      { url: 'https://bees.example/b', title: 'And bees', snippet: 'They fly.' },
    ],
  }),
  toolCall('query_database', { sql: 'select * from ants' }),
  toolResult('query_database', [
    { name: 'Anna', legs: 6 },
    { name: 'Bert', legs: 5 },
  ]),
  toolCall('read_file', { path: 'ants.md' }),
  toolResult('read_file', { error: 'no such file' }),
  toolCall('calculate', { expression: '6 + 5' }),
  toolResult('calculate', 11),
  text('\n\nEleven legs.'),
  done(),
];

test('folded steps, a failed one, values as what they are and the time say the same live, read back and shared @touch', async ({
  page,
  app,
  world,
}) => {
  const agent = await world.agent(STEPS);
  const person = await world.person();
  await world.signIn(page, person);
  await ask(page, agent, 'How many legs?');
  const answer = page.getByRole('article', { name: agent.name });
  await expect(answer.getByRole('button', { name: /^Took / })).toBeAttached();
  const fold = answer.getByRole('button', { name: /^Used 4 tools · .* s 1 failed$/ });

  const look = async () => {
    await expect(fold).toBeVisible();
    const said = [await fold.textContent()];
    await expect(answer.getByRole('button', { name: /^Could not read a file/ })).toBeVisible();
    await expect(answer.getByText('no such file')).toBeVisible();
    await fold.click();
    await answer.getByRole('button', { name: /^Queried the database/ }).click();
    const table = answer.getByRole('table');
    await expect(table.getByRole('row')).toHaveText(['namelegs', 'Anna6', 'Bert5']);
    await answer.getByRole('button', { name: /^Queried the database/ }).click();
    await answer.getByRole('button', { name: /^Searched the web/ }).click();
    await expect(answer.getByRole('button', { name: 'All about ants' })).toBeVisible();
    said.push(...(await answer.locator('li[data-state] > button').allTextContents()));
    await answer.getByRole('button', { name: /^Took .* Show where the time went$/ }).click();
    const chart = answer.getByRole('table', { name: /^Where the time went/ });
    await expect(chart.getByRole('row', { name: /^Calculated/ })).toBeInViewport();
    said.push(...(await chart.getByRole('row').allTextContents()));
    return said;
  };
  await page.reload();
  const readBack = await look();
  const caller = await signedIn(app.url, person);
  const id = new URL(page.url()).pathname.slice('/c/'.length);
  const share = { id, withTrace: true, days: 1 };
  const made = await callAction(caller, builtAction('shareConversation'), share);
  await page.goto(`/s/${/"code":"([0-9a-z]{26})"/.exec(made.text)?.[1]}`);
  expect(await look()).toEqual(readBack);
});

test('a value of a step is searched, and opening it moves nothing above it', async ({
  page,
  world,
}) => {
  const rows = Array.from({ length: 400 }, (_, n) => ({ n, deep: { name: `ant ${n}` } }));
  const agent = await world.agent([
    text('Before.\n\n'),
    toolCall('list_ants', { all: true }),
    toolResult('list_ants', { rows, note: { kind: 'all' } }),
    text(`\n\n${'A line of the answer.\n\n'.repeat(40)}The end.`),
    done(),
  ]);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'Which ants?');
  await expect(page.getByText('The end.')).toBeInViewport();
  // Stored: nothing takes another's place any more.
  await expect(page.getByRole('button', { name: /^Took / })).toBeVisible();
  const step = page.getByRole('button', { name: /^List ants/ });
  await step.scrollIntoViewIfNeeded();
  const before = await topOf(step);
  await step.click();
  const panel = page.getByRole('tabpanel');
  await expect(panel).toBeVisible();
  expect(Math.abs((await topOf(step)) - before)).toBeLessThan(2);
  expect((await panel.boundingBox())?.height).toBeLessThan(600);

  await page.getByRole('button', { name: 'Search in it' }).click();
  await page.getByRole('searchbox', { name: 'Search in it' }).fill('ant 39');
  await expect(panel).toContainText('Found 11 times');
  await expect(panel).toContainText('rows[399].deep.name');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await saving).suggestedFilename()).toBe('list_ants-result.json');
});

test('who scrolled up is left in peace, told of new text, and brought back to it', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([
    text(`${'A line of the answer.\n\n'.repeat(60)}Half of it.`),
    pause(gate),
    text(`\n\n${'More of the answer.\n\n'.repeat(20)}All of it.`),
    done(),
  ]);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'Tell me');
  await expect(page.getByText('Half of it.')).toBeInViewport();
  await view(page).hover();
  await page.mouse.wheel(0, -600);
  await expect(page.getByRole('button', { name: 'Go to the end' })).toBeVisible();
  const place = await view(page).evaluate((element) => element.scrollTop);
  upstream.gates.open(gate);
  await page.getByRole('button', { name: 'New text below' }).click({ trial: true });
  expect(await view(page).evaluate((element) => element.scrollTop)).toBe(place);
  await page.getByRole('button', { name: 'New text below' }).click();
  await expect(page.getByText('All of it.')).toBeInViewport();
});

test('twenty thousand lines are pasted into a box that stays as high as it may, and typing goes on', async ({
  page,
  world,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await world.signIn(page, await world.person());
  await page.goto('/');
  const agent = await world.agent([text('x'), done()]);
  await page.reload();
  await choose(page, agent.name);
  const box = composer(page);
  await page.evaluate(() =>
    navigator.clipboard.writeText(Array.from({ length: 20_000 }, (_, n) => `line ${n}`).join('\n')),
  );
  await box.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(box).toHaveValue(/line 19999$/);
  await page.keyboard.type(' and more');
  await expect(box).toHaveValue(/line 19999 and more$/);
  expect((await box.boundingBox())?.height).toBeLessThan(500);
  await box.fill('short');
  expect((await box.boundingBox())?.height).toBeLessThan(80);
});
