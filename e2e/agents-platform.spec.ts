import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { test } from './servers';
import { startUpstream } from './upstream/server';
import { reply } from './upstream/steps';

const KEY = 'thinnest-key-of-the-tests-1234567890';
const operator = { email: 'operator@example.com', password: 'correct horse battery' };
const agent = (id: string, name: string) => ({ id, name, model: 'gpt', agentType: 'chat' });

test('agents of the platform are picked and added; later it shows what changed and what is gone', async ({
  page,
  start,
}) => {
  const platform = await startUpstream({ apiKey: KEY });
  const app = await start({
    env: {
      THINNESTAI_BASE_URL: platform.url,
      THINNESTAI_API_KEY: KEY,
      ADMIN_EMAIL: operator.email,
      ADMIN_PASSWORD: operator.password,
    },
  });
  /** Serves pages, as the platform does. */
  const lists = (all: unknown[]) =>
    platform.script('/v2/agents', ({ path }) => {
      const query = new URLSearchParams(path.split('?')[1]);
      const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
      return reply(200, { agents: all.slice(offset, offset + limit), total: all.length });
    });
  const many = Array.from({ length: 105 }, (_, n) => agent(`ag_${n}`, `Agent number ${n}`));
  lists([...many, agent('ag_silk', 'Silk'), agent('ag_wool', 'Wool')]);

  await page.goto(`${app.url}/admin/agents/thinnest`);
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Password', { exact: true }).fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: '107 agents are not here yet' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find by name or id' }).fill('ag_silk');
  await page.getByRole('checkbox', { name: /Silk/ }).check();
  await page.getByRole('searchbox', { name: 'Find by name or id' }).fill('wool');
  await page.getByRole('checkbox', { name: /Wool/ }).check();
  await page.getByLabel('Everyone who is signed in').check();
  await page.getByRole('button', { name: 'Apply 2 changes' }).click();
  await expect(page.getByRole('heading', { name: '105 agents are not here yet' })).toBeVisible();
  await expect(page.getByText('2 agents are as they are there.')).toBeVisible();

  lists([agent('ag_silk', 'Fine silk')]);
  await page.reload();
  await expect(page.getByText('Name: Silk → Fine silk')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Archive Wool' }).check();
  await page.getByRole('button', { name: 'Apply 2 changes' }).click();
  await expect(page.getByText('1 agent is as it is there.')).toBeVisible();
  await page.goto(`${app.url}/admin`);
  await expect(page.getByRole('link', { name: 'Fine silk' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Wool' })).toHaveCount(0);
  await platform.close();
});

test('what the platform refuses is said in words, and nobody’s words or key are shown', async ({
  page,
  start,
}) => {
  const platform = await startUpstream({ apiKey: KEY });
  const app = await start({
    env: {
      THINNESTAI_BASE_URL: platform.url,
      THINNESTAI_API_KEY: KEY,
      ADMIN_EMAIL: operator.email,
      ADMIN_PASSWORD: operator.password,
    },
  });
  const secret = newId();
  platform.script('/v2/agents', reply(401, { detail: secret }));
  await page.goto(`${app.url}/admin/agents/thinnest`);
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Password', { exact: true }).fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(/refused the key\. Check THINNESTAI_API_KEY/)).toBeVisible();
  const again = page.getByRole('button', { name: 'Ask again' });
  const said = [
    { steps: reply(402, { detail: secret }), words: /balance at .+ is used up/ },
    {
      steps: reply(429, { detail: secret }, { 'retry-after': '7' }),
      words: /Ask again in 7 seconds/,
    },
    { steps: reply(200, `<h1>${secret}</h1>`), words: /not with a list of agents/ },
    {
      steps: reply(302, '', { location: 'http://127.0.0.1:1/' }),
      words: /not with a list of agents/,
    },
  ];
  for (const { steps, words } of said) {
    platform.script('/v2/agents', steps);
    await again.click();
    await expect(page.getByText(words)).toBeVisible();
    expect(await page.content()).not.toContain(secret);
    expect(await page.content()).not.toContain(KEY);
  }
  await platform.close();
  await again.click();
  await expect(page.getByText(/could not be reached/)).toBeVisible();
});
