import type { Page } from '@playwright/test';

/** Where one writes, whoever the agent is. */
export const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / });

/** Types and sends, as a person with a mouse would. */
export async function send(page: Page, words: string): Promise<void> {
  await composer(page).fill(words);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

/** Picks an agent on the page of a new conversation. */
export async function choose(page: Page, agent: string): Promise<void> {
  await page.getByRole('button', { name: /Choose another/ }).click();
  await page.getByRole('menuitemradio', { name: agent }).click();
}
