/** Every page a person can open by its address, with something on it: for what has to hold everywhere. */

import type { Page } from '@playwright/test';
import { createInvite } from '@/lib/db/invites';
import { test as base, type TestPerson, type World } from './fixtures';
import { PAGES } from './inventory';
import { ask, STOCK_ANSWER } from './scenes';

/** A worker, and with it an instance, that only those tests use: nobody else's names on its pages. */
export const test = base.extend<object, { apart: true }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  apart: [async ({}, use) => use(true), { scope: 'worker' }],
});

/** A window of 1440 × 900 at 200% zoom. */
export const ZOOMED = { width: 720, height: 450 };

/** Pages that lead elsewhere for somebody who is signed in. */
const OUTSIDE = ['/sign-in', '/sign-up', '/waiting', '/setup'];

/** The addresses that need nothing to exist, as the inventory lists them: a new page is among them. */
export function pagesOf(part: 'admin' | 'own'): string[] {
  return Object.keys(PAGES)
    .filter((path) => !path.includes('[') && !OUTSIDE.includes(path))
    .filter((path) => path.startsWith('/admin') === (part === 'admin'));
}

/** Names that are not words of the interface. */
const NAMES = { person: 'Ådå', agent: 'Ẃåŕéĥöûšé' };

/** Signs an admin in who has a conversation with steps; its page is open then. */
export async function furnish(page: Page, world: World): Promise<TestPerson> {
  const admin = await world.person({ role: 'admin', name: NAMES.person });
  await world.person({ name: 'Ĝŕåçé' });
  await createInvite({ role: 'user', email: `${admin.id}@example.com`, ttlMs: 60_000 });
  const agent = await world.agent(STOCK_ANSWER, {
    icon: 'database',
    description: 'Ķñöŵš',
    starters: ['Ŵĥåţ?'],
  });
  await world.signIn(page, admin);
  await ask(page, agent, '¿…?');
  return admin;
}

/**
 * What does not fit into the window: parts of the page that scroll sideways, controls that stand
 * outside it or cut their own words off. Tables, code and formulas scroll inside themselves.
 */
export async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const name = (one: Element) =>
      `${one.tagName.toLowerCase()}.${one.className} “${one.textContent?.trim().slice(0, 40)}”`;
    const isShown = (one: Element) => {
      const { width: w, height: h } = one.getBoundingClientRect();
      return (
        w > 1 && h > 1 && one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      );
    };
    const inScroller = (one: Element) =>
      one.closest(
        'table, pre, [role=tablist], section[tabindex], .katex-display, .overflow-x-auto',
      ) !== null;
    const found: string[] = [];
    const root = document.scrollingElement;
    if (root && root.scrollWidth > width) found.push(`the page is ${root.scrollWidth} px wide`);
    for (const part of document.querySelectorAll('main, aside, nav, header, form, [role=dialog]')) {
      if (!isShown(part) || part.scrollWidth <= part.clientWidth + 1 || inScroller(part)) continue;
      if (getComputedStyle(part).overflowX === 'visible') continue;
      const { left, right } = part.getBoundingClientRect();
      const wide = [...part.querySelectorAll('*')].filter((one) => {
        const box = one.getBoundingClientRect();
        return isShown(one) && (box.right > right + 1 || box.left < left - 1);
      });
      found.push(`scrolls sideways: ${name(part)}, for ${wide.slice(0, 3).map(name).join(', ')}`);
    }
    for (const one of document.querySelectorAll('a, button, input, select, textarea, h1, h2, h3')) {
      if (!isShown(one) || inScroller(one)) continue;
      const { left, right } = one.getBoundingClientRect();
      if (left < -1 || right > width + 1) found.push(`outside the window: ${name(one)}`);
      const { overflowX, textOverflow } = getComputedStyle(one);
      const cuts =
        overflowX !== 'visible' && textOverflow !== 'ellipsis' && !one.matches('input, textarea');
      if (cuts && one.scrollWidth > one.clientWidth + 1) found.push(`cut off: ${name(one)}`);
    }
    return found;
  });
}
