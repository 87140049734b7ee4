import { writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { choose, send } from './composer';
import { test } from './servers';

test('one Gossamer is the upstream of another: the guide answers through both, with its steps', async ({
  page,
  app,
  world,
  start,
}, info) => {
  const bridge = await world.person({ name: 'Bridge' });
  const operator = { email: 'operator@example.com', password: 'correct horse battery' };
  const second = await start({
    env: {
      THINNESTAI_BASE_URL: app.url,
      THINNESTAI_API_KEY: bridge.token,
      ADMIN_EMAIL: operator.email,
      ADMIN_PASSWORD: operator.password,
    },
  });
  const file = info.outputPath('agent.json');
  const agent = { name: 'Over there', engine: 'thinnest', upstreamAgentId: 'guide', enabled: true };
  await writeFile(file, JSON.stringify(agent));
  await second.admin('agent', 'create', '--file', file);

  await page.goto(second.url);
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Password', { exact: true }).fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await choose(page, agent.name);
  await send(page, 'What is 17.5% of 2,340, and what time is it in Tokyo?');
  const answer = page.getByRole('article', { name: agent.name });
  await expect(answer.getByText('Calculated')).toBeVisible();
  await expect(answer.getByText('Looked up the time')).toBeVisible();
  await expect(answer.getByText('409.5')).toBeVisible();
  await page.reload();
  await expect(answer.getByText('409.5')).toBeVisible();
});
