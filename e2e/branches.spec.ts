import { expect, type Page } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { choose, composer, send } from './composer';
import { test } from './fixtures';
import type { RecordedRequest } from './upstream/board';
import { done, pause, type Step, text } from './upstream/steps';

interface Asked {
  session_id: string;
  message: string;
}

/** Answers with the round: `Answer 1.`, `Answer 2.`, … */
const counted = () => {
  let n = 0;
  return (): Step[] => [text(`Answer ${++n}.`), done()];
};

/** What the platform was sent for an agent, in order. */
function sentTo(requests: readonly RecordedRequest[], upstreamId: string): Asked[] {
  return requests.filter((r) => r.agentId === upstreamId).map((r) => r.json as Asked);
}

const questions = (page: Page) => page.getByRole('article', { name: 'You' });
const versions = (page: Page) => page.getByRole('group', { name: 'Versions' });
const idle = (page: Page) =>
  expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();

test('answering again keeps the old answer as a version; each has its own memory @touch', async ({
  page,
  context,
  world,
  upstream,
}) => {
  const agent = await world.agent([]);
  upstream.script(agent.upstreamId, counted());
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'First question');
  await expect(page.getByText('Answer 1.')).toBeVisible();
  await send(page, 'Second question');
  await expect(page.getByText('Answer 2.')).toBeVisible();
  const last = page.getByRole('article', { name: agent.name }).last();
  await last.getByRole('button', { name: 'Answer again' }).click();
  await expect(page.getByText('Answer 3.')).toBeVisible();
  await expect(page.getByText('Answer 2.')).toHaveCount(0);
  await expect(page.getByText('This branch was opened with a summary')).toHaveCount(1);
  await expect(versions(page)).toContainText('2/2');

  const [first, second, third] = sentTo(upstream.requests, agent.upstreamId);
  expect(second?.session_id).toBe(first?.session_id);
  expect(third?.session_id).not.toBe(first?.session_id);
  expect(third?.message).toMatch(/> First question\nYou:\n> Answer 1\.[\s\S]+\n\nSecond question$/);
  expect(third?.message).not.toContain('Answer 2.');

  // Another tab hears of the switch, and a reload keeps it.
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText('Answer 3.')).toBeVisible();
  await versions(page).getByRole('button', { name: 'Previous version' }).press('Enter');
  await expect(page.getByText('Answer 2.')).toBeVisible();
  await expect(versions(page)).toContainText('1/2');
  await expect(versions(page).getByRole('button', { name: 'Previous version' })).toBeFocused();
  await other.bringToFront();
  await expect(other.getByText('Answer 2.')).toBeVisible();
  await other.close();
  await page.reload();
  await expect(page.getByText('Answer 2.')).toBeVisible();
  await send(page, 'Third question');
  await expect(page.getByText('Answer 4.')).toBeVisible();
  expect(sentTo(upstream.requests, agent.upstreamId)[3]).toMatchObject({
    session_id: first?.session_id,
    message: 'Third question',
  });
});

test('an edited question is asked in its place; the old branch stays', async ({
  page,
  world,
  upstream,
}) => {
  const agent = await world.agent([]);
  upstream.script(agent.upstreamId, counted());
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'One');
  await expect(page.getByText('Answer 1.')).toBeVisible();
  await send(page, 'Two');
  await expect(page.getByText('Answer 2.')).toBeVisible();
  await idle(page);
  await questions(page).first().getByRole('button', { name: 'Edit' }).click();
  const box = page.getByRole('textbox', { name: 'Edit your message' });
  await expect(box).toBeFocused();
  await box.fill('One, but better');
  await page.reload();
  await questions(page).first().getByRole('button', { name: 'Edit' }).click();
  await expect(box).toHaveValue('One, but better');
  await box.press('Enter');
  await expect(page.getByText('Answer 3.')).toBeVisible();
  await expect(questions(page)).toHaveCount(1);
  await expect(composer(page)).toBeFocused();
  await versions(page).getByRole('button', { name: 'Previous version' }).click();
  await expect(page.getByText('Answer 2.')).toBeVisible();
  await expect(questions(page)).toHaveText([/^One/, /^Two/]);

  // ↑ in an empty box edits the last question; Escape leaves it as it was.
  await composer(page).press('ArrowUp');
  await expect(box).toHaveValue('Two');
  await box.press('Escape');
  await expect(box).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
});

test('a stopped answer is continued in its place, and reads as one', async ({
  page,
  world,
  upstream,
}) => {
  const gate = newId();
  const agent = await world.agent([text('Once upon a'), pause(gate), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Tell me');
  await expect(page.getByText('Once upon a')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  upstream.script(agent.upstreamId, [text(' time.'), done()]);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Once upon a time.')).toBeVisible();
  await expect(page.getByText('Stopped.', { exact: true })).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Once upon a time.')).toBeVisible();
  await expect(page.getByRole('article', { name: agent.name })).toHaveCount(1);
  const [first, second] = sentTo(upstream.requests, agent.upstreamId);
  expect(second?.session_id).toBe(first?.session_id);
  expect(second?.message).toContain('> Once upon a');
});
