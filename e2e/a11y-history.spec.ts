import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { addMessage } from '@/lib/db/fixtures/conversations';
import { archiveSession } from '@/lib/db/session-care';
import { trashSessions } from '@/lib/db/session-trash';
import { createTag, setSessionTags } from '@/lib/db/tags';
import { DESKTOP, expectAccessible } from './axe';
import { test } from './fixtures';
import { addBranch, addMany, choose, idsByTitle } from './lists';
import { ask, STOCK_ANSWER } from './scenes';
import { done } from './upstream/steps';

test.use({ reducedMotion: 'reduce' });
test.describe.configure({ timeout: 120_000 });

test('axe: what is done at the head of a conversation, and the page behind a link', async ({
  page,
  world,
}) => {
  const agent = await world.agent(STOCK_ANSWER);
  const person = await world.person();
  await createTag(person.id, { id: newId(), name: 'Urgent', colour: 'red' }, 1);
  await createTag(person.id, { id: newId(), name: 'Someday', colour: 'yellow' }, 2);
  await world.signIn(page, person);
  await ask(page, agent, 'Which warehouses are low?');
  await expect(page.getByText('Move 200 m')).toBeVisible();
  await page.getByRole('button', { name: 'More for this conversation' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page, 'the menu at the head', { sizes: [DESKTOP] });
  await page.getByRole('menuitem', { name: 'Tags' }).click();
  await page.getByRole('checkbox', { name: 'Urgent' }).check();
  await expectAccessible(page, 'tags');
  await page.getByRole('button', { name: 'New tag' }).click();
  await expectAccessible(page, 'a new tag');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await choose(page, 'Archive');
  await expect(page.getByText('Moved to the archive.')).toBeVisible();
  await expectAccessible(page, 'an archived conversation');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('button', { name: 'Make a link' })).toBeVisible();
  await expectAccessible(page, 'sharing');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const shared = await page.getByLabel('Link to this conversation').inputValue();
  await expectAccessible(page, 'a link made', { sizes: [DESKTOP] });
  await page.goto(shared);
  await expect(page.getByRole('button', { name: 'Continue as my own copy' })).toBeVisible();
  await expectAccessible(page, 'a shared conversation');
});

test('axe: search, archive and trash', async ({ page, world }) => {
  const agent = await world.agent([done()]);
  const person = await world.person();
  await addMany(person.id, agent.id, ['Copper wire', 'Put away', 'Thrown away', 'Pallets']);
  const ids = await idsByTitle(person.id);
  const found = ids.get('Copper wire') ?? '';
  const tag = newId();
  await createTag(person.id, { id: tag, name: 'Urgent', colour: 'red' }, 1);
  await setSessionTags(person.id, found, [tag]);
  await addBranch(person.id, found, ['How much copper is left?', 'Copper: **310 m**.']);
  await addMessage(found, 'Copper was looked up', {
    userId: person.id,
    id: newId(),
    tools: ['look'],
  });
  await archiveSession(person.id, ids.get('Put away') ?? '', { at: 1 });
  await trashSessions(person.id, [ids.get('Thrown away') ?? ''], Date.now());
  await world.signIn(page, person);
  await page.goto('/search');
  await expectAccessible(page, 'an empty search');
  await page.getByRole('searchbox').fill('copper tag:Urgent');
  await expect(page.getByText('3 messages')).toBeVisible();
  await expectAccessible(page, 'what was found');
  await page.getByRole('searchbox').fill('copper before:soon');
  await expect(page.getByText('One filter cannot be used')).toBeVisible();
  await expectAccessible(page, 'a filter that cannot be used');
  await page.goto('/archive');
  await expect(page.getByRole('button', { name: 'Move to the list: “Put away”' })).toBeVisible();
  await expectAccessible(page, 'the archive');
  await page.goto('/trash');
  await expect(page.getByRole('button', { name: 'Restore “Thrown away”' })).toBeVisible();
  await expectAccessible(page, 'the trash');
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 conversation');
  await expectAccessible(page, 'emptying the trash');
  await page.goto(`/c/${ids.get('Thrown away')}`);
  await expect(page.getByRole('heading', { name: 'In the trash' })).toBeVisible();
  await expectAccessible(page, 'a conversation in the trash');
});
