/**
 * What people feel: a page's first load, opening a long conversation, an answer that
 * streams, letters as they are typed, memory after an afternoon. Chromium with its
 * processor slowed four times, the production build, everything stored.
 * Run: npm run bench -- browser [--short] [--json]
 */

import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { composer, send } from '@/e2e/composer';
import { signedIn } from '@/e2e/visitor';
import { openContest } from './kit/contestants';
import { median, medianOf, quantile } from './kit/figures';
import { type MainThread, watchMainThread } from './kit/main-thread';
import { readOptions } from './kit/options';
import { addAgent, addReader, withDatabase } from './kit/people';
import type { Plan } from './kit/readers';
import { type Report, tell, type Verdict } from './kit/report';
import { addConversation } from './kit/seeded';
import { heldHeap, openBrowser, openPage, readTimes } from './kit/visit';

const SLOWDOWN = 4;
const LONG = 10_000;
const TOKENS = { rate: 100, count: 2_500, bytes: 5, markdown: true };
/** 200 kB in 20 seconds, all but its beginning and its end watched. */
const BIG = { rate: 100, count: 2_000, bytes: 100, markdown: true };
const BIG_MS = 17_000;
/** Characters after which an answer has begun: whatever it loads, it has asked for. */
const BEGUN = 250;
const TYPED = 'And what of the other sites, is there anything to do today at all?';

const options = readOptions();
const reps = options.reps || (options.short ? 2 : 5);
const windowMs = options.short ? 4_000 : 8_000;
const opened = options.short ? 40 : 100;
const streamings = options.short ? 1 : 3;

const contest = await openContest({ names: [] });
const { database } = contest.gossamer;
const url = contest.gossamer.url.replace('127.0.0.1', 'localhost');
const reader = await addReader(database);
const who = { url, ...reader };

/** Conversations of the reader with an agent that answers by this plan. */
async function seed(plan: Plan, lengths: Record<string, number>): Promise<string[]> {
  const agentId = await addAgent(database, plan);
  return withDatabase(database, async () => {
    const ids: string[] = [];
    for (const [title, messages] of Object.entries(lengths)) {
      ids.push(await addConversation({ userId: reader.id, agentId, title, messages }));
    }
    return ids;
  });
}

/** Whether drawn in full already or not. */
const endOf = (page: Page, title: string) => page.getByText(`The end of ${title}`).first();

/** Gzipped bytes of the scripts that a conversation's HTML names. */
async function firstScripts(id: string): Promise<number> {
  const visitor = await signedIn(url, reader);
  const html = await (await visitor.send(`/c/${id}`)).text();
  const tags = html.match(/<script[^>]+src="[^"]+\.js[^>]*>/g) ?? [];
  // What only browsers without modules load is not loaded.
  const modern = tags.filter((tag) => !/nomodule/i.test(tag));
  const files = new Set(modern.map((tag) => /src="([^"]+\.js)/.exec(tag)?.[1] ?? ''));
  let bytes = 0;
  for (const file of files) {
    bytes += gzipSync(Buffer.from(await (await fetch(new URL(file, url))).arrayBuffer())).length;
  }
  return bytes / 1000;
}

/** The page of a conversation as the first one that a browser sees. */
async function firstLoad(browser: Browser, id: string, title: string) {
  const page = await openPage(browser, who, SLOWDOWN);
  await page.goto(`${url}/c/${id}`);
  await endOf(page, title).waitFor();
  await wait(1_000);
  const { largestPaint } = await readTimes(page);
  await page.context().close();
  return largestPaint;
}

/** A click in the sidebar until the end of the conversation is drawn. */
async function openFromSidebar(page: Page, title: string): Promise<number> {
  await page.goto(url);
  await composer(page).waitFor();
  const link = page.getByRole('link', { name: title, exact: true }).first();
  await link.waitFor();
  await wait(1_000); // Whatever the first page still does is not this click's.
  return link.evaluate(
    (element: HTMLElement, end) =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        const look = () => {
          const found = document.querySelector('#conversation')?.textContent?.includes(end);
          if (found)
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
          else requestAnimationFrame(look);
        };
        element.click();
        look();
      }),
    `The end of ${title}`,
  );
}

interface Streamed extends MainThread {
  perTokenMs: number;
  keys: number[];
}

/** Asks and watches while the answer streams; then types while it still does. */
async function stream(
  browser: Browser,
  id: string,
  { ms, types }: { ms: number; types: boolean },
): Promise<Streamed> {
  const page = await openPage(browser, who, SLOWDOWN);
  await page.goto(`${url}/c/${id}`);
  await send(page, 'Go on.');
  await page.waitForFunction((length) => {
    const answers = document.querySelectorAll('#conversation article');
    return (answers[answers.length - 1]?.textContent ?? '').length > length;
  }, BEGUN);
  const thread = await watchMainThread(browser, page, () => wait(ms));
  await readTimes(page);
  if (types) await composer(page).pressSequentially(TYPED, { delay: 60 });
  const { keys } = await readTimes(page);
  await page.context().close();
  return { ...thread, perTokenMs: thread.busyMs / ((ms / 1000) * TOKENS.rate), keys };
}

/** How much more is held after so many conversations were opened than after a few. */
async function heapGrowth(browser: Browser, ids: string[], titles: string[]): Promise<number> {
  const page = await openPage(browser, who, 1);
  await page.goto(url);
  await composer(page).waitFor();
  const visit = async (i: number) => {
    await page.evaluate(
      (path) => {
        const { next } = window as unknown as { next: { router: { push(path: string): void } } };
        next.router.push(path);
      },
      `/c/${ids[i % ids.length]}`,
    );
    await endOf(page, titles[i % ids.length] ?? '').waitFor();
  };
  for (let i = 0; i < 10; i += 1) await visit(i);
  await visit(0);
  const before = await heldHeap(page);
  for (let i = 0; i < opened; i += 1) await visit(i);
  await visit(0);
  const after = await heldHeap(page);
  await page.context().close();
  return after / before;
}

async function measure(browser: Browser): Promise<Report> {
  const many = Array.from({ length: opened }, (_, i) => `talk ${i + 1}.`);
  const visits = await seed(TOKENS, Object.fromEntries(many.map((title) => [title, 20])));
  const [big = ''] = await seed(BIG, { Big: 0 });
  const [long = ''] = await seed(TOKENS, { Long: LONG });
  const pairs: string[][] = [];
  for (let i = 1; i <= streamings; i += 1) {
    pairs.push(await seed(TOKENS, { [`Empty ${i}`]: 0, [`Long ${i}`]: LONG }));
  }

  const scripts = await firstScripts(visits[0] ?? '');
  const paints: number[] = [];
  const longPaints: number[] = [];
  const clicks: number[] = [];
  const page = await openPage(browser, who, SLOWDOWN);
  for (let i = 0; i < reps; i += 1) {
    paints.push(await firstLoad(browser, visits[i] ?? '', many[i] ?? ''));
    longPaints.push(await firstLoad(browser, long, 'Long'));
    clicks.push(await openFromSidebar(page, 'Long'));
  }
  await page.context().close();

  const inEmpty: Streamed[] = [];
  const inLong: Streamed[] = [];
  for (const [empty = '', again = ''] of pairs) {
    inEmpty.push(await stream(browser, empty, { ms: windowMs, types: true }));
    inLong.push(await stream(browser, again, { ms: windowMs, types: true }));
  }
  const ofBig = await stream(browser, big, { ms: BIG_MS, types: false });
  const growth = await heapGrowth(browser, visits, many);
  return reportOf({ scripts, paints, longPaints, clicks, inEmpty, inLong, ofBig, growth });
}

const perToken = (all: Streamed[]) => medianOf(all, (one) => one.perTokenMs);
const longest = (all: Streamed[]) => Math.max(...all.map((one) => one.longestTaskMs));

interface Figures {
  scripts: number;
  paints: number[];
  longPaints: number[];
  clicks: number[];
  inEmpty: Streamed[];
  inLong: Streamed[];
  ofBig: Streamed;
  growth: number;
}

function reportOf(found: Figures): Report {
  const { scripts, paints, longPaints, clicks, inEmpty, inLong, ofBig, growth } = found;
  const at = (what: string, value: number, [unit, target]: [string, number]): Verdict => ({
    what,
    value,
    unit,
    target,
    better: 'lower',
  });
  const row = (name: string, all: Streamed[], bytes: number) => {
    const perToken = medianOf(all, (one) => one.perTokenMs);
    const keys = all.flatMap((one) => one.keys);
    return [
      name,
      perToken,
      (perToken * 1000) / bytes,
      longest(all),
      medianOf(all, (one) => one.longTasks),
      quantile(keys, 0.5),
      quantile(keys, 0.95),
    ];
  };
  return {
    name: 'browser',
    how: `Chromium, processor ${SLOWDOWN}× slower, 1440 × 900; tasks in processor time of the main thread, traced for ${windowMs / 1000} s`,
    repetitions: reps,
    columns: [
      'streaming',
      'a token ms',
      'a kB ms',
      'longest task ms',
      'tasks > 50 ms',
      'a key ms',
      'a key p95 ms',
    ],
    rows: [
      row('100 tokens/s, empty conversation', inEmpty, TOKENS.bytes),
      row('100 tokens/s, 10,000 messages', inLong, TOKENS.bytes),
      row('200 kB with code and tables', [ofBig], BIG.bytes),
    ],
    verdicts: [
      at('scripts of the first load', scripts, [' kB gzipped', 230]),
      at('largest paint, first visit', median(paints), [' ms', 1_500]),
      at('largest paint, 10,000 messages', median(longPaints), [' ms', 1_500]),
      at('10,000 messages opened by a click', median(clicks), [' ms', 1_000]),
      at('a token in 10,000 messages, against an empty one', perToken(inLong) / perToken(inEmpty), [
        '×',
        2,
      ]),
      at('longest task while streaming into 10,000 messages', longest(inLong), [' ms', 50]),
      at(
        'a key while it streams, p95',
        quantile(
          [...inEmpty, ...inLong].flatMap((one) => one.keys),
          0.95,
        ),
        [' ms', 50],
      ),
      at('longest task of the 200 kB answer', ofBig.longestTaskMs, [' ms', 50]),
      at(`heap after ${opened} opened conversations`, growth, ['×', 1.1]),
    ],
  };
}

const browser = await openBrowser();
try {
  tell(await measure(browser), options.json);
} finally {
  await browser.close();
  await contest.stop();
}
