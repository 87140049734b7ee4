/** Links that end, and files that come and go: all of one's own, in one place. */

import { expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { addConversation } from '@/lib/db/fixtures/conversations';
import { createShare } from '@/lib/db/shares';
import { test } from './fixtures';
import { addBranch, addMany, idsByTitle } from './lists';
import { done } from './upstream/steps';

test('A18 a link ends by its time or its person’s hand, and leads nobody on to anything else', async ({
  page,
  browser,
  world,
  app,
}) => {
  const person = await world.person();
  const agent = await world.agent([done()]);
  const sessionId = newId();
  await addConversation({ id: sessionId, userId: person.id, agentId: agent.id, title: 'Linked' });
  const share = async () => {
    const what = { sessionId, withTrace: true, messages: [], expiresAt: Date.now() + 3_600_000 };
    return (await createShare(person.id, what))?.code ?? '';
  };
  const codes = [await share(), await share(), await share()];
  const stranger = await browser.newContext();
  const status = async (path: string) => (await stranger.request.get(app.url + path)).status();
  expect(await Promise.all(codes.map((code) => status(`/s/${code}`)))).toEqual([200, 200, 200]);
  for (const path of [
    `/s/${newId()}`,
    `/s/${codes[0]?.toUpperCase()}`,
    `/s/${codes[0]?.slice(0, -1)}`,
    `/s/${sessionId}`,
    `/s/${codes[0]}/x`,
  ]) {
    expect(await status(path), path).toBe(404);
  }
  // Having an address is being nobody: what else there is stays shut.
  const code = codes[0] ?? '';
  for (const path of [
    `/api/sessions/${code}/export?format=json`,
    `/api/sessions/${sessionId}/messages?before=x`,
    `/chat/stream?session_id=${code}`,
    '/api/export?format=json',
  ]) {
    expect(await status(path), path).toBe(401);
  }
  await sqlClient().execute({
    sql: 'UPDATE shares SET expires_at = 1 WHERE code = ?',
    args: [code],
  });
  expect(await status(`/s/${code}`)).toBe(404);

  await world.signIn(page, person);
  await page.goto('/settings/data');
  const table = page.getByRole('region', { name: 'Shared links' }).getByRole('table');
  await expect(table.getByRole('link', { name: 'Linked' })).toHaveCount(2);
  await table.getByRole('button', { name: 'End the link to Linked' }).first().click();
  await expect(table.getByRole('link', { name: 'Linked' })).toHaveCount(1);
  await page.getByRole('button', { name: 'End all links' }).click();
  const dialog = page.getByRole('dialog', { name: 'End all links?' });
  await expect(dialog).toContainText('1 link leads nowhere');
  await dialog.getByRole('button', { name: 'End them' }).click();
  await expect(page.getByText('Nothing is shared.')).toBeVisible();
  expect(await Promise.all(codes.map((one) => status(`/s/${one}`)))).toEqual([404, 404, 404]);
  await stranger.close();
});

test('a saved file is taken in with a report, once; what is no such file is said', async ({
  page,
  world,
}) => {
  const agent = await world.agent([done()]);
  const ada = await world.person();
  await addMany(ada.id, agent.id, ['Loom', 'Spindle']);
  const loom = (await idsByTitle(ada.id)).get('Loom') ?? '';
  await addBranch(ada.id, loom, ['Warp or weft?', 'Warp first.']);
  const authorization = `Bearer ${ada.token}`;
  const saved = await page.request.get('/api/export?format=json', { headers: { authorization } });
  const archive = await saved.json();
  archive.conversations.push({ ...archive.conversations[0], id: 'odd', title: 'Odd', headId: 'x' });

  await world.signIn(page, await world.person({ name: 'Bob' }));
  await page.goto('/settings/data');
  const choose = (text: string) =>
    page
      .getByLabel('Choose a file')
      .and(page.locator('input'))
      .setInputFiles({
        name: 'saved.json',
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      });
  await choose('{"format": "something"}');
  await expect(page.getByText('not one that Gossamer saved')).toBeVisible();
  await choose('not JSON');
  await expect(page.getByText('This file is not JSON')).toBeVisible();
  await choose(JSON.stringify(archive));
  const report = page.getByRole('status', { name: 'What came of it' });
  await expect(report).toContainText('2 conversations were taken in.');
  await expect(report).toContainText('One could not be read');
  await expect(report).toContainText('Odd');
  await choose(JSON.stringify(archive));
  await expect(report).toContainText('2 were here already.');
  await page.goto('/search?q=weft');
  await page
    .getByRole('search')
    .getByRole('link', { name: /Warp or weft/ })
    .click();
  await expect(page.getByText('Warp first.')).toBeVisible();
});

test('I13 files of a zip are named after titles, and can be unpacked anywhere', async ({
  page,
  world,
}) => {
  const agent = await world.agent([done()]);
  const person = await world.person();
  const titles = [
    '../../etc/passwd',
    '=cmd|calc',
    'CON',
    'a:b\u0000c',
    'Same',
    'same',
    'Same (2)',
    '…',
  ];
  await addMany(person.id, agent.id, titles);
  const headers = { authorization: `Bearer ${person.token}` };
  for (const format of ['md', 'html']) {
    const zip = await page.request.get(`/api/export?format=${format}`, { headers });
    expect(zip.headers()['content-disposition']).toMatch(
      /^attachment; filename="gossamer-[\d-]+\.zip"/,
    );
    const names = Object.keys(unzipSync(await zip.body()));
    expect(names).toHaveLength(titles.length);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(titles.length);
    for (const name of names) {
      expect(name, name).toMatch(/^[^<>:"/\\|?*\p{C}.=+@-][^<>:"/\\|?*\p{C}]*\.(md|html)$/u);
      expect(name, name).not.toMatch(/^(con|nul|aux|prn)\./i);
    }
  }
});
