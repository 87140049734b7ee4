/** A person in a browser on a slow machine, and what the page itself tells of its times. */

import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '@/e2e/browser';
import { signedIn } from '@/e2e/visitor';

/** Opens a browser as the browser tests do. */
export async function openBrowser(): Promise<Browser> {
  const found = await findBrowser();
  return chromium.launch({
    executablePath: found.executablePath,
    env: { ...cleanEnv(), ...found.env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--enable-precise-memory-info',
    ],
  });
}

function cleanEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([k, v]) => (v ? [[k, v]] : [])));
}

/** A page of a signed-in person, nothing cached, its processor slowed by that factor. */
export async function openPage(
  browser: Browser,
  who: { url: string; email: string; password: string },
  slowdown: number,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { headers } = await signedIn(who.url, who);
  const [name = '', value = ''] = (headers.cookie ?? '').split(/=(.*)/);
  await context.addCookies([{ name, value, url: who.url }]);
  const page = await context.newPage();
  // The compiler names functions by a helper of its own, which pages do not have.
  await page.addInitScript('globalThis.__name = (value) => value');
  await page.addInitScript(noteTimes);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return page;
}

/** Runs in the page: the largest paint, and what each key took to be seen. */
function noteTimes(): void {
  const times = { largestPaint: 0, keys: [] as number[] };
  Object.assign(window, { times });
  new PerformanceObserver((list) => {
    times.largestPaint = list.getEntries().at(-1)?.startTime ?? times.largestPaint;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  const seen = (pressedAt: number) => {
    const { port1, port2 } = new MessageChannel();
    // After the frame in which the letter was drawn.
    port1.onmessage = () => times.keys.push(performance.now() - pressedAt);
    requestAnimationFrame(() => port2.postMessage(null));
  };
  addEventListener('keydown', ({ timeStamp }) => seen(timeStamp), { capture: true });
}

/** What {@link noteTimes} noted so far; keys are forgotten when they were read. */
export function readTimes(page: Page): Promise<{ largestPaint: number; keys: number[] }> {
  return page.evaluate(() => {
    const { times } = window as unknown as { times: { largestPaint: number; keys: number[] } };
    return { ...times, keys: times.keys.splice(0) };
  });
}

/** Bytes of the heap that a collection leaves. */
export async function heldHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let i = 0; i < 3; i += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
