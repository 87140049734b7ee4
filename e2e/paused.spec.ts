import { expect } from '@playwright/test';
import { choose, send } from './composer';
import { test } from './fixtures';
import { done, reply, text } from './upstream/steps';

test('S25 a refused key: people see a paused agent, admins a banner, and an answer ends it', async ({
  page,
  browser,
  world,
  upstream,
  app,
}) => {
  const agent = await world.agent(reply(401, { detail: 'Invalid API key thinnest-secret' }));
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Are you there?');
  const answer = page.getByRole('article', { name: agent.name });
  await expect(answer.getByText('This agent is paused. Your admin was told.')).toBeVisible();
  await expect(page.getByText('thinnest-secret')).toHaveCount(0);
  await page.reload();
  await expect(answer.getByText('This agent is paused. Your admin was told.')).toBeVisible();
  await expect(page.getByRole('link', { name: /needs you/ })).toHaveCount(0);

  const context = await browser.newContext({ baseURL: app.url });
  const admin = await context.newPage();
  await world.signIn(admin, await world.person({ role: 'admin', name: 'Eve' }));
  await admin.goto('/');
  await admin.getByRole('link', { name: /needs you/ }).click();
  await expect(admin.getByText('thinnestAI refuses the key')).toBeVisible();
  await expect(admin.getByText(/THINNESTAI_API_KEY/)).toBeVisible();

  upstream.script(agent.upstreamId, [text('I am back.'), done()]);
  await send(page, 'And now?');
  await expect(page.getByText('I am back.')).toBeVisible();
  await admin.reload();
  await expect(admin.getByText('thinnestAI refuses the key')).toHaveCount(0);
  await context.close();
});

test('an empty balance is a notice of its own, with its count and the next step, and an answer ends it', async ({
  page,
  browser,
  world,
  upstream,
  app,
}) => {
  const agent = await world.agent(reply(402, { detail: 'Insufficient balance' }));
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Are you there?');
  const answer = page.getByRole('article', { name: agent.name });
  await expect(answer.getByText('This agent is paused. Your admin was told.')).toBeVisible();

  const context = await browser.newContext({ baseURL: app.url });
  const admin = await context.newPage();
  await world.signIn(admin, await world.person({ role: 'admin', name: 'Eve' }));
  await admin.goto('/admin/settings');
  const notice = admin.getByText('The balance at thinnestAI is used up');
  await expect(notice).toHaveCount(1);
  await expect(admin.getByText(/^(Once|\d+ times)/)).toBeVisible();
  await admin.getByRole('main').getByRole('link', { name: 'Check my deployment' }).click();
  await expect(admin).toHaveURL(/\/admin\/system$/);

  upstream.script(agent.upstreamId, [text('I am back.'), done()]);
  await send(page, 'And now?');
  await expect(page.getByText('I am back.')).toBeVisible();
  await admin.reload();
  await expect(admin.getByRole('heading', { name: 'System', level: 1 })).toBeVisible();
  await expect(notice).toHaveCount(0);
  await context.close();
});
