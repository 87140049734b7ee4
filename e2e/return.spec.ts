import { expect, type Page } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { setUserStatus } from '@/lib/db/person-changes';
import { choose, composer, send } from './composer';
import { test, type World } from './fixtures';
import { setHidden } from './tabs';
import { done, pause, type Step, text } from './upstream/steps';

/** A conversation whose answer stands at a gate. */
async function held(page: Page, world: World, steps: Step[]) {
  const person = await world.person();
  const agent = await world.agent(steps);
  await world.signIn(page, person);
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Begin');
  await expect(page).toHaveURL(/\/c\//);
  return { person, agent };
}

test('C08 after a reload, Stop is there and stops', async ({ page, world, upstream }) => {
  const gate = newId();
  const { agent } = await held(page, world, [text('Half.'), pause(gate), done()]);
  await expect(page.getByText('Half.')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible();
  await upstream.until((requests) =>
    requests.some(
      (r) => JSON.stringify(r.body).includes(agent.upstreamId) && r.closedBy === 'client',
    ),
  );
});

test('C14 back and forward: the view is current and nothing spins', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  await held(page, world, [text('Before. '), pause(gate), text('After.'), done()]);
  await expect(page.getByText('Before.')).toBeVisible();
  await page.goto('/api/health');
  upstream.gates.open(gate);
  await page.goBack();
  await expect(page.getByText('Before. After.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
});

test('C16 offline until long after the end: the finished answer loads', async ({
  page,
  context,
  world,
  upstream,
}) => {
  const gate = newId();
  const { agent } = await held(page, world, [
    text('Before. '),
    pause(gate),
    text('After.'),
    done(),
  ]);
  await expect(page.getByText('Before.')).toBeVisible();
  await context.setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
  upstream.gates.open(gate);
  await upstream.until((requests) =>
    requests.some((r) => JSON.stringify(r.body).includes(agent.upstreamId) && r.closedAt !== null),
  );
  await context.setOffline(false);
  await expect(page.getByText('Before. After.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(0);
  expect(
    upstream.requests.filter((r) => JSON.stringify(r.body).includes(agent.upstreamId)),
  ).toHaveLength(1);
});

test('C20 C22 a hidden tab lets go of its streams, and is right again when looked at', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const open = new Set<string>();
  page.on('request', (request) => {
    if (/chat\/stream|api\/activity/.test(request.url())) open.add(request.url());
  });
  page.on('requestfinished', (request) => open.delete(request.url()));
  page.on('requestfailed', (request) => open.delete(request.url()));
  await held(page, world, [text('Before. '), pause(gate), text('After.'), done()]);
  await expect(page.getByText('Before.')).toBeVisible();
  await setHidden(page, true);
  await expect.poll(() => [...open]).toEqual([]);
  upstream.gates.open(gate);
  await setHidden(page, false);
  await expect(page.getByText('Before. After.')).toBeVisible();
});

test('C22 of eight tabs every one loads, and all follow one answer', async ({
  page,
  context,
  world,
  upstream,
}) => {
  const gate = newId();
  await held(page, world, [text('For all. '), pause(gate), text('The end.'), done()]);
  await expect(page.getByText('For all.')).toBeVisible();
  const tabs = [page];
  for (let i = 0; i < 7; i += 1) {
    // A person looks at one tab; a headless browser thinks it looks at all of them.
    await setHidden(tabs.at(-1) ?? page, true);
    const tab = await context.newPage();
    await tab.goto(page.url());
    await expect(tab.getByText('For all.')).toBeVisible();
    tabs.push(tab);
  }
  upstream.gates.open(gate);
  for (const tab of tabs) {
    await setHidden(tab, false);
    await expect(tab.getByText('For all. The end.')).toBeVisible();
    await setHidden(tab, true);
  }
});

test('C21 waiting is told in words, then how long, then why; a clock that jumps shows no nonsense', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  await page.clock.install();
  const { agent } = await held(page, world, [pause(gate), text('Still right.'), done()]);
  const told = page.getByRole('article', { name: agent.name });
  const words = `Waiting for ${agent.name}`;
  await page.clock.runFor(4_000);
  await expect(told.getByText(`${words}…`)).toBeVisible();
  await page.clock.runFor(6_000);
  await expect(told.getByText(`${words} · 1`)).toBeVisible(); // Ten seconds, or eleven.
  await expect(told.getByText('starting up or busy')).toHaveCount(0);
  await page.clock.runFor(21_000);
  await expect(told.getByText('starting up or busy')).toBeVisible();
  await page.clock.setSystemTime(Date.now() - 86_400_000);
  await page.clock.runFor(15_000);
  await expect(page.getByText(/-\d/)).toHaveCount(0);
  upstream.gates.open(gate);
  await page.clock.runFor(1_000);
  await page.clock.resume();
  await expect(page.getByText('Still right.')).toBeVisible();
});

test('C26 switched off in the middle: the private text goes, the draft stays', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const { person } = await held(page, world, [text('Private.'), pause(gate), done()]);
  await expect(page.getByText('Private.')).toBeVisible();
  await composer(page).fill('Typed meanwhile');
  await setUserStatus(person.id, 'disabled');
  // The stream is asked at its next heartbeat; coming back to the tab is sooner.
  await setHidden(page, true);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
  await setHidden(page, false);
  await expect(page.getByText('You were signed out')).toBeVisible();
  await expect(page.getByText('Private.')).toHaveCount(0);
  await setUserStatus(person.id, 'active');
  await world.signIn(page, person);
  await page.reload();
  await expect(composer(page)).toHaveValue('Typed meanwhile');
  upstream.gates.open(gate);
});

test('S23 a busy platform: counted down, and Retry waits for the end of it', async ({
  page,
  world,
}) => {
  const busy: Step[] = [
    {
      do: 'head',
      status: 429,
      headers: { 'retry-after': '3', 'content-type': 'application/json' },
    },
    { do: 'send', text: '{"detail":"slow down"}' },
    { do: 'end' },
  ];
  await held(page, world, busy);
  await expect(page.getByText(/Busy\. Try again in 0:0[123]/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Retry' })).toBeEnabled();
});

test('S10 S35 ten thousand events and a megabyte at once are shown whole', async ({
  page,
  world,
}) => {
  const words = 'gossamer '.repeat(100_000);
  const agent = await world.agent([
    { do: 'repeat', times: 10_000, steps: [text('x{n} ')] },
    text(`\n\n${words}`),
    text('THE END'),
    done(),
  ]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Flood');
  await expect(page.getByText('THE END')).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText('x10000')).toBeAttached();
});

test('C28 a new version of the server: sending still works, reloading is offered, the draft stays', async ({
  page,
  world,
}) => {
  const agent = await world.agent([text('Still here.'), done()]);
  let build = 'one';
  await page.route('**/api/activity*', async (route) => {
    await route.fulfill({
      headers: { 'content-type': 'text/event-stream', 'x-build-id': build },
      body: ': keep-alive\n\n',
    });
  });
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Before the update');
  await expect(page.getByText('Still here.')).toBeVisible();
  build = 'two';
  await expect(page.getByText('Updated. Reload when ready.')).toBeVisible();
  await send(page, 'After the update');
  await expect(page.getByText('Still here.')).toHaveCount(2);
  await composer(page).fill('Half a thought');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByText('Updated. Reload when ready.')).toHaveCount(0);
  await expect(composer(page)).toHaveValue('Half a thought');
});

test('C29 a script that breaks one answer leaves the rest as it is', async ({ page, world }) => {
  const agent = await world.agent([text('Fine as it is.'), done()]);
  const broken = await world.agent([text('| BREAK-ME |\n| --- |\n| says the extension |'), done()]);
  await page.addInitScript(() => {
    const { split } = String.prototype; // What every table is read with.
    Object.defineProperty(String.prototype, 'split', {
      value(this: string, ...args: Parameters<typeof split>) {
        if (this.includes('BREAK-ME')) throw new Error('An extension was here.');
        return split.apply(this, args);
      },
    });
  });
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, broken.name);
  await send(page, 'Break');
  await expect(page.getByText('This message could not be shown.')).toBeVisible();
  await expect(composer(page)).toBeVisible();
  await page.getByRole('link', { name: 'New conversation' }).click();
  await choose(page, agent.name);
  await send(page, 'And now?');
  await expect(page.getByText('Fine as it is.')).toBeVisible();
});
