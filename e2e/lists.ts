/** The lists of conversations in a browser, and conversations to fill them, made without asking anybody. */

import { type Locator, type Page, test } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { sqlClient } from '@/lib/db/client';
import { addConversation } from '@/lib/db/fixtures/conversations';

const DAY_MS = 86_400_000;

/** Whether this run has a phone's screen and a finger. */
export const onPhone = () => test.info().project.name === 'touch';

/** The sidebar, which on a phone is a drawer that has to be opened. */
export async function sidebar(page: Page): Promise<Locator> {
  if (!onPhone()) return page.getByRole('complementary', { name: 'Sidebar' });
  const drawer = page.getByRole('dialog', { name: 'Conversations' });
  if (!(await drawer.isVisible())) {
    await page.getByRole('button', { name: 'Open the sidebar' }).click();
    await drawer.waitFor();
  }
  return drawer;
}

/** A conversation's line in a list. */
export const line = (list: Locator, title: string) =>
  list.getByRole('listitem').filter({ hasText: title });

/** Opens the menu at the head of the conversation and chooses from it. */
export async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More for this conversation' }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

/** Opens the menu of a line in the list and chooses from it. */
export async function chooseInList(page: Page, item: Locator, entry: string): Promise<void> {
  await item.hover();
  await item.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

/** How many rows: `TABLE WHERE column = ?`. */
export async function countRows(sql: string, id: string): Promise<number> {
  const { rows } = await sqlClient().execute({
    sql: `SELECT count(*) AS n FROM ${sql}`,
    args: [id],
  });
  return Number(rows[0]?.n);
}

/** Many conversations, the newest first, one a day. */
export async function addMany(userId: string, agentId: string, titles: string[]): Promise<void> {
  const now = Date.now();
  for (const [i, title] of titles.entries()) {
    await addConversation({ id: newId(), userId, agentId, title }, now - i * DAY_MS);
  }
}

/** Turns of a conversation, asked and answered in turn; their ids in order. */
export async function addBranch(
  userId: string,
  sessionId: string,
  texts: string[],
): Promise<string[]> {
  const ids = texts.map(newId);
  await sqlClient().batch(
    [
      ...ids.map((id, i) => ({
        sql: `INSERT INTO messages (id, session_id, user_id, parent_id, role, text, created_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)`,
        args: [
          id,
          sessionId,
          userId,
          ids[i - 1] ?? null,
          i % 2 === 0 ? 'user' : 'assistant',
          texts[i] ?? '',
          Date.UTC(2025, 4, 1) + i,
        ],
      })),
      { sql: 'UPDATE sessions SET head_id = ? WHERE id = ?', args: [ids.at(-1) ?? '', sessionId] },
    ],
    'write',
  );
  return ids;
}

/** The ids of a person's conversations by their titles. */
export async function idsByTitle(userId: string): Promise<Map<string, string>> {
  const { rows } = await sqlClient().execute({
    sql: 'SELECT id, title FROM sessions WHERE user_id = ?',
    args: [userId],
  });
  return new Map(rows.map(({ id, title }) => [String(title), String(id)]));
}
