/** Text that would act (I01–I03), on the real pages: as it comes, read back, shared, saved. */

import { expect, type Page } from '@playwright/test';
import type { ArchivedMessage } from '@/lib/contract/archive';
import { newId } from '@/lib/contract/ids';
import type { MessagePart } from '@/lib/contract/message';
import { insertConversation } from '@/lib/db/copies';
import { builtAction } from './build';
import { choose, send } from './composer';
import { ATTACKS, PLAIN_ATTACKS } from './corpus/attacks';
import { test } from './fixtures';
import { done, text, toolCall, toolResult } from './upstream/steps';
import { callAction, signedIn } from './visitor';

const EVIL_NAME = '<img src=x onerror=ran(1)>';
const EVIL_TITLE = '"><script>ran(1)</script><svg onload=ran(1)>';
const ATTACKS_A_TURN = 24;

/** What happens on a page that must not: things that ran, reports of the policy, requests elsewhere. */
async function watch(page: Page, url: string): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction('ran', () => void seen.push('ran'));
  await page.exposeFunction('reported', (what: string) => void seen.push(`policy: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'reported');
      if (typeof report === 'function') report(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const address = request.url();
    if (/^https?:/.test(address) && !address.startsWith(url)) seen.push(`request: ${address}`);
  });
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame() && !/^(http:\/\/localhost|about:)/.test(frame.url())) {
      seen.push(`left for ${frame.url()}`);
    }
  });
  return seen;
}

/** Elements and attributes in what people and agents wrote that could act. */
function activeIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll('main *, aside *, nav *, body > article *')) {
      if (
        /^(script|iframe|object|embed|link|base|meta|style|frame|video|audio)$/.test(
          element.localName,
        )
      )
        found.push(element.outerHTML.slice(0, 120));
      for (const { name, value } of element.attributes) {
        const loads = /^(src|srcset|poster|background|action|formaction|ping|data)$/.test(name);
        const acts =
          /^on/.test(name) || name === 'srcdoc' || /^\s*(javascript|vbscript):/i.test(value);
        if ((acts || loads) && !value.startsWith('data:image/svg+xml')) {
          found.push(`${element.localName} ${name}=${value.slice(0, 80)}`);
        }
      }
    }
    return found;
  });
}

function turn(n: number, parentId: string | null): ArchivedMessage[] {
  const words = ATTACKS.slice(n * ATTACKS_A_TURN, (n + 1) * ATTACKS_A_TURN);
  const parts: MessagePart[] = words.flatMap(({ text: attack }, at): MessagePart[] => [
    { type: 'text', text: attack },
    {
      type: 'tool',
      toolCallId: `${n}-${at}`,
      toolName: attack.slice(0, 200),
      state: at % 8 ? 'done' : 'failed',
      args: { query: attack, [attack]: attack },
      result:
        at % 2
          ? attack
          : [
              { url: attack, title: attack },
              { url: attack, title: attack },
            ],
      startedAtMs: at,
      endedAtMs: at + 5,
    },
  ]);
  return [
    {
      id: `q${n}`,
      parentId,
      role: 'user',
      createdAt: n,
      parts: [
        { type: 'text', text: PLAIN_ATTACKS.slice(n * 4, n * 4 + 4).join('\n') || 'Question' },
      ],
    },
    { id: `a${n}`, parentId: `q${n}`, role: 'assistant', createdAt: n, status: 'completed', parts },
  ];
}

const TURNS = Math.ceil(ATTACKS.length / ATTACKS_A_TURN);
const last = `The last answer of ${newId()}.`;

test('I01 I02 I03 nothing that is written acts where it is read back, shared or saved', async ({
  page,
  app,
  world,
  browser,
}) => {
  const agent = await world.agent([text('x'), done()], { name: EVIL_NAME });
  const person = await world.person();
  const messages = Array.from({ length: TURNS }, (_, n) => turn(n, n ? `a${n - 1}` : null)).flat();
  const end = messages.at(-1);
  end?.parts.push({ type: 'text', text: last });
  const now = Date.now();
  const about = { pinned: false, archived: false, tags: [], createdAt: now, updatedAt: now };
  const id = await insertConversation(
    person.id,
    {
      ...about,
      id: 'x',
      title: EVIL_TITLE,
      agent: { id: agent.id, name: EVIL_NAME },
      headId: null,
      messages,
    },
    { agentId: agent.id, key: newId(), now },
  );
  await world.signIn(page, person);
  const caller = await signedIn(app.url, person);
  const made = await callAction(caller, builtAction('shareConversation'), {
    id,
    withTrace: true,
    days: 1,
  });
  const code = /"code":"([0-9a-z]{26})"/.exec(made.text)?.[1];

  const seen = await watch(page, app.url);
  for (const path of [`/c/${id}`, `/s/${code}`]) {
    await page.goto(path);
    await expect(page.getByText(last)).toBeVisible();
    await expect(page.locator('h1').first()).toContainText(EVIL_TITLE);
    // Past everything, so that whatever is fetched when it comes into sight is.
    const articles = await page.locator('article').all();
    for (const article of articles.filter((_, n) => n % 6 === 0)) {
      await article.scrollIntoViewIfNeeded();
    }
    await expect(page.locator('[role=tabpanel]').first()).toBeAttached();
    expect([path, await activeIn(page), seen]).toEqual([path, [], []]);
  }
  const file = await (await caller.send(`/api/sessions/${id}/export?format=html`)).text();
  const context = await browser.newContext();
  const reader = await context.newPage();
  const acted = await watch(reader, 'nothing');
  await reader.setContent(file);
  await expect(reader.getByText(last)).toBeVisible();
  expect([await activeIn(reader), acted]).toEqual([[], []]);
  await context.close();
});

test('I01 nothing that is written acts while it comes', async ({ page, app, world }) => {
  const words = ATTACKS.filter(({ name }) => /alone|other|link|label/.test(name))
    .map((attack) => attack.text)
    .join('\n\n');
  const chunks = words.match(/[\s\S]{1,9}/g) ?? [];
  const agent = await world.agent([
    toolCall(EVIL_TITLE, { query: words }),
    toolResult(EVIL_TITLE, { error: EVIL_TITLE }),
    ...chunks.map((chunk) => text(chunk)),
    text(`\n\n${last}`),
    done(),
  ]);
  await world.signIn(page, await world.person());
  const seen = await watch(page, app.url);
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, PLAIN_ATTACKS.join('\n'));
  await expect(page.getByText(last)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy', exact: true }).last()).toBeAttached();
  expect([await activeIn(page), seen]).toEqual([[], []]);
});
