import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { setAgentArchived } from '@/lib/db/agent-changes';
import { getAgent, updateAgent } from '@/lib/db/agents';
import { field, openAs } from './admin';
import { expectAccessible } from './axe';
import { test } from './servers';
import { done, text, toolCall, toolResult } from './upstream/steps';

test.use({ reducedMotion: 'reduce' });
test.describe.configure({ timeout: 120_000 });

const STEPS = [toolCall('web_search', {}), toolResult('web_search', 'ok'), text('Silk.'), done()];

test('axe: agents put away, versions, files, the platform, events', async ({
  page,
  world,
  upstream,
}) => {
  const put = await world.agent(STEPS, { name: `Old ${newId().slice(-4)}` });
  await setAgentArchived(put.id, true);
  const { id } = await world.agent(STEPS, { colour: 'orange' });
  const agent = await getAgent(id);
  if (!agent) throw new Error('The agent is gone.');
  const changed = { ...agent, name: `${agent.name} two`, description: 'Now with a line' };
  const { position, createdAt, updatedAt, archivedAt, id: _, ...input } = changed;
  await updateAgent(id, input, { seenAt: agent.updatedAt });

  await openAs(page, world, '/admin?view=archived');
  await expect(page.getByRole('link', { name: put.name })).toBeVisible();
  await expectAccessible(page, 'archived agents');
  await page.goto(`/admin/agents/${put.id}`);
  await expect(page.getByText('This agent is archived.')).toBeVisible();
  await expectAccessible(page, 'an archived agent');
  await page.goto(`/admin/agents/${id}/versions?v=2`);
  await expect(page.getByRole('region', { name: 'Version 2' })).toBeVisible();
  await expectAccessible(page, 'a version');

  await page.goto('/admin/agents/import');
  await field(page, 'Or paste its text').fill('[{"name":"","engine":"model","apiKey":"x"}]');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByText('Nothing was added')).toBeVisible();
  await expectAccessible(page, 'a file with something wrong');
  await field(page, 'Or paste its text').fill(
    '[{"name":"a","engine":"model","model":"guide","access":"people","groups":["nobody"]}]',
  );
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByText('1 agent in this file')).toBeVisible();
  await expectAccessible(page, 'a file');

  await page.goto('/admin/agents/thinnest');
  await expect(page.getByRole('heading', { name: /not here yet/ })).toBeVisible();
  await expectAccessible(page, 'agents of the platform');

  await page.goto(`/admin/agents/${id}`);
  const trial = page.getByRole('region', { name: 'Try it' });
  await trial.getByRole('textbox', { name: /^Message/ }).fill('Silk?');
  await trial.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(trial.getByText('Silk.')).toBeVisible();
  await trial.getByText(/^Events/).click();
  await trial.getByRole('button', { name: /^Event 1/ }).click();
  await expectAccessible(page, 'events');
  expect(upstream.requests.length).toBeGreaterThan(0);
});
