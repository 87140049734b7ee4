/** The place itself: whether it works, its backups, its keys, what stands above every page. */

import { rename, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page } from '@playwright/test';
import { raiseAlert } from '@/lib/db/alerts';
import { sqlClient } from '@/lib/db/client';
import { openAs } from './admin';
import { expectAccessible } from './axe';
import { choose, send } from './composer';
import { test } from './servers';
import { startHoldingProxy } from './upstream/holding-proxy';
import { startUpstream } from './upstream/server';
import { done, pause, text } from './upstream/steps';
import { signedIn, statusOf, withToken } from './visitor';

/** A line of the deployment check. */
const checkOf = (page: Page, title: string) =>
  page
    .getByRole('list', { name: 'Check my deployment' })
    .getByRole('listitem')
    .filter({
      has: page.getByText(title, { exact: true }),
    });

test('the system page says what runs and how it is set, and none of its secrets', async ({
  page,
  world,
  app,
}) => {
  await openAs(page, world, '/admin/system');
  await expect(page.getByRole('heading', { name: 'System', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle('System · Gossamer');
  await expect(page.getByText(/^All \d+ applied$/)).toBeVisible();
  const upstreams = page.getByRole('region', { name: 'Who answers' });
  await expect(upstreams.getByRole('row', { name: /^thinnestAI/ })).toContainText('Set');
  await expect(upstreams.getByRole('row', { name: /^Anthropic/ })).toContainText('Not set');
  await expectAccessible(page, 'system');
  await page.getByText(/^All \d+ settings$/).click();
  const settings = page.getByRole('region', { name: 'Settings in force' });
  await expect(settings.getByRole('row', { name: /^Trash, kept 30 days Default/ })).toBeVisible();
  await page.getByText(/^All \d+ variables$/).click();
  const variables = page.getByRole('region', { name: 'Environment in force' });
  const key = variables.getByRole('row', { name: /^THINNESTAI_API_KEY / });
  await expect(key).toContainText('Set');
  await expect(key).toContainText('Environment');
  await expect(variables.getByRole('row', { name: /^MAX_STEPS/ })).toContainText('Default');
  await expectAccessible(page, 'environment in force');
  const answer = await page.request.get('/admin/system');
  expect(answer.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(answer.headers()['x-frame-options']).toBe('DENY');
  const html = await answer.text();
  expect(html).not.toContain('thinnest-key-of-the-tests');
  expect(app.output()).not.toContain('thinnest-key-of-the-tests');
});

test('the check tells an open way from one that holds answers back @touch', async ({
  page,
  world,
  app,
}) => {
  await raiseAlert('upstream_auth:thinnest', Date.now());
  await openAs(page, world, '/admin/system');
  const refused = page.getByText('thinnestAI refuses the key');
  await expect(refused).toBeVisible();
  await page.getByRole('button', { name: 'Run the checks' }).click();
  await expect(checkOf(page, 'Streaming')).toContainText('In order');
  await expect(checkOf(page, 'Streaming')).toContainText('10 pieces arrived one by one');
  await expect(checkOf(page, 'Key for thinnestAI')).toContainText('accepted the key');
  await expect(refused).toHaveCount(0);
  await expect(checkOf(page, 'A backup and its restore')).toContainText('came back whole');
  await expect(checkOf(page, 'Clocks')).toContainText('In order');

  const proxy = await startHoldingProxy(app.url);
  await page.goto(`${proxy.url}/admin/system`);
  await page.getByRole('button', { name: 'Run the checks' }).click();
  const streaming = checkOf(page, 'Streaming');
  await expect(streaming).toContainText('Needs you');
  await expect(streaming).toContainText('10 pieces arrived together');
  await expect(streaming).toContainText('proxy_buffering off');
  await proxy.close();
});

test('a backup is made, taken home, whole, kept from others, and deleted; all of it is on record', async ({
  page,
  world,
  app,
}) => {
  const admin = await world.person({ role: 'admin', name: 'Root' });
  await world.signIn(page, admin);
  await page.goto('/admin/system');
  const backups = page.getByRole('region', { name: 'Backups' });
  await page.getByRole('button', { name: 'Back up now' }).click();
  const link = backups.getByRole('link', { name: /^Download gossamer-.*-manual\.db$/ }).first();
  await expect(link).toBeVisible();
  const address = (await link.getAttribute('href')) ?? '';
  const name = address.slice(address.lastIndexOf('/') + 1);
  const loading = page.waitForEvent('download');
  await link.click();
  const copy = new DatabaseSync(await (await loading).path(), { readOnly: true });
  expect(copy.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  const mine = copy.prepare('SELECT email FROM users WHERE id = ?').get(admin.id);
  expect(mine).toEqual({ email: admin.email });
  copy.close();

  const other = await world.person({ name: 'Bob' });
  expect(await statusOf((await signedIn(app.url, other)).send(address))).toBe(404);
  expect(await statusOf(withToken(app.url, admin.token).send(address))).toBe(404);

  await backups.getByRole('button', { name: `Delete ${name}` }).click();
  await expectAccessible(page, 'deleting a backup');
  await page.getByRole('button', { name: 'Delete backup' }).click();
  await expect(page.getByText('The backup is deleted.')).toBeVisible();
  await expect(backups.getByRole('link', { name: `Download ${name}` })).toHaveCount(0);
  const { rows } = await sqlClient().execute({
    sql: 'SELECT action FROM audit WHERE subject_id = ? ORDER BY n',
    args: [name],
  });
  expect(rows.map((row) => row.action)).toEqual([
    'backup.create',
    'backup.download',
    'backup.delete',
  ]);
});

test('M03 a key in a file is rotated without a restart: what runs finishes, what begins uses it', async ({
  page,
  start,
}, info) => {
  const [first, second] = ['first-key-of-this-test-0001', 'second-key-of-this-test-0002'];
  const platform = { apiKey: first };
  const upstream = await startUpstream(platform);
  const keyFile = info.outputPath('platform.key');
  await writeFile(keyFile, `${first}\n`);
  const operator = { email: 'operator@example.com', password: 'correct horse battery' };
  const app = await start({
    env: {
      THINNESTAI_BASE_URL: upstream.url,
      THINNESTAI_API_KEY_FILE: keyFile,
      SIGNUP_POLICY: 'open',
      ADMIN_EMAIL: operator.email,
      ADMIN_PASSWORD: operator.password,
    },
  });
  upstream.script('ag_rotated', [
    text('Half of it, '),
    pause('rest'),
    text('and the rest.'),
    done(),
  ]);
  const file = info.outputPath('agent.json');
  const agent = {
    name: 'Rotated',
    engine: 'thinnest',
    upstreamAgentId: 'ag_rotated',
    enabled: true,
  };
  await writeFile(file, JSON.stringify(agent));
  await app.admin('agent', 'create', '--file', file);
  await page.goto(app.url);
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Password', { exact: true }).fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await choose(page, agent.name);
  await send(page, 'Begin with the first key');
  await expect(page.getByText('Half of it,')).toBeVisible();

  platform.apiKey = second;
  await writeFile(`${keyFile}.new`, second);
  await rename(`${keyFile}.new`, keyFile);
  const rotatedAt = Date.now();
  upstream.gates.open('rest');
  await expect(page.getByText('and the rest.')).toBeVisible();
  upstream.script('ag_rotated', [text('With the second key.'), done()]);
  await expect(async () => {
    await send(page, 'And now?');
    await expect(page.getByText('With the second key.').first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const taken = upstream.requests.filter(({ headers }) =>
    String(headers.authorization).endsWith(second),
  );
  expect((taken[0]?.startedAt ?? Number.POSITIVE_INFINITY) - rotatedAt).toBeLessThan(15_000);

  await page.goto(`${app.url}/admin/settings`);
  const policy = page.getByRole('group', { name: 'Who may make an account' });
  const source = policy.locator('xpath=..');
  await expect(source).toContainText('From the environment');
  await policy.getByRole('radio', { name: /^Nobody/ }).click();
  await expect(source).toContainText('Set here');
  await source.getByRole('button', { name: /^Reset to Everybody/ }).click();
  await expect(source).toContainText('From the environment');
  const html = await (await page.request.get(`${app.url}/admin/system`)).text();
  for (const text of [html, app.output()]) {
    expect(text).not.toContain(first);
    expect(text).not.toContain(second);
  }
  await upstream.close();
});
