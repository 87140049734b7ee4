import { expect } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { choose, composer, send } from './composer';
import { test } from './fixtures';
import { ask } from './scenes';
import { done, text, toolCall, toolResult } from './upstream/steps';

test('an answer can be copied, looked at closer and rated @touch', async ({
  page,
  world,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const agent = await world.agent([
    toolCall('look', { q: 1 }),
    toolResult('look', 'found'),
    text('Some **words**.'),
    done({ input_tokens: 50, output_tokens: 120, total_tokens: 170 }),
  ]);
  await world.signIn(page, await world.person());
  await ask(page, agent, 'What is it?');
  const answer = page.getByRole('article', { name: agent.name });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await answer.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect.poll(copied).toBe('Some **words**.');
  await answer.getByRole('button', { name: 'More about this message' }).click();
  await expect(page.getByRole('menu')).toContainText('170 tokens: 50 read, 120 written');
  await page.getByRole('menuitem', { name: 'Copy with its steps' }).click();
  await expect.poll(copied).toMatch(/Look[\s\S]+found[\s\S]+Some \*\*words\*\*\./);
  await answer.getByRole('button', { name: 'More about this message' }).click();
  await page.getByRole('menuitem', { name: 'Copy link to message' }).click();
  await expect.poll(copied).toMatch(/\/c\/[0-9a-z]{26}\?m=[0-9a-z]+$/);
  await page.goto(await copied());
  await expect(page.locator('[data-target]')).toContainText('Some words.');

  await answer.getByRole('button', { name: 'Poor answer' }).click();
  await page.getByRole('textbox', { name: 'What was wrong with it?' }).fill('Too short');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.reload();
  await expect(answer.getByRole('button', { name: 'Poor answer', pressed: true })).toBeVisible();
  await answer.getByRole('button', { name: 'Why?' }).click();
  await expect(page.getByRole('textbox', { name: 'What was wrong with it?' })).toHaveValue(
    'Too short',
  );
  await page.getByRole('button', { name: 'Not now' }).click();
  await answer.getByRole('button', { name: 'Poor answer' }).click();
  await expect(answer.getByRole('button', { name: 'Poor answer', pressed: false })).toBeVisible();
  await page.reload();
  await expect(answer.getByRole('button', { name: 'Poor answer', pressed: false })).toBeVisible();
});

test('a link to a message leads to it in a long conversation and on another branch', async ({
  page,
  world,
}) => {
  const agent = await world.agent([text('The end of it.'), done()]);
  const person = await world.person();
  await world.signIn(page, person);
  await ask(page, agent, 'Turn 0');
  await expect(page.getByText('The end of it.')).toBeVisible();
  const sessionId = page.url().split('/').at(-1) ?? '';
  const { rows } = await sqlClient().execute({
    sql: 'SELECT head_id AS id FROM sessions WHERE id = ?',
    args: [sessionId],
  });
  let parent = String(rows[0]?.id);
  const ids: string[] = [];
  for (let i = 1; i <= 400; i += 1) {
    const id = newId();
    await sqlClient().execute({
      sql: `INSERT INTO messages (id, session_id, user_id, parent_id, role, text, created_at)
        VALUES (?, ?, ?, ?, ?, ?, 1)`,
      args: [id, sessionId, person.id, parent, i % 2 ? 'user' : 'assistant', `Turn ${i}`],
    });
    ids.push(id);
    parent = id;
  }
  await sqlClient().execute({
    sql: 'UPDATE sessions SET head_id = ? WHERE id = ?',
    args: [parent, sessionId],
  });

  await page.goto(`/c/${sessionId}?m=${ids[99]}`);
  const turn = page.getByText('Turn 100', { exact: true });
  await expect(turn).toBeInViewport();
  await expect(page.getByText('Turn 400', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show later messages' }).click();
  await expect(page.getByText('Turn 200', { exact: true })).toBeAttached();
  await expect(turn).toBeAttached();
  await send(page, 'On from the end');
  await expect(page.getByText('Turn 400', { exact: true })).toBeAttached();
  await expect(page).toHaveURL(`/c/${sessionId}`);
  await expect(page.getByText('The end of it.')).toBeInViewport();

  // Another branch at the first question, and back by a link to the old one.
  const [first] = (
    await sqlClient().execute({
      sql: 'SELECT id FROM messages WHERE session_id = ? AND parent_id IS NULL',
      args: [sessionId],
    })
  ).rows;
  await page.goto(`/c/${sessionId}?m=${first?.id}`);
  await page.getByRole('article', { name: 'You' }).first().hover();
  await page.getByRole('button', { name: 'Edit' }).first().click();
  await page.getByRole('textbox', { name: 'Edit your message' }).fill('Something else');
  await page.getByRole('textbox', { name: 'Edit your message' }).press('Enter');
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(1);
  await expect(page).toHaveURL(`/c/${sessionId}`);
  await page.goto(`/c/${sessionId}?m=${ids[99]}`);
  await expect(turn).toBeInViewport();
  await expect(page.getByText('on another version of the conversation')).toBeVisible();
  await page.getByRole('button', { name: 'Continue here' }).click();
  await expect(page).toHaveURL(`/c/${sessionId}`);
  await expect(page.getByText('Turn 400', { exact: true })).toBeAttached();
});

test('a temporary conversation survives a reload, is listed nowhere, and goes with its tab', async ({
  page,
  world,
}) => {
  const agent = await world.agent([text('Between us.'), done()]);
  const person = await world.person();
  await world.signIn(page, person);
  await page.goto('/');
  await choose(page, agent.name);
  await composer(page).fill('A secret');
  await page.getByRole('switch', { name: 'Temporary' }).click();
  await expect(page.getByText('It appears in no list or search')).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('A secret');
  await page.reload();
  await expect(page.getByRole('switch', { name: 'Temporary' })).toBeChecked();
  await expect(composer(page)).toHaveValue('A secret');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('Between us.')).toBeVisible();
  await page.waitForURL(/\/c\//);
  await expect(page.getByRole('heading', { name: 'Temporary conversation' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Between us.')).toBeVisible();
  const left = async () => {
    const { rows } = await sqlClient().execute({
      sql: 'SELECT archived_at AS at FROM sessions WHERE user_id = ? AND temporary = 1',
      args: [person.id],
    });
    return rows.map(({ at }) => at !== null);
  };
  await expect.poll(left).toEqual([false]);
  await page.getByRole('link', { name: 'New conversation' }).first().click();
  await expect.poll(left).toEqual([true]);
  await expect(page.getByRole('link', { name: 'A secret' })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText('Between us.')).toBeVisible();
  await expect.poll(left).toEqual([false]);
  await page.close({ runBeforeUnload: false });
  await expect.poll(left).toEqual([true]);
});

test('another agent is another conversation: said, and the draft comes along', async ({
  page,
  world,
}) => {
  const one = await world.agent([text('From one.'), done()]);
  const two = await world.agent([text('From two.'), done()]);
  await world.signIn(page, await world.person());
  await ask(page, one, 'Hello');
  await expect(page.getByText('From one.')).toBeVisible();
  // The conversation's own page has taken over: a menu opened before would go with the first.
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
  await composer(page).fill('For somebody else');
  await page.getByRole('button', { name: /Choose another/ }).click();
  await expect(page.getByText('Another agent starts a new conversation')).toBeVisible();
  await page.getByRole('menuitemradio', { name: two.name }).click();
  await expect(page.getByText(`New conversation with ${two.name}`)).toBeVisible();
  await expect(page).toHaveURL(/\/\?agent=/);
  await expect(composer(page)).toHaveValue('For somebody else');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('From two.')).toBeVisible();
});
