import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { field, openAs, saved } from './admin';
import { test } from './servers';
import { done, text, toolCall, toolResult } from './upstream/steps';

const STEPS = [text('Hello there.'), done()];

test('a version shows what it changed line by line, and is restored as a new one', async ({
  page,
  world,
}) => {
  const instructions = 'Be brief.\nBe kind.\nCite sources.';
  const engine = { kind: 'model' as const, model: 'openai:any', instructions, tools: [] };
  const { id, name } = await world.agent([], { engine });
  await openAs(page, world, `/admin/agents/${id}`);
  await field(page, 'Instructions').fill('Be brief.\nBe exact.\nCite sources.');
  await field(page, 'Name').fill(`${name} two`);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await saved(page);
  await page.getByRole('link', { name: 'Versions' }).click();
  await page.getByRole('link', { name: /^Version 2/ }).click();
  const shown = page.getByRole('region', { name: 'Version 2' });
  await expect(shown.getByText('removed').first()).toBeAttached();
  await expect(shown).toContainText('Be kind.');
  await expect(shown).toContainText('Be exact.');
  await expect(shown.getByRole('button', { name: 'Restore this version' })).toHaveCount(0);

  await page.getByRole('link', { name: /^Version 1/ }).click();
  const first = page.getByRole('region', { name: 'Version 1' });
  await first.getByRole('button', { name: 'Restore this version' }).click();
  await expect(page.getByRole('link', { name: /^Version 3/ })).toContainText('Now');
  await page.goto(`/admin/agents/${id}`);
  await expect(field(page, 'Name')).toHaveValue(name);
  await expect(field(page, 'Instructions')).toHaveValue(instructions);
});

test('an agent goes out as a file without secrets and comes in whole or not at all', async ({
  page,
  world,
}) => {
  const name = `Export ${newId().slice(-6)}`;
  await world.agent(STEPS, { name, starters: ['One'], description: 'Taken along' });
  await openAs(page, world, '/admin');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `More about ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Export as JSON' }).click();
  const path = await (await download).path();
  const file = JSON.parse(await readFile(path, 'utf8'));
  expect(file.agents).toHaveLength(1);
  expect(JSON.stringify(file)).not.toMatch(/thinnest-key|@example\.com/);

  await page.goto('/admin/agents/import');
  const [good] = file.agents;
  const renamed = { ...good, name: `${name} in` };
  const put = async (agents: unknown[]) => {
    await field(page, 'Or paste its text').fill(JSON.stringify({ agents }));
    await page.getByRole('button', { name: 'Look at it' }).click();
  };
  await put([renamed, { ...good, name: '', access: 'nobody', apiKey: 'x' }]);
  const wrong = page.getByRole('alert').filter({ hasText: 'with this file' });
  await expect(wrong).toContainText('apiKey is not a field of an agent.');
  await expect(wrong).toContainText('Nothing was added');
  await put([renamed, { ...good, name: '', access: 'nobody' }]);
  await expect(wrong).toContainText('name Give the agent a name.');
  await expect(wrong).toContainText('access must be one of everyone, admins, people.');
  await page.goto('/admin');
  await expect(page.getByRole('link', { name: `${name} in` })).toHaveCount(0);

  await page.goto('/admin/agents/import');
  const buffer = Buffer.from(JSON.stringify({ agents: [renamed] }));
  const chosen = { name: 'agents.json', mimeType: 'application/json', buffer };
  await field(page, 'File').setInputFiles(chosen);
  await expect(page.getByRole('heading', { name: '1 agent in this file' })).toBeVisible();
  await page.getByRole('button', { name: 'Add 1 agent' }).click();
  await page.getByRole('link', { name: `${name} in` }).click();
  await expect(field(page, 'Description')).toHaveValue('Taken along');
});

test('what is typed is tried before it is saved, with every event of the wire @touch', async ({
  page,
  context,
  world,
  upstream,
}) => {
  const upstreamId = `ag_${newId()}`;
  const call = toolCall('web_search', { query: 'silk' });
  upstream.script(upstreamId, [call, toolResult('web_search', 'ok'), ...STEPS]);
  const admin = await world.person({ role: 'admin' });
  await world.signIn(page, admin);
  await page.goto('/admin/agents/new');
  await field(page, 'Agent id').fill(upstreamId);
  await field(page, 'Name').fill('Not stored');
  const narrow = page.getByText('Try it', { exact: true }).first(); // Where one is shown at a time.
  if ((page.viewportSize()?.width ?? 0) < 1280) await narrow.click();
  const trial = page.getByRole('region', { name: 'Try it' });
  await trial.getByRole('textbox', { name: /^Message/ }).fill('What is silk?');
  await trial.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(trial.getByText('Hello there.')).toBeVisible();
  await expect(trial.getByText('Searched the web')).toBeVisible();
  await trial.getByText('Events (4)').click();
  const events = trial
    .getByRole('list', { name: 'Events' })
    .getByRole('button', { name: /^Event/ });
  await expect(events).toHaveCount(4);
  await expect(events.nth(0)).toHaveAccessibleName('Event 1, tool_call');
  await expect(events.nth(3)).toHaveAccessibleName('Event 4, done');
  await events.nth(0).click();
  await expect(trial.locator('pre')).toContainText('"query": "silk"');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await trial.getByRole('button', { name: 'Copy event 1' }).click();
  await expect.poll(copied).toContain('"query": "silk"');
  await trial.getByRole('button', { name: 'Copy all' }).click();
  await expect
    .poll(async () => (await copied()).split('\n').map((line) => JSON.parse(line).type))
    .toEqual(['tool_call', 'tool_result', 'text', 'done']);
  const { rows } = await sqlClient().execute({
    sql: 'SELECT (SELECT count(*) FROM runs WHERE user_id = :id) + (SELECT count(*) FROM sessions WHERE user_id = :id) AS n',
    args: { id: admin.id },
  });
  expect(rows[0]?.n).toBe(0);
});
