/** What an answer can hold: how it comes, what comes with it, and what can be done with it. */

import { expect, type Locator, type Page } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { choose, send } from './composer';
import { test } from './fixtures';
import { onPhone } from './lists';
import { done, pause, type Step, text } from './upstream/steps';

const LINES = 'Silk is drawn out as one thread, and every spider spins its own kind of it. '.repeat(
  9,
);

const HELD = `${LINES}

- [x] a task that is done
- [ ] one that is not

| Thread | Strength |
| --- | ---: |
| ${'Dragline and more of it '.repeat(8)} | 1,100 |
| =Capture | 500 |

\`\`\`ts
const thread: number = 42; // ${'a long line '.repeat(20)}
\`\`\`

שלום לכולם

The **end** of [it](https://elsewhere.example/a).[^1]

[^1]: A note.
`;

const DRAWN = `
$$
E = mc^2
$$

\`\`\`mermaid
flowchart LR
  Spider --> Thread
\`\`\`

Both are drawn.`;

/** A text as a model sends it: cut wherever. */
function cut(whole: string): Step[] {
  return (whole.match(/[\s\S]{1,7}/g) ?? []).map(text);
}

/** Every word of markdown's own that an answer ever shows while it comes. */
async function watchSource(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    new MutationObserver(() => {
      const answer = [...document.querySelectorAll('article .prose')].at(-1);
      const shown = answer instanceof HTMLElement ? answer.innerText : '';
      for (const [mark] of shown.matchAll(/\*\*|```|\]\(|\| ?:?-{3}|\[\^|\[[ x]\]/g))
        seen.add(mark);
      document.body.dataset.seen = JSON.stringify([...seen]);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  return async () => JSON.parse(await page.evaluate(() => document.body.dataset.seen ?? '[]'));
}

/** How many characters the whole lines of a paragraph hold, on average. */
async function measureOf(paragraph: Locator): Promise<number> {
  return paragraph.evaluate((one) => {
    const range = document.createRange();
    const node = one.firstChild;
    if (!(node instanceof Text)) return Number.NaN;
    const lines = new Map<number, number>();
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      lines.set(top, (lines.get(top) ?? 0) + 1);
    }
    const whole = [...lines.values()].slice(0, -1);
    return whole.reduce((sum, count) => sum + count, 0) / whole.length;
  });
}

test('an answer grows without showing its source, and what it holds can be used @touch', async ({
  page,
  context,
  world,
  upstream,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(response.url()));
  const has = (part: RegExp) => loaded.some((url) => part.test(url));
  const agent = await world.agent([text('Ready.'), done()]);
  await world.signIn(page, await world.person());
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'Are you there?');
  await page.waitForURL(/\/c\//);
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
  await expect(page.getByText('Ready.')).toBeVisible();
  const scripts = () => new Set(loaded.filter((url) => url.includes('.js'))).size;
  const before = scripts();

  const gate = newId();
  upstream.script(agent.upstreamId, [...cut(HELD), pause(gate), done()]);
  const sources = await watchSource(page);
  await send(page, 'Tell me all of it');
  const answer = page.getByRole('article', { name: agent.name }).last();
  await expect(answer.getByText('The end of it')).toBeVisible();
  // The question stands at the top, and the answer follows as it grows.
  await expect(answer.getByRole('link', { name: 'Footnote 1' })).toBeInViewport();
  upstream.gates.open(gate);
  await expect(answer.getByRole('button', { name: 'Copy', exact: true })).toBeVisible();
  expect(await sources()).toEqual([]);
  expect(has(/mermaid/), 'no code for diagrams').toBe(false);
  expect(has(/KaTeX/i), 'no letters for formulas').toBe(false);

  // The window does not scroll sideways: the table and the code do, inside themselves.
  const wide = (of: Locator) => of.evaluate((one) => one.scrollWidth - one.clientWidth);
  expect(await wide(page.locator('#conversation'))).toBe(0);
  const code = answer.getByRole('region', { name: 'Code, ts' });
  expect(await wide(code)).toBeGreaterThan(0);
  await expect(code.locator('[data-token=keyword]')).toHaveText('const');
  expect(scripts(), 'colours come with the first code').toBeGreaterThan(before);
  await answer.getByRole('button', { name: 'Wrap long lines' }).click();
  expect(await wide(code)).toBe(0);

  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await answer.getByRole('button', { name: 'Copy code' }).click();
  await expect.poll(copied).toMatch(/^const thread: number = 42;/);
  await answer.getByRole('table').hover();
  await answer.getByRole('button', { name: 'Copy this table' }).click();
  await page.getByRole('menuitem', { name: 'Copy as CSV' }).click();
  await expect.poll(copied).toMatch(/^Thread,Strength\r?\n[\s\S]+\n'=Capture,500/);
  await answer
    .getByRole('button', { name: /^(Copy this table|Copied)$/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
  await expect.poll(copied).toMatch(/^\| Thread \| Strength \|\n\| --- \| ---/);

  await expect(answer.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await expect(answer.getByText('שלום')).toHaveCSS('direction', 'rtl');
  await expect(answer.getByText(/^Silk is drawn/)).toHaveCSS('direction', 'ltr');
  await answer.getByRole('link', { name: 'Footnote 1' }).click();
  await expect(answer.getByText('A note.')).toBeInViewport();
  const measure = await measureOf(answer.getByText(/^Silk is drawn/));
  if (!onPhone()) expect(Math.round(measure)).toBeGreaterThanOrEqual(68);
  expect(Math.round(measure)).toBeLessThanOrEqual(75);

  upstream.script(agent.upstreamId, [text(DRAWN), done()]);
  await send(page, 'Draw it');
  const drawn = page.getByRole('article', { name: agent.name }).last();
  await expect(drawn.locator('.katex').first()).toBeVisible();
  await expect(drawn.getByRole('img', { name: 'Diagram' })).toHaveAttribute(
    'src',
    /^data:image\/svg/,
  );
  expect(has(/mermaid/)).toBe(true);
  expect(await drawn.locator('svg foreignObject, script').count()).toBe(0);
});
