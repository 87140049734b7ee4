import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { choose, composer, send } from './composer';
import { test } from './fixtures';
import { done, pause, text } from './upstream/steps';

test('Stop and send before the server has taken the first: it is stopped once it has, then the text is sent', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([text('Fine.'), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Zero');
  await expect(page.getByText('Fine.')).toBeVisible();
  await expect(page).toHaveURL(/\/c\//);
  upstream.script(agent.upstreamId, [text('Slowly. '), pause(gate), done()]);

  const taken = Promise.withResolvers<void>();
  await page.route('**/chat/stream', async (route) => {
    await taken.promise;
    await route.continue();
  });
  await send(page, 'One');
  await composer(page).fill('Two');
  await page.getByRole('button', { name: 'Stop and send' }).click();
  taken.resolve();

  const mine = page.getByRole('article', { name: 'You' });
  await expect(mine).toHaveText([/Zero/, /One/, /Two/]);
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible();
  await expect(composer(page)).toHaveValue('');
  await upstream.gates.reached(gate);
  upstream.gates.open(gate);
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
});
