/** Finding again: the list to its end, and the search with its filters and its way to the message. */

import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { addConversation, addMessage } from '@/lib/db/fixtures/conversations';
import { test } from './fixtures';
import { addBranch, addMany, chooseInList, line, sidebar } from './lists';
import { done } from './upstream/steps';

test('search as one types, with filters, leads to the message it found @touch', async ({
  page,
  world,
}) => {
  const person = await world.person();
  const one = await world.agent([done()], { name: `Weaver ${newId().slice(0, 6)}` });
  const two = await world.agent([done()], { name: `Dyer ${newId().slice(0, 6)}` });
  const long = newId();
  const start = Date.UTC(2025, 4, 1);
  await addConversation(
    { id: long, userId: person.id, agentId: one.id, title: 'A long talk' },
    start,
  );
  const texts = Array.from({ length: 300 }, (_, i) => `Turn ${i} about nothing`);
  texts[40] = 'The **madder** root dyes red.';
  const said = await addBranch(person.id, long, texts);
  // Another version of the conversation, which is not the one that is shown.
  const other = await addMessage(long, 'Walnut husk dyes brown', {
    userId: person.id,
    id: newId(),
  });
  await sqlClient().execute({
    sql: 'UPDATE messages SET parent_id = ? WHERE id = ?',
    args: [said[9] ?? '', other],
  });
  const recent = newId();
  await addConversation(
    { id: recent, userId: person.id, agentId: two.id, title: 'Dyeing' },
    Date.UTC(2026, 1, 1),
  );
  await addMessage(recent, 'I looked madder up', {
    id: newId(),
    userId: person.id,
    at: Date.UTC(2026, 1, 1),
    tools: ['web_search'],
  });
  await world.signIn(page, person);
  await page.goto('/');
  await (await sidebar(page)).getByRole('link', { name: 'Search' }).click();
  const search = page.getByRole('searchbox', { name: 'Search your conversations' });
  const results = page.getByRole('search');
  await search.pressSequentially('madd');
  await expect(results.getByText('2 messages')).toBeVisible();
  await expect(results.locator('mark').first()).toHaveText('madder');
  await expect(page).toHaveURL(/\/search\?q=madd$/); // A reload finds it again.

  for (const [query, hits] of [
    ['madder has:tool', ['I looked madder up']],
    [`madder agent:"${one.name}"`, ['The madder root dyes red.']],
    ['madder before:2025-06', ['The madder root dyes red.']],
    ['madder after:2026', ['I looked madder up']],
    ['web_search', ['I looked madder up']],
    ['madder before:soon', []],
  ] as const) {
    await search.fill(query);
    if (hits.length === 0)
      await expect(results.getByText('One filter cannot be used')).toBeVisible();
    else await expect(results.getByText(`${hits.length} message`, { exact: true })).toBeVisible();
    for (const hit of hits) await expect(results.getByText(hit)).toBeVisible();
    await expect(results.locator('[data-result]')).toHaveCount(hits.length * 2); // With its title.
  }
  await search.fill('madder agent:nobody');
  await results.getByRole('button', { name: 'Remove the filter agent:nobody' }).click();
  await expect(search).toHaveValue('madder');

  await search.fill('madder root');
  await results.getByRole('link', { name: /dyes red/ }).click();
  const target = page.locator('[data-target]');
  await expect(target).toContainText('dyes red');
  await expect(target).toBeInViewport();
  await expect(target).toBeFocused();
  await expect(page.getByText('Turn 299 about', { exact: false })).toHaveCount(0);
  await page.goBack();
  await expect(search).toHaveValue('madder root');
  await search.fill('walnut');
  await results.getByRole('link', { name: /Walnut husk/ }).click();
  await expect(target).toContainText('Walnut husk');
  await expect(page.getByText('on another version of the conversation')).toBeVisible();
});

test('the list goes on page by page to its end; a tag leads to what bears it', async ({
  page,
  world,
}) => {
  const person = await world.person();
  const agent = await world.agent([done()]);
  const names = Array.from({ length: 130 }, (_, i) => `Thread number ${i}.`);
  await addMany(person.id, agent.id, names);
  await world.signIn(page, person);
  await page.goto('/');
  const list = await sidebar(page);
  await expect(list.getByRole('heading', { name: 'Yesterday' })).toBeVisible();
  const lines = list.getByRole('link', { name: /^Thread number/ });
  await expect(lines.first()).toHaveText('Thread number 0.');
  for (const seen of [40, 80, 120, names.length]) {
    await expect(lines).toHaveCount(seen);
    await lines.last().scrollIntoViewIfNeeded();
  }
  await expect(lines.last()).toHaveText('Thread number 129.');
  await expect(list.getByRole('button', { name: 'Show older' })).toHaveCount(0);

  await chooseInList(page, line(list, 'Thread number 129.'), 'Tags');
  const dialog = page.getByRole('dialog', { name: 'Tags' });
  await dialog.getByRole('button', { name: 'New tag' }).click();
  await dialog.getByLabel('Name').fill('The last');
  await dialog.getByRole('button', { name: 'Make tag' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.goto('/search');
  await page.getByRole('button', { name: 'The last' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('tag:"The last"');
  const results = page.getByRole('search');
  await expect(results.getByRole('link')).toHaveCount(1);
  await expect(results.getByRole('link')).toContainText('Thread number 129.');
});
